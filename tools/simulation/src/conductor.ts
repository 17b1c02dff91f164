import type { LogBounds, SetTime } from '@cc/messaging';

/** A service as the conductor sees it. */
export interface Player {
  name: string;
  /** Resolves once all that its topics hold is applied. */
  caughtUp(): Promise<void>;
  outboxIsEmpty(): Promise<boolean>;
  /** Resolves once its outbox is empty and all of it was acknowledged. */
  outboxEmptied(): Promise<void>;
  /** The earliest instant at which one of its timers has something to do. */
  nextAt(): Promise<Date | null>;
  /** Runs the timers that have something to do now, and says which. */
  tickDue(): Promise<string[]>;
}

/** More runs of one timer than any work takes that is due at one instant. */
const MOST_RUNS_AT_ONE_INSTANT = 1000;

/**
 * Moves the one clock of all services: to the next instant at which something is due, and only when all is at rest. What
 * a service does is then never a question of how fast another was.
 */
export class Conductor {
  constructor(
    private readonly time: SetTime,
    private readonly players: readonly Player[],
    private readonly logs: () => Promise<readonly LogBounds[]>,
  ) {}

  /** Lets time pass until `instant`, stopping wherever something is due on the way; at the end all is at rest. */
  async until(instant: Date): Promise<void> {
    if (instant < this.time.now()) {
      throw new RangeError(`time cannot go back from ${this.time.now().toISOString()} to ${instant.toISOString()}`);
    }
    await this.rest();
    for (let next = await this.nextAt(); next !== null && next < instant; next = await this.nextAt()) {
      this.time.set(next);
      await this.rest();
    }
    this.time.set(instant);
    await this.rest();
  }

  /** Resolves once nothing is under way and no timer has anything to do at this instant. */
  async rest(): Promise<void> {
    const runs = new Map<string, number>();
    for (;;) {
      await this.settle();
      const ran = await this.tickFirstDue();
      if (ran.length === 0) return;
      for (const timer of ran) {
        const count = (runs.get(timer) ?? 0) + 1;
        if (count > MOST_RUNS_AT_ONE_INSTANT) {
          throw new Error(`${timer} is due at ${this.time.now().toISOString()} and does nothing about it`);
        }
        runs.set(timer, count);
      }
    }
  }

  /** Resolves once outboxes are empty and every service has read its logs to their ends. Timers stand still. */
  async settle(): Promise<void> {
    for (;;) {
      const before = await this.written();
      await Promise.all(this.players.map((player) => player.caughtUp()));
      const empty = await Promise.all(this.players.map((player) => player.outboxIsEmpty()));
      // What was written while we looked may have been read by nobody yet.
      if (empty.every(Boolean) && (await this.written()) === before) return;
      await Promise.all(this.players.filter((_, at) => !empty[at]).map((player) => player.outboxEmptied()));
    }
  }

  /** One service after the other, in the order of the journey: what two timers do at one instant has an order too. */
  private async tickFirstDue(): Promise<string[]> {
    for (const player of this.players) {
      const ran = await player.tickDue();
      if (ran.length > 0) return ran;
    }
    return [];
  }

  private async nextAt(): Promise<Date | null> {
    const instants = await Promise.all(this.players.map((player) => player.nextAt()));
    return instants.reduce((one, other) => (one === null || (other !== null && other < one) ? other : one), null);
  }

  private async written(): Promise<bigint> {
    return (await this.logs()).reduce((sum, { next }) => sum + next, 0n);
  }
}
