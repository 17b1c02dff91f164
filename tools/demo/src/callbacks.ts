import type { Platform } from '@cc/platform';

interface OpenCallback {
  complaintId: string;
  attempts: number;
}

export type CallbackOutcome = 'satisfied' | 'unsatisfied' | 'notReached';

/** Plays the callback agents (回访坐席) by REST. */
export class CallbackAgents {
  readonly made: Record<CallbackOutcome, number> = { satisfied: 0, unsatisfied: 0, notReached: 0 };

  constructor(private readonly platform: Platform) {}

  /** Calls everybody who is waiting to be called. */
  async callAll(outcomeFor: (complaintId: string, attempt: number) => CallbackOutcome): Promise<void> {
    const { callbacks } = (await this.ask('/callbacks?limit=200')) as { callbacks: OpenCallback[] };
    for (const { complaintId, attempts } of callbacks) {
      const outcome = outcomeFor(complaintId, attempts + 1);
      const calls = Object.values(this.made).reduce((sum, count) => sum + count, 0);
      await this.ask(`/callbacks/${complaintId}/attempts`, { attemptId: `call-${calls + 1}`, outcome });
      this.made[outcome]++;
    }
  }

  private async ask(path: string, body?: unknown): Promise<unknown> {
    return JSON.parse(await this.platform.ask('notification', path, { body, as: 'CALLBACK_TOKEN' }));
  }
}
