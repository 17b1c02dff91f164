import type { SetTime } from '@cc/messaging';

/** What is unread, by how long it may stay so: until others have been answered, until time passes, or longer still. */
export type Unread = 'urgent' | 'can wait' | 'passed over' | 'nothing';

/** A service as the conductor sees it. */
export interface Player {
  name: string;
  /**
   * Whether something in its logs is not applied yet. It can wait where nobody waits for what comes of it; it is passed over
   * where nothing comes of it at all, also for the service itself.
   */
  unread(): Promise<Unread>;
  /** Applies all that its logs hold now. What it publishes stays in its outbox. */
  read(): Promise<void>;
  /** True once it has something to send, which waits to be let out; false once its outbox is empty. */
  hasToSend(): Promise<boolean>;
  /** Whether the offsets it keeps are at the ends of its logs, as its database says. */
  hasRead(): Promise<boolean>;
  /** The earliest instant at which one of its timers has something to do. */
  nextAt(): Promise<Date | null>;
  /** Runs the timers that have something to do now, and says which. */
  tickDue(): Promise<string[]>;
}

/** What has to be read before time passes: the due instants of a service may depend on it. */
const UNTIL_TIME_PASSES: readonly Unread[] = ['urgent', 'can wait'];
const AT_LAST: readonly Unread[] = [...UNTIL_TIME_PASSES, 'passed over'];

/** More runs of one timer than any work takes that is due at one instant. */
const MOST_RUNS_AT_ONE_INSTANT = 1000;

/** What is known of a player: nothing changes with it unless it reads, runs a timer, or people act. */
interface Known {
  /** Undefined: it has to be asked. */
  nextAt: Date | null | undefined;
  mayHaveToSend: boolean;
  /** Since its database was last asked how far. */
  hasRead: boolean;
}

/**
 * Moves the one clock of all services: to the next instant at which something is due, and only when all is at rest. What
 * a service does is then never a question of how fast another was.
 */
export class Conductor {
  private readonly known: Map<Player, Known>;

  constructor(
    private readonly time: SetTime,
    /** In the order of the journey. */
    private readonly players: readonly Player[],
    /** Sends what these have to send, in this order. */
    private readonly letOut: (names: readonly string[]) => Promise<void>,
  ) {
    this.known = new Map(players.map((player) => [player, unknown()]));
  }

  /** How often time has stood still, and how often services then read what others had sent. */
  readonly counts = { stops: 0, rounds: 0 };

  /** Lets time pass until `instant`, stopping wherever something is due on the way; at the end all is at rest. */
  async until(instant: Date): Promise<void> {
    await this.upTo(instant);
    await this.rest();
  }

  /**
   * The same, but nothing of what is due at `instant` itself has happened yet: others may act at it first. `next` is what
   * `rest` or `quiet` has said, if nobody has acted since.
   */
  async upTo(instant: Date, next?: Date | null): Promise<void> {
    if (instant < this.time.now()) {
      throw new RangeError(`time cannot go back from ${this.time.now().toISOString()} to ${instant.toISOString()}`);
    }
    let stop = next === undefined ? await this.quiet() : next;
    for (; stop !== null && stop < instant; stop = await this.comeToRest(UNTIL_TIME_PASSES)) this.moveTo(stop);
    this.moveTo(instant);
  }

  /** As `quiet`, and all services have read their logs to the ends, also what they pass over. */
  rest(): Promise<Date | null> {
    this.peopleMayHaveActed();
    return this.comeToRest(AT_LAST);
  }

  /**
   * Resolves once nobody has anything to do at this instant any more, services and timers, to the next at which a timer has.
   * Timers run one service after the other, in the order of the journey.
   */
  quiet(): Promise<Date | null> {
    this.peopleMayHaveActed();
    return this.comeToRest(UNTIL_TIME_PASSES);
  }

  private peopleMayHaveActed(): void {
    for (const player of this.players) this.known.set(player, unknown());
  }

  private async comeToRest(what: readonly Unread[]): Promise<Date | null> {
    const runs = new Map<string, number>();
    for (;;) {
      await this.settle(['urgent']);
      const instants = await Promise.all(this.players.map((player) => this.nextOf(player)));
      const due = this.players.find((_, at) => instants[at] && instants[at] <= this.time.now());
      if (!due) {
        if ((await this.settle(what)) > 0) continue;
        if (what.includes('passed over')) await this.mustHaveRead();
        return earliest(instants);
      }
      // A timer that waits for facts must find them read, those that its service only passes over too.
      await this.read(due);
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
   * Resolves once outboxes are empty and nothing of this urgency is unread; the number of rounds that took. Timers stand
   * still. In a round the first in the order of the journey that has something urgent reads all there is, then sends what
   * comes of it: so whoever is further down reads once what several before it have to say, and what each of them reads, and
   * who was first to write about a complaint, is the same every time. What can wait is read when nothing is urgent any more.
   */
  private async settle(what: readonly Unread[]): Promise<number> {
    for (let rounds = 0; ; rounds++) {
      await this.sendAll();
      const unread = await Promise.all(this.players.map((player) => player.unread()));
      const urgent = this.players.filter((_, at) => unread[at] === 'urgent');
      const others = this.players.filter((_, at) => what.includes(unread[at]!));
      const active = urgent.length > 0 ? urgent.slice(0, 1) : others;
      if (active.length === 0) return rounds;
      await Promise.all(active.map((player) => this.read(player)));
      this.counts.rounds += 1;
    }
  }

  private moveTo(instant: Date): void {
    if (instant > this.time.now()) this.counts.stops += 1;
    this.time.set(instant);
  }

  private async read(player: Player): Promise<void> {
    this.known.set(player, unknown());
    await player.read();
  }

  private async nextOf(player: Player): Promise<Date | null> {
    const known = this.known.get(player)!;
    if (known.nextAt === undefined) known.nextAt = await player.nextAt();
    return known.nextAt;
  }

  /** Resolves once all outboxes are empty. */
  private async sendAll(): Promise<void> {
    const mayHave = (player: Player) => this.known.get(player)!.mayHaveToSend;
    for (let sending = this.players.filter(mayHave); ;) {
      const hasToSend = await Promise.all(sending.map((player) => player.hasToSend()));
      sending.forEach((player, at) => (this.known.get(player)!.mayHaveToSend = hasToSend[at]!));
      sending = sending.filter(mayHave);
      if (sending.length === 0) return;
      await this.letOut(sending.map(({ name }) => name));
    }
  }

  /**
   * What was applied is what was committed. Asked when all has come to rest and not wherever time moves: it costs each service a
   * statement, and time may pass beside one that is stuck, as it does beside one that is down.
   */
  private async mustHaveRead(): Promise<void> {
    const toAsk = this.players.filter((player) => this.known.get(player)!.hasRead);
    const hasRead = await Promise.all(toAsk.map((player) => player.hasRead()));
    const behind = toAsk.filter((_, at) => !hasRead[at]).map(({ name }) => name);
    if (behind.length > 0) {
      throw new Error(`${behind.join(', ')} has applied all that it was given, but its offsets are not at the ends`);
    }
    for (const player of toAsk) this.known.get(player)!.hasRead = false;
  }
}

const unknown = (): Known => ({ nextAt: undefined, mayHaveToSend: true, hasRead: true });

function earliest(instants: readonly (Date | null)[]): Date | null {
  return instants.reduce((one, other) => (one === null || (other !== null && other < one) ? other : one), null);
}
