import { Inject, Injectable, type Type } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { SchedulerRegistry } from '@nestjs/schedule';
import { metrics } from '@opentelemetry/api';
import { TimeOfDay } from '@cc/messaging';
import { Log } from '../logs/log.js';
import { SERVICE, type ServiceDefinition } from '../start/service-module.js';
import { TIMER, type Tick, type TimerOptions } from './timer.js';

/** The timers of this service. They stand still until they are started, so that tests and simulation move them. */
@Injectable()
export class Timers {
  private readonly running = new Map<Type<Tick>, Promise<void>>();
  /** Woken while they ran: what made them due may have come too late for that run. */
  private readonly again = new Set<Type<Tick>>();
  private started = false;
  private readonly failures = metrics.getMeter('service-kit').createCounter('timer_failures', {
    description: 'Runs of a timer that ended with an error',
  });

  constructor(
    @Inject(SERVICE) private readonly definition: ServiceDefinition,
    private readonly registry: SchedulerRegistry,
    private readonly modules: ModuleRef,
    private readonly time: TimeOfDay,
    private readonly log: Log,
  ) {}

  start(): void {
    this.started = true;
    for (const timer of this.definition.timers ?? []) {
      const { everyMs } = optionsOf(timer);
      this.registry.addInterval(
        timer.name,
        setInterval(() => this.run(timer), everyMs),
      );
    }
  }

  /** Starts no more runs; resolves when those under way have ended. */
  async stop(): Promise<void> {
    this.started = false;
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
  tick(timer: Type<Tick>): Promise<void> {
    return this.modules.get(timer, { strict: false }).onTick(this.time.now());
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

function optionsOf(timer: Type<Tick>): TimerOptions {
  const options = Reflect.getMetadata(TIMER, timer) as TimerOptions | undefined;
  if (!options) throw new Error(`${timer.name} is listed as a timer but has no @Timer`);
  return options;
}
