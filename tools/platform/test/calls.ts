import type { SubmissionOnTheWire } from '@cc/contracts';

let numbers = 13_900_139_000;

/** A broadband outage, as a call centre writes it; every call about another number. */
export function aCall(source: string, sourceId: string, over: Partial<SubmissionOnTheWire> = {}): SubmissionOnTheWire {
  const number = String(numbers++);
  return {
    source,
    sourceId,
    occurredAt: new Date().toISOString(),
    channel: 'hotline',
    customer: { name: '李红', phone: number },
    items: [{ kind: 'new', problem: '宽带断网', category: ['network', 'broadband'], businessNumber: number }],
    ...over,
  };
}

/** What a unit does about it. */
export const ACCEPT = { action: 'accept' };
export const REPLY = {
  action: 'reply',
  slip: {
    findings: '光缆被挖断',
    measures: '已熔接恢复',
    answerToCustomer: '网络已恢复',
    verification: 'true',
    responsibility: 'third-party',
    resolved: true,
  },
};

export function anAction(actionId: string, complaintId: string, what: object) {
  return {
    actionId,
    complaintId,
    by: { role: 'handler', id: 'cs-1' },
    at: new Date().toISOString(),
    do: what,
  };
}
