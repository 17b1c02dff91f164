import { HEADER, topics, WORK_ACTION_TYPE } from '@cc/contracts';
import {
  auditorAnswers,
  branchAnswers,
  branchAnswersChange,
  randomFor,
  type Act,
  type PartyOptions,
  type Random,
  type SeenWorkOrder,
} from '@cc/generator';
import type { Sender } from './sender.js';

/** A record of a division's work topic, as the division reads it. */
export interface WorkRecord {
  division: string;
  unit: string | null;
  type: string;
  body: Record<string, unknown>;
}

/** An action that a division pushed. */
export interface Pushed {
  actionId: string;
  division: string;
  complaintId: string;
}

const SOONEST_MS = 100;
const LATEST_MS = 2500;

/** Plays the divisions: decides as the generator does, and acts within seconds instead of hours. */
export class Branches {
  /** By the number of the push. */
  readonly pushed = new Map<number, Pushed>();
  private readonly problems = new Map<string, { problem: string; category: readonly string[] }>();
  private readonly refusals = new Map<string, number>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly random: Random;

  constructor(
    private readonly sender: Sender,
    private readonly options: PartyOptions,
  ) {
    this.random = randomFor(options.seed, 'drill', 'branches');
  }

  /** Nobody is about to act. */
  get idle(): boolean {
    return this.timers.size === 0;
  }

  close(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
  }

  onRecord({ division, unit, type, body }: WorkRecord): void {
    switch (type) {
      case 'work.order.v1':
        return this.onOrder({ ...(body as unknown as SeenWorkOrder), division, unit });
      case 'work.order-changed.v1':
        return this.onChange({ ...(body as unknown as Change), division });
      case 'work.slip-to-audit.v1':
        return this.onSlip({ ...(body as unknown as Slip), division });
    }
  }

  private onOrder(order: SeenWorkOrder): void {
    this.problems.set(order.complaintId, { problem: order.problem, category: order.category });
    this.soon(branchAnswers(order, this.options));
  }

  private onChange(change: Change & { division: string }): void {
    const problem = this.problems.get(change.complaintId);
    if (problem) this.soon(branchAnswersChange(change, problem, this.options));
  }

  private onSlip(slip: Slip & { division: string }): void {
    const refusedBefore = this.refusals.get(slip.complaintId) ?? 0;
    const act = auditorAnswers({ ...slip, refusedBefore }, this.options);
    if (act.action.do.action === 'refuseReply') this.refusals.set(slip.complaintId, refusedBefore + 1);
    this.soon([act]);
  }

  private soon(acts: readonly Act[]): void {
    if (acts.length === 0) return;
    const timer = setTimeout(
      () => {
        this.timers.delete(timer);
        this.act(acts);
      },
      this.random.between(SOONEST_MS, LATEST_MS),
    );
    this.timers.add(timer);
  }

  /** At the time of day: the generator's hours lie in the future. An action that is sent twice is the same bytes twice. */
  private act(acts: readonly Act[]): void {
    const at = new Date().toISOString();
    for (const { division, action } of acts) {
      const { actionId, complaintId } = action;
      const headers = {
        [HEADER.id]: actionId,
        [HEADER.type]: WORK_ACTION_TYPE,
        [HEADER.source]: `/branch/${division}`,
        [HEADER.specversion]: '1.0',
        [HEADER.contentType]: 'application/json',
      };
      const no = this.sender.push(topics.workActions(division), {
        key: Buffer.from(complaintId),
        value: Buffer.from(JSON.stringify({ ...action, at })),
        headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [Buffer.from(value)]])),
      });
      this.pushed.set(no, { actionId, division, complaintId });
    }
  }
}

interface Change {
  complaintId: string;
  workOrderId: string;
  change: string;
  stage: string;
  at: string;
}

interface Slip {
  complaintId: string;
  workOrderId: string;
  at: string;
}
