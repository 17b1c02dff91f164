import { Injectable, SetMetadata, applyDecorators, type Type } from '@nestjs/common';

/** Something that time starts. */
export interface Tick {
  /**
   * Does what is due at `now`. Never runs twice at once in one process; other instances may run beside it. The signal is aborted
   * when the service stops, which waits for it: what takes long, or goes on batch by batch, ends then.
   */
  onTick(now: Date, signal: AbortSignal): Promise<void>;
  /**
   * The earliest instant at which there is something to do, null when nothing is planned. Where time is simulated, it stops
   * there. A timer that only looks after the machine leaves it out, and is not run there.
   */
  nextAt?(): Promise<Date | null>;
}

export interface TimerOptions {
  everyMs: number;
  /**
   * What is due may have been settled by a fact that this service has not read yet. After a start, and after the broker was
   * away, the timer waits until it has read what its logs then held; while the broker does not say, it goes on waiting.
   */
  afterFacts?: boolean;
}

export const TIMER = Symbol('timer');

/** Makes a class a timer of its service; listed in the module's `timers`. Its errors are logged and counted, and it goes on. */
export const Timer = (options: TimerOptions): ClassDecorator =>
  applyDecorators(Injectable(), SetMetadata(TIMER, options)) as ClassDecorator;

export function optionsOf(timer: Type<Tick>): TimerOptions {
  const options = Reflect.getMetadata(TIMER, timer) as TimerOptions | undefined;
  if (!options) throw new Error(`${timer.name} is listed as a timer but has no @Timer`);
  return options;
}

/** Whether it does nothing before its service has read what its logs held. */
export const waitsForFacts = (timer: Type<Tick>): boolean => optionsOf(timer).afterFacts === true;
