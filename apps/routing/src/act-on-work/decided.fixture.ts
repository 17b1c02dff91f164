import type { Sealed, WorkAction, WorkActionSubmitted } from '@cc/contracts';
import { nextId, TUESDAY_MORNING } from '@cc/testing';
import { aStep, group } from '../rules.fixture.js';
import type { Ticket } from '../ticket.entity.js';
import { decideAction } from './decide-action.js';
import { divisionByTopic, type Party } from './party.js';

export const seal = (text: object) => `key.nonce.${Buffer.from(JSON.stringify(text)).toString('base64url')}` as Sealed;

export const slip = {
  findings: '光缆被施工挖断',
  measures: '已抢修',
  answerToCustomer: '已恢复',
  verification: 'true' as const,
  responsibility: 'third-party' as const,
  resolved: true,
};

export const submit = (
  ticket: Ticket,
  action: WorkAction,
  over: Partial<WorkActionSubmitted> = {},
): WorkActionSubmitted => ({
  actionId: nextId('action'),
  complaintId: ticket.complaintId,
  by: { role: 'handler', id: 'gd-4711' },
  at: TUESDAY_MORNING,
  do: action,
  ...over,
});

export const auditor = { by: { role: 'auditor' as const, id: 'g1-0815' } };
export const centre = divisionByTopic(group.organisation, 'g1');
export const supervisor = { by: { role: 'supervisor' as const, id: 'gd-0001' } };

/** By the system of the division that has the work, unless another party is named. */
export function decide(
  ticket: Ticket,
  action: WorkAction,
  over: Partial<WorkActionSubmitted> = {},
  party: Party = divisionByTopic(group.organisation, ticket.division),
) {
  const step = aStep(ticket);
  const verdict = decideAction(
    step,
    group,
    { party, submitted: submit(ticket, action, over), handedInAt: step.now },
    seal,
  );
  return { step, verdict };
}
