import { setTimeout as delay } from 'node:timers/promises';
import type { ServiceName } from '@cc/contracts';
import type { Broker } from '../broker/broker.js';
import { placeName, type Place } from '../broker/place.js';
import type { Log } from '../log.js';
import type { Telemetry } from '../metrics/telemetry.js';
import { eventsIn, OlderThanTopic, type Head } from './head.js';
import { send } from './send.js';
import { IDLE_LIMIT_MS, RelaySession, type Connect } from './session.js';
import { mayHaveMore, stamp, type Stamp } from './stamp.js';
import { allPlaces, loadHeads, mustNotBeOlder, sumOfHeads } from './take-over.js';
import type { RelayWakeUp } from './wake-up.js';

const LOOK_EVERY_MS = 1000;
/** Nothing has come for so long after an acknowledgement: the outbox is emptied. */
const REST_AFTER_MS = 50;
const STAND_BY_MS = 1000;
const AFTER_FAILURE_MS = 500;
const REFUSED_LOOK_MS = 2000;
const LAST_ANSWER_MS = 3000;

export interface RelayParts {
  service: ServiceName;
  broker: Broker;
  connect: Connect;
  /** A new one for each start. */
  wakeUp: () => RelayWakeUp;
  telemetry: Telemetry;
  log: Log;
}

/** What a test may take the place of, to break a relay on purpose. */
export interface RelaySeams {
  stamp: Stamp;
  /** False: works beside another relay of the same service. */
  exclusive: boolean;
  /** How long its session may be silent. */
  idleLimitMs: number;
  /** The check on taking partitions over. */
  mustNotBeOlder: typeof mustNotBeOlder;
  reached: (point: 'sent' | 'acknowledged') => Promise<void>;
}

const SOUND: RelaySeams = {
  stamp,
  exclusive: true,
  idleLimitMs: IDLE_LIMIT_MS,
  mustNotBeOlder,
  reached: () => Promise.resolve(),
};

/** Sends what the outbox holds: stamps durably, then sends, then stamps the next. Any number may run; one works at a time. */
export class Relay {
  private heads = new Map<string, Head>();
  private readonly seams: RelaySeams;
  private wakeUp: RelayWakeUp;
  private running: Promise<void> | null = null;
  private stopping = new AbortController();
  private refuse!: (error: Error) => void;
  private isRefused: Error | null = null;
  /** Settles when this database is found older than its topics; the relay sends nothing until an operator repairs it. */
  readonly refused = new Promise<Error>((resolve) => (this.refuse = resolve));

  constructor(
    private readonly parts: RelayParts,
    seams: Partial<RelaySeams> = {},
  ) {
    this.seams = { ...SOUND, ...seams };
    this.wakeUp = parts.wakeUp();
  }

  /** Why nothing is sent although the process lives; null: all is well. */
  get refusal(): Error | null {
    return this.isRefused;
  }

  start(): void {
    if (this.running) return;
    this.stopping = new AbortController();
    this.isRefused = null;
    this.wakeUp = this.parts.wakeUp();
    void this.wakeUp.open();
    this.running = this.run();
  }

  /** Finishes the step in hand. What is left in the outbox is sent by whoever runs next. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.wakeUp.close();
    await this.running;
    this.running = null;
  }

  /** Resolves once the outbox is empty and everything in it was acknowledged. */
  async drained(): Promise<void> {
    const client = await this.parts.connect();
    try {
      for (;;) {
        const { rows } = await client.query<{ empty: boolean }>(`select not exists (select from outbox) as empty`);
        if (rows[0]!.empty) return;
        if (this.isRefused) throw this.isRefused;
        this.wakeUp.now();
        await delay(5);
      }
    } finally {
      await client.end();
    }
  }

  private get stopped(): boolean {
    return this.stopping.signal.aborted;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      let session: RelaySession | null = null;
      let heads = '';
      try {
        session = await RelaySession.open(this.parts.connect, this.seams.idleLimitMs, this.parts.log);
        if (this.seams.exclusive && !(await session.lock())) {
          await this.pause(STAND_BY_MS);
          continue;
        }
        heads = await sumOfHeads(session.client);
        this.heads.clear();
        await this.take(session, await allPlaces(session.client));
        while (!this.stopped) await this.step(session);
        // Whoever runs next need not send again what was acknowledged. What waits may go into flight with it: they send that first.
        if (this.idle().some(({ acknowledged }) => acknowledged)) await this.seams.stamp(session.client, this.idle());
      } catch (error) {
        if (error instanceof OlderThanTopic) {
          this.parts.log.error(error.message);
          this.isRefused = error;
          this.refuse(error);
        } else if (!this.stopped) {
          this.parts.log.warn(`relay starts again: ${(error as Error).message}`);
          await this.pause(AFTER_FAILURE_MS);
        }
      } finally {
        await session?.close();
      }
      if (this.isRefused) await this.repaired(heads);
    }
  }

  /** Resolves once a repair, in whichever instance, has moved the heads that were refused. Without a lock: a repair needs it. */
  private async repaired(refused: string): Promise<void> {
    while (!this.stopped) {
      await this.pause(REFUSED_LOOK_MS);
      try {
        if ((await this.headsNow()) === refused) continue;
        this.parts.log.warn('the heads were repaired: relay starts again');
        this.isRefused = null;
        return;
      } catch (error) {
        this.parts.log.warn(`cannot ask whether the heads were repaired: ${(error as Error).message}`);
      }
    }
  }

  private async headsNow(): Promise<string> {
    const client = await this.parts.connect();
    client.on('error', (error) => this.parts.log.warn(`relay session: ${error.message}`));
    try {
      return await sumOfHeads(client);
    } finally {
      await client.end();
    }
  }

  private async step(session: RelaySession): Promise<void> {
    const idle = this.idle();
    const { moved, unknown, lost } = await this.seams.stamp(session.client, idle);
    for (const head of idle) this.keep({ ...head, inFlight: [], acknowledged: false });
    for (const head of moved) this.keep(head);

    const strange = [...lost, ...unknown.filter((place) => !this.heads.has(placeName(place)))];
    // What waits there is stamped at once: nobody will wake us for it again.
    if (strange.length > 0) return this.take(session, strange);

    const inFlight = [...this.heads.values()].filter((head) => head.inFlight.length > 0);
    if (inFlight.length === 0) return this.awaitMore(session, LOOK_EVERY_MS);
    const acknowledged = await session.aliveDuring(() =>
      this.inTime(send(this.parts.broker, inFlight, this.parts.log)),
    );
    await this.seams.reached('sent');
    for (const head of acknowledged) this.keep(head);
    this.parts.telemetry.acknowledged(eventsIn(acknowledged.flatMap(({ inFlight }) => inFlight)));
    await this.seams.reached('acknowledged');
    if (acknowledged.length < inFlight.length) return this.pause(AFTER_FAILURE_MS);
    // What was acknowledged goes with the next stamp. Mostly there is something to stamp in a moment, and one serves both.
    if (!inFlight.some((head) => mayHaveMore(head.inFlight))) await this.awaitMore(session, REST_AFTER_MS);
  }

  /** The heads that have nothing to wait for. */
  private idle(): Head[] {
    return [...this.heads.values()].filter((head) => head.inFlight.length === 0 || head.acknowledged);
  }

  private awaitMore(session: RelaySession, withinMs: number): Promise<void> {
    return session.aliveDuring(() => this.wakeUp.next(withinMs));
  }

  /** A head never goes back, neither below the topic nor below what this relay has seen of it. */
  private async take(session: RelaySession, places: Place[]): Promise<void> {
    if (places.length === 0) return;
    const { broker, service } = this.parts;
    for (;;) {
      const heads = await sumOfHeads(session.client);
      const taken = await loadHeads(session.client, places);
      try {
        await session.aliveDuring(() => this.inTime(this.seams.mustNotBeOlder(broker, service, taken)));
        return taken.forEach((head) => this.keep(head));
      } catch (error) {
        // A relay that works beside this one moves a head, then the topic: what was loaded is overtaken, the database not older.
        if (!(error instanceof OlderThanTopic) || (await sumOfHeads(session.client)) === heads) throw error;
      }
    }
  }

  /**
   * What the broker is asked when we stop. One that is away is asked again and again, longer than an orchestrator waits for
   * the end of a process: given up, what was in flight is sent again by whoever runs next, as after a kill.
   */
  private inTime<T>(asking: Promise<T>): Promise<T> {
    const { signal } = this.stopping;
    return new Promise<T>((resolve, reject) => {
      const giveUp = () =>
        setTimeout(() => reject(new Error('stopped before the broker answered')), LAST_ANSWER_MS).unref();
      if (signal.aborted) giveUp();
      else signal.addEventListener('abort', giveUp, { once: true });
      asking.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
    });
  }

  private keep(head: Head): void {
    this.heads.set(placeName(head), head);
  }

  private pause(ms: number): Promise<void> {
    return delay(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}
