import { Inject, Injectable, type Type } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { SchedulerRegistry } from '@nestjs/schedule';
import { metrics } from '@opentelemetry/api';
import { Backlog, TimeOfDay, type Reading } from '@cc/messaging';
import { Log } from '../logs/log.js';
import { SERVICE, type ServiceDefinition } from '../start/service-module.js';
import { optionsOf, waitsForFacts, type Tick } from './timer.js';

/** The timers of this service. They stand still until they are started, so that tests and simulation move them. */
@Injectable()
export class Timers {
  private readonly running = new Map<Type<Tick>, Promise<void>>();
  /** Woken while they ran: what made them due may have come too late for that run. */
  private readonly again = new Set<Type<Tick>>();
  private readonly stopping = new AbortController();
  private started = false;
  private readonly failures = metrics.getMeter('service-kit').createCounter('timer_failures', {
    description: 'Runs of a timer that ended with an error',
  });

  private readonly waits = metrics.getMeter('service-kit').createGauge('timers_wait_for_facts', {
    description: '1 while timers wait until the service has read what its logs held, 0 when they act',
  });

  constructor(
    @Inject(SERVICE) private readonly definition: ServiceDefinition,
    private readonly registry: SchedulerRegistry,
    private readonly modules: ModuleRef,
    private readonly time: TimeOfDay,
    private readonly backlog: Backlog,
    private readonly log: Log,
  ) {}

  /** What the timers that depend on facts wait for, in words; null when they do not wait, or when there are none. */
  get waitFor(): string | null {
    const depend = (this.definition.timers ?? []).some(waitsForFacts);
    return depend ? inWords(this.backlog.last) : null;
  }

  start(): void {
    this.started = true;
    for (const timer of this.definition.timers ?? []) {
      const { everyMs } = optionsOf(timer);
      this.registry.addInterval(
        timer.name,
        setInterval(() => this.run(timer), everyMs),
      );
      // At once as well: a timer of some minutes has something to say before they are over.
      this.run(timer);
    }
  }

  /** For good. Starts no more runs, and tells those under way; resolves when they have ended. */
  async stop(): Promise<void> {
    this.started = false;
    this.stopping.abort();
    for (const name of this.registry.getIntervals()) this.registry.deleteInterval(name);
    await Promise.all(this.running.values());
  }

  /** Runs a timer at once instead of at its next turn; for whoever just made something due. */
  wake(timer: Type<Tick>): void {
    if (!this.started) return;
    if (this.running.has(timer)) this.again.add(timer);
    else this.run(timer);
  }

  /** One run, whose error is the caller's; for tests and simulation. */
  async tick(timer: Type<Tick>): Promise<void> {
    if (waitsForFacts(timer) && !(await this.factsAreRead())) return;
    await this.modules.get(timer, { strict: false }).onTick(this.time.now(), this.stopping.signal);
  }

  /** The earliest instant at which a timer of this service has something to do; for simulation. */
  async nextAt(): Promise<Date | null> {
    const instants = await Promise.all(this.planned.map(({ timer }) => timer.nextAt!()));
    return instants.reduce((one, other) => (one === null || (other !== null && other < one) ? other : one), null);
  }

  /** Runs those that have something to do now, and says which; for simulation. */
  async tickDue(): Promise<string[]> {
    const due: string[] = [];
    for (const { type, timer } of this.planned) {
      const at = await timer.nextAt!();
      if (at === null || at > this.time.now()) continue;
      await this.tick(type);
      due.push(type.name);
    }
    return due;
  }

  private get planned(): { type: Type<Tick>; timer: Tick }[] {
    return (this.definition.timers ?? [])
      .map((type) => ({ type, timer: this.modules.get(type, { strict: false }) }))
      .filter(({ timer }) => timer.nextAt !== undefined);
  }

  private async factsAreRead(): Promise<boolean> {
    const before = this.backlog.last.kind;
    const reading = await this.backlog.look();
    this.waits.record(reading.kind === 'read' ? 0 : 1);
    if (reading.kind === before) return reading.kind === 'read';
    if (reading.kind === 'read') this.log.info('the facts are read: timers that depend on them act');
    else this.log.warn(`timers that depend on facts wait: ${inWords(reading)}`);
    return reading.kind === 'read';
  }

  private run(timer: Type<Tick>): void {
    if (this.running.has(timer)) return;
    const run = this.tick(timer)
      .catch((error: unknown) => {
        this.failures.add(1, { timer: timer.name });
        this.log.error('a timer failed; it goes on at its next turn', { timer: timer.name, error });
      })
      .finally(() => {
        this.running.delete(timer);
        if (this.again.delete(timer) && this.started) this.run(timer);
      });
    this.running.set(timer, run);
  }
}

function inWords(reading: Reading): string | null {
  if (reading.kind === 'read') return null;
  return reading.kind === 'unread'
    ? `${reading.records} records that stood in the logs are not read yet`
    : `what the logs hold is not known (${reading.because})`;
}
