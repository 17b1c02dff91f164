import { callbackBrings, type PartyOptions } from '@cc/generator';
import { Refused, type RestClient } from './rest-client.js';

/** A call that an agent will make. */
export interface Call {
  at: Date;
  complaintId: string;
  attempt: { attemptId: string; outcome: 'satisfied' | 'unsatisfied' | 'notReached' };
}

interface Queue {
  callbacks: { callbackId: string; complaintId: string; attempts: number }[];
  next: string | null;
}

/** The callback agents (回访坐席): they look at their queue and call, by REST. */
export class CallbackAgents {
  private readonly planned = new Set<string>();
  private readonly calls = new Map<string, { made: number; unsatisfied: number }>();
  /** Calls that were no longer wanted when they were made. */
  tooLate = 0;

  constructor(
    private readonly rest: RestClient,
    private readonly options: PartyOptions,
  ) {}

  /** Calls for whatever is new in the queue. */
  async plan(now: Date): Promise<Call[]> {
    const planned: Call[] = [];
    for (let after: string | null = ''; after !== null;) {
      const page: Queue = await this.rest.json<Queue>('notification', `/callbacks?limit=200${after}`, 'agents');
      for (const { callbackId, complaintId, attempts } of page.callbacks) {
        const name = `${callbackId} ${attempts}`;
        if (this.planned.has(name)) continue;
        this.planned.add(name);
        planned.push(this.callFor(complaintId, now));
      }
      after = page.next === null ? null : `&after=${encodeURIComponent(page.next)}`;
    }
    return planned;
  }

  /** The ticket may have come to another end meanwhile: the customer withdrew. */
  async make({ complaintId, attempt }: Call): Promise<void> {
    try {
      await this.rest.post('notification', `/callbacks/${complaintId}/attempts`, 'agents', attempt);
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== 409) throw error;
      this.tooLate++;
    }
  }

  private callFor(complaintId: string, now: Date): Call {
    const { made, unsatisfied } = this.calls.get(complaintId) ?? { made: 0, unsatisfied: 0 };
    const call = { complaintId, call: made + 1, unsatisfiedBefore: unsatisfied };
    const { afterHours, attempt } = callbackBrings(call, this.options);
    const more = attempt.outcome === 'unsatisfied' ? 1 : 0;
    this.calls.set(complaintId, { made: made + 1, unsatisfied: unsatisfied + more });
    return { at: new Date(now.getTime() + afterHours * 3_600_000), complaintId, attempt };
  }
}
