import { callbackBrings } from '@cc/generator';

/** A call whose record was acknowledged. */
export interface Made {
  complaintId: string;
  attemptId: string;
  outcome: string;
}

/** Asks notification over REST as a callback agent; throws what is no success, `Refused` where it was understood and refused. */
export type Ask = (path: string, body?: unknown) => Promise<unknown>;

/** The customer is not to be called any more: the call that was to be recorded is not, and never will be. */
export class Refused extends Error {}

/**
 * Plays the callback agents (回访坐席). A call that was not acknowledged may stand recorded nevertheless, and its customer
 * on no list any more: it is recorded again under the same id until there is an answer.
 */
export class CallbackAgents {
  readonly made: Made[] = [];
  private readonly unanswered = new Map<string, Made>();
  private readonly calls = new Map<string, { calls: number; unsatisfied: number }>();
  /** Why the last round came to nothing. */
  failure: Error | null = null;
  private stopped = false;
  private running: Promise<void> | null = null;

  constructor(
    private readonly ask: Ask,
    private readonly seed: number,
  ) {}

  /** Calls of which nobody knows whether they are recorded. */
  get unacknowledged(): number {
    return this.unanswered.size;
  }

  start(everyMs: number): void {
    this.running = this.run(everyMs);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.running;
  }

  /** Records again what has no answer, then calls everybody on the list. */
  async round(): Promise<void> {
    for (const call of [...this.unanswered.values()]) await this.record(call);
    const { callbacks } = (await this.ask('/callbacks?limit=200')) as { callbacks: { complaintId: string }[] };
    for (const { complaintId } of callbacks) {
      if (this.stopped) return;
      await this.record(this.callTo(complaintId));
    }
  }

  private async run(everyMs: number): Promise<void> {
    while (!this.stopped) {
      // What fails while somebody is killed is asked again; what goes on failing is told where the drill does not come to rest.
      this.failure = await this.round().then(
        () => null,
        (error: unknown) => error as Error,
      );
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  }

  private callTo(complaintId: string): Made {
    const { calls, unsatisfied } = this.callsTo(complaintId);
    const { attempt } = callbackBrings(
      { complaintId, call: calls + 1, unsatisfiedBefore: unsatisfied },
      { seed: this.seed },
    );
    return { complaintId, ...attempt };
  }

  private async record(call: Made): Promise<void> {
    const { complaintId, ...attempt } = call;
    this.unanswered.set(complaintId, call);
    try {
      await this.ask(`/callbacks/${complaintId}/attempts`, attempt);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.unanswered.delete(complaintId);
      return;
    }
    this.unanswered.delete(complaintId);
    this.made.push(call);
    const { calls, unsatisfied } = this.callsTo(complaintId);
    const more = attempt.outcome === 'unsatisfied' ? 1 : 0;
    this.calls.set(complaintId, { calls: calls + 1, unsatisfied: unsatisfied + more });
  }

  private callsTo(complaintId: string) {
    return this.calls.get(complaintId) ?? { calls: 0, unsatisfied: 0 };
  }
}
