import { setTimeout as pause } from 'node:timers/promises';
import type { ServiceName } from '@cc/contracts';
import { services, type Platform } from '@cc/platform';

const BACK_OFF_MS = [0, 250, 500, 1000, 2000] as const;
/** Whoever lived this long has started. */
const STARTED_MS = 10_000;

/** Starts a service again whenever its process ends, as Kubernetes would: at once, and later each time that it ends soon. */
export class Supervisor {
  private stopped = false;
  private readonly starting = new Map<ServiceName, Promise<void>>();
  private readonly killed = new Set<number>();
  private readonly wake = new Set<() => void>();
  private readonly starts = new Map<ServiceName, number>();
  private fail!: (error: Error) => void;
  /** Settles when a service cannot be started at all. */
  readonly failed = new Promise<never>((_, reject) => (this.fail = reject));

  constructor(
    private readonly platform: Platform,
    private readonly tell: (line: string) => void,
  ) {
    this.failed.catch(() => undefined);
  }

  start(): void {
    for (const service of services) void this.watch(service).catch((error: unknown) => this.fail(error as Error));
  }

  /** kill -9, on purpose. */
  async kill(service: ServiceName): Promise<void> {
    const process = this.platform.processes[service];
    this.killed.add(process.pid);
    await process.kill();
  }

  /** Resolves when the service was started once more than so many times. */
  async startedAfter(service: ServiceName, starts: number): Promise<void> {
    while (this.startsOf(service) <= starts) await new Promise<void>((resolve) => this.wake.add(resolve));
  }

  startsOf(service: ServiceName): number {
    return this.starts.get(service) ?? 0;
  }

  /** Ends nothing: what runs goes on running. Resolves when no start is under way any more. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.allSettled(this.starting.values());
  }

  private async watch(service: ServiceName): Promise<void> {
    let endedSoon = 0;
    for (;;) {
      const process = this.platform.processes[service];
      const began = Date.now();
      await process.gone;
      if (this.stopped) return;
      if (!this.killed.has(process.pid))
        this.tell(`${service} ended by itself (${process.ended()}); starting it again`);
      endedSoon = Date.now() - began < STARTED_MS ? endedSoon + 1 : 0;
      await pause(BACK_OFF_MS[Math.min(endedSoon, BACK_OFF_MS.length - 1)]);
      if (this.stopped) return;
      const start = this.platform.restart(service, 'started');
      this.starting.set(service, start);
      await start;
      this.starts.set(service, this.startsOf(service) + 1);
      for (const wake of this.wake) wake();
      this.wake.clear();
    }
  }
}
