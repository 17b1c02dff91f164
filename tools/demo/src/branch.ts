import type { Parties, ReadRecord } from './parties.js';
import { refusalInWords, type Refusal } from './refusal-in-words.js';

/** What a branch has done, counted for the reader, in words for the reader. */
const NOTHING_YET = {
  'work orders': 0,
  accepted: 0,
  returned: 0,
  paused: 0,
  'replied to': 0,
  'slips audited': 0,
  'actions refused': 0,
};

/**
 * Plays the branches (省分公司): each work order is accepted and replied to; every seventh is returned once first, one
 * rests until its customer is back, and one is replied to before it was accepted, to see the platform refuse that with
 * the rule that says so.
 */
export class Branches {
  readonly deeds = { ...NOTHING_YET };

  constructor(
    private readonly parties: Parties,
    private readonly tell: (line: string) => void,
    private readonly now: () => Date,
  ) {}

  async onRecord({ topic, type, key, body }: ReadRecord): Promise<void> {
    const division = topic.replace('complaints.work.', '');
    if (type === 'work.order.v1') await this.onOrder(division, key, body);
    else if (type === 'work.action-answered.v1') this.onAnswer(division, body);
    else if (type === 'work.order-changed.v1') await this.onChange(division, key, body);
    else if (type === 'work.slip-to-audit.v1') await this.onSlip(division, key);
  }

  private async onOrder(division: string, complaintId: string, order: Record<string, unknown>): Promise<void> {
    const orders = ++this.deeds['work orders'];
    const dispatchNo = order['dispatchNo'] as number;
    const act = (step: string, what: object) => this.act(division, complaintId, `${dispatchNo}-${step}`, what);

    if (dispatchNo === 1 && order['fallback'] !== true && orders % 7 === 0) {
      this.deeds.returned++;
      await act('return', { action: 'return', reasonCode: 'not-our-area', text: '故障不在本单位维护范围。' });
      return;
    }
    if (orders === 5) await act('earlyReply', REPLY);
    await act('accept', { action: 'accept' });
    if (orders === 3) {
      await act('pause', { action: 'pause', reasonCode: 'waiting-for-customer' });
      await act('resume', { action: 'resume' });
    }
    await act('reply', REPLY);
  }

  /** A reopened order that the unit still has goes on where it was; otherwise a new order comes. */
  private async onChange(division: string, complaintId: string, change: Record<string, unknown>): Promise<void> {
    if (change['change'] !== 'reopened' || change['stage'] !== 'accepted') return;
    await this.act(division, complaintId, 'again-reply', REPLY);
  }

  private onAnswer(division: string, answer: Record<string, unknown>): void {
    const step = String(answer['actionId']).split('-').at(-1);
    if (answer['result'] === 'refused') {
      this.deeds['actions refused']++;
      this.tell(refusalInWords(division, step ?? '', answer as unknown as Refusal));
      return;
    }
    if (step === 'accept') this.deeds.accepted++;
    if (step === 'pause') this.deeds.paused++;
    if (step === 'reply') this.deeds['replied to']++;
  }

  /** 工信部申诉: the slip of an appeal is audited before it goes out, by the division that the platform tells of it. */
  private async onSlip(auditing: string, complaintId: string): Promise<void> {
    const nth = ++this.deeds['slips audited'];
    await this.act(auditing, complaintId, `${nth}-audit`, { action: 'approveReply' }, 'auditor');
  }

  private async act(
    division: string,
    complaintId: string,
    step: string,
    what: object,
    role = 'handler',
  ): Promise<void> {
    await this.parties.act(division, complaintId, {
      actionId: `${complaintId}-${step}`,
      complaintId,
      by: { role, id: `${division}-07` },
      at: this.now().toISOString(),
      do: what,
    });
  }
}

const REPLY = {
  action: 'reply',
  slip: {
    findings: '现场查明线路接头松动',
    measures: '更换接头，测试正常',
    answerToCustomer: '故障已修复，给您带来不便深表歉意',
    verification: 'true',
    responsibility: 'operator',
    resolved: true,
  },
};
