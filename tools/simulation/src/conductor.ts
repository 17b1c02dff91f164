import type { SetTime } from '@cc/messaging';

/** How far a service is, as its database says. */
export interface Standing {
  /** All that its logs hold is applied. */
  hasRead: boolean;
  /** Its outbox is empty. */
  hasSent: boolean;
}

/** A service as the conductor sees it. */
export interface Player {
  name: string;
  /** Nobody waits for what it does: it reads when all others have. */
  onlyListens: boolean;
  standing(): Promise<Standing>;
  /** Applies all that its logs hold now. What it publishes stays in its outbox. */
  read(): Promise<void>;
  /** Sends what its outbox holds; resolves once that is empty and acknowledged. */
  send(): Promise<void>;
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
    /** In the order of the journey. */
    private readonly players: readonly Player[],
  ) {}

  /** How often time has stood still, and how often on the way everybody read what the others had sent. */
  readonly counts = { stops: 0, rounds: 0 };

  /** Lets time pass until `instant`, stopping wherever something is due on the way; at the end all is at rest. */
  async until(instant: Date): Promise<void> {
    if (instant < this.time.now()) {
      throw new RangeError(`time cannot go back from ${this.time.now().toISOString()} to ${instant.toISOString()}`);
    }
    for (let next = await this.rest(); next !== null && next < instant; next = await this.rest()) this.time.set(next);
    this.time.set(instant);
    await this.rest();
  }

  /**
   * Resolves once nothing is under way and no timer has anything to do at this instant, to the next at which one has.
   * Timers run one service after the other, in the order of the journey.
   */
  async rest(): Promise<Date | null> {
    this.counts.stops += 1;
    const runs = new Map<string, number>();
    for (;;) {
      await this.settle();
      const instants = await Promise.all(this.players.map((player) => player.nextAt()));
      const due = this.players.find((_, at) => instants[at] && instants[at] <= this.time.now());
      if (!due) return earliest(instants);
      for (const timer of await due.tickDue()) {
        const count = (runs.get(timer) ?? 0) + 1;
        if (count > MOST_RUNS_AT_ONE_INSTANT) {
          throw new Error(`${timer} is due at ${this.time.now().toISOString()} and does nothing about it`);
        }
        runs.set(timer, count);
      }
    }
  }

  /**
   * Resolves once outboxes are empty and every service has read its logs to their ends. Timers stand still. In rounds:
   * services send one after the other, in the order of the journey, then all read what there is; so what each of them
   * reads, and who was first to write about a complaint, is the same every time.
   */
  async settle(): Promise<void> {
    for (;;) {
      const standings = await this.standings();
      const sending = standings.filter(({ hasSent }) => !hasSent);
      for (const { player } of sending) await player.send();
      if (sending.length > 0) continue;

      const behind = standings.filter(({ hasRead }) => !hasRead).map(({ player }) => player);
      if (behind.length === 0) return;
      const talking = behind.filter(({ onlyListens }) => !onlyListens);
      await Promise.all((talking.length > 0 ? talking : behind).map((player) => player.read()));
      this.counts.rounds += 1;
    }
  }

  private standings() {
    return Promise.all(this.players.map(async (player) => ({ player, ...(await player.standing()) })));
  }
}

function earliest(instants: readonly (Date | null)[]): Date | null {
  return instants.reduce((one, other) => (one === null || (other !== null && other < one) ? other : one), null);
}
