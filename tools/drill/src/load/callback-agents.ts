import { callbackBrings } from '@cc/generator';
import type { Platform } from '@cc/platform';

/** A call whose record was acknowledged. */
export interface Made {
  complaintId: string;
  attemptId: string;
  outcome: string;
}

/** Plays the callback agents (回访坐席) by REST. A call that was not acknowledged is recorded again under the same id. */
export class CallbackAgents {
  readonly made: Made[] = [];
  private readonly calls = new Map<string, { calls: number; unsatisfied: number }>();
  private stopped = false;
  private running: Promise<void> | null = null;

  constructor(
    private readonly platform: Platform,
    private readonly seed: number,
    private readonly everyMs: number,
  ) {}

  start(): void {
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      // Whatever fails while somebody is killed is asked again.
      await this.callAll().catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, this.everyMs));
    }
  }

  private async callAll(): Promise<void> {
    const { callbacks } = (await this.ask('/callbacks?limit=200')) as { callbacks: { complaintId: string }[] };
    for (const { complaintId } of callbacks) if (!this.stopped) await this.call(complaintId);
  }

  private async call(complaintId: string): Promise<void> {
    const before = this.calls.get(complaintId) ?? { calls: 0, unsatisfied: 0 };
    const call = before.calls + 1;
    const { attempt } = callbackBrings(
      { complaintId, call, unsatisfiedBefore: before.unsatisfied },
      { seed: this.seed },
    );
    await this.ask(`/callbacks/${complaintId}/attempts`, attempt);
    this.made.push({ complaintId, ...attempt });
    const unsatisfied = before.unsatisfied + (attempt.outcome === 'unsatisfied' ? 1 : 0);
    this.calls.set(complaintId, { calls: call, unsatisfied });
  }

  private async ask(path: string, body?: unknown): Promise<unknown> {
    return JSON.parse(await this.platform.ask('notification', path, { body, as: 'CALLBACK_TOKEN' }));
  }
}
