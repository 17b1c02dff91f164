import { setTimeout as delay } from 'node:timers/promises';
import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import type { Log } from '../../log.js';
import { FetchAgain, type Consumption, type ConsumerSession } from '../broker.js';
import { placeName, type Place } from '../place.js';
import { toRecord } from './record.js';

/** Set explicitly: the client has other defaults when NODE_ENV is "test". 40 tries outlast a broker that is away for a minute. */
const RETRY = { initialRetryTime: 100, maxRetryTime: 2000, retries: 40 };
/** At least so far apart are two signs of life that the group is given. */
export const SIGN_OF_LIFE_MS = 1000;
const COMMIT_EVERY_MS = 5000;
const LAST_COMMIT_MS = 1000;
const FAREWELL_MS = 3000;
/** All partitions of one fetch come to us at once; we gather them into one transaction. */
const ALL_AT_ONCE = 1024;

/** One member of a consumer group. The offsets in the session's database are the truth: it seeks there at every assignment. */
export class KafkaConsumption implements Consumption {
  private readonly consumer: Consumer;
  private generation = 0;
  private assigned: Place[] = [];
  private starting: Promise<void> = Promise.resolve();
  /** Where the first batch after an assignment must begin; gone once it did. */
  private readonly begin = new Map<string, bigint>();
  private readonly applied = new Map<string, Place & { offset: bigint }>();
  private readonly resumptions = new Set<NodeJS.Timeout>();
  private readonly inHand = new Set<Promise<void>>();
  private committing: NodeJS.Timeout | undefined;
  private stopping = false;
  private fail!: (error: Error) => void;
  readonly died = new Promise<Error>((resolve) => (this.fail = resolve));

  constructor(
    kafka: Kafka,
    group: string,
    private readonly session: ConsumerSession,
    private readonly log: Log,
    sessionTimeout: number,
    private readonly heard: () => void,
  ) {
    this.consumer = kafka.consumer({
      groupId: group,
      sessionTimeout,
      heartbeatInterval: SIGN_OF_LIFE_MS,
      rebalanceTimeout: 15_000,
      maxWaitTimeInMs: 500,
      // A party outside may write batches of 1 MB. What is fetched is held until all of it is applied: four transactions are enough.
      maxBytesPerPartition: 1024 * 1024,
      maxBytes: 2 * 1024 * 1024,
      metadataMaxAge: 60_000,
      allowAutoTopicCreation: false,
      // Told to stop while the broker is away, the client would otherwise come back to the group when the broker does.
      retry: { ...RETRY, restartOnFailure: async () => !this.stopping },
    });
  }

  async start(topics: string[]): Promise<void> {
    const { CRASH, GROUP_JOIN, HEARTBEAT } = this.consumer.events;
    this.consumer.on(HEARTBEAT, this.heard);
    this.consumer.on(CRASH, ({ payload: { error, restart } }) => {
      if (!restart && !this.stopping) this.fail(error);
    });
    this.consumer.on(GROUP_JOIN, ({ payload: { memberAssignment } }) => {
      const assigned = Object.entries(memberAssignment).flatMap(([topic, partitions]) =>
        partitions.map((partition) => ({ topic, partition })),
      );
      this.starting = this.assign(assigned);
    });
    await this.consumer.connect();
    await this.consumer.subscribe({ topics, fromBeginning: true });
    await this.consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: ALL_AT_ONCE,
      eachBatch: (payload) => this.hold(this.take(payload)),
    });
    this.committing = setInterval(() => void this.commit(), COMMIT_EVERY_MS);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    clearInterval(this.committing);
    for (const timer of this.resumptions) clearTimeout(timer);
    // A broker that is away must not hold up the end of the process: the client asks it again for ten seconds.
    await Promise.race([this.commit(), delay(LAST_COMMIT_MS, undefined, { ref: false })]);
    const left = this.leave();
    left.catch((error: Error) =>
      this.log.warn(`leaving the group failed, it will miss us in a while: ${error.message}`),
    );
    // No batch begins any more; the one in hand is finished whatever it takes.
    await Promise.allSettled(this.inHand);
    await Promise.race([left, delay(FAREWELL_MS, undefined, { ref: false })]);
  }

  /** The others take over at once; without it, when the group has missed this member for long enough. */
  private async leave(): Promise<void> {
    await this.consumer.stop();
    this.session.revoked(this.assigned);
    await this.consumer.disconnect();
  }

  private async hold(taking: Promise<void>): Promise<void> {
    this.inHand.add(taking);
    try {
      await taking;
    } finally {
      this.inHand.delete(taking);
    }
  }

  private async assign(assigned: Place[]): Promise<void> {
    const generation = ++this.generation;
    this.session.revoked(this.assigned);
    this.assigned = assigned;
    this.begin.clear();
    this.applied.clear();
    await this.seekToStart(assigned, generation);
  }

  /** Asks until it is told; a refusal ends the consumer, because going on would skip events. */
  private async seekToStart(places: Place[], generation: number): Promise<void> {
    while (generation === this.generation && !this.stopping && places.length > 0) {
      try {
        const starts = await this.session.startAt(places);
        if (generation !== this.generation) return;
        for (const { topic, partition, offset } of starts) {
          this.begin.set(placeName({ topic, partition }), offset);
          this.consumer.seek({ topic, partition, offset: String(offset) });
        }
        return;
      } catch (error) {
        if (!(error instanceof FetchAgain)) return this.giveUp(error);
        this.log.warn(`cannot learn where to start, will ask again: ${String((error.cause as Error)?.message)}`);
        await delay(error.afterMs);
      }
    }
  }

  /** The client would try again for ever, and nobody would see why nothing is consumed. */
  private giveUp(error: unknown): void {
    this.fail(error as Error);
    // The error that ended it has been told; that leaving the group fails as well would only hide it.
    void this.stop().catch(() => undefined);
  }

  private async take(payload: EachBatchPayload): Promise<void> {
    const generation = this.generation;
    const signs = signsOfLife(payload);
    try {
      await Promise.race([this.starting, signs.failed]);
      // Fetched before a seek took effect: the next fetch begins at the right place.
      if (generation !== this.generation || payload.isStale() || !payload.isRunning()) return;
      if (!(await this.beginsRight(payload, generation))) return;
      await Promise.race([this.apply(payload, generation), signs.failed]);
    } finally {
      signs.stop();
    }
  }

  private async beginsRight({ batch }: EachBatchPayload, generation: number): Promise<boolean> {
    const place = { topic: batch.topic, partition: batch.partition };
    const begin = this.begin.get(placeName(place));
    if (begin === undefined) return true;
    const { fetchedOffset } = batch as unknown as { fetchedOffset: string };
    if (BigInt(fetchedOffset) === begin) {
      this.begin.delete(placeName(place));
      return true;
    }
    await this.seekToStart([place], generation);
    return false;
  }

  private async apply({ batch, resolveOffset, isRunning }: EachBatchPayload, generation: number): Promise<void> {
    const { topic, partition } = batch;
    const stillOurs = () => generation === this.generation && isRunning();
    const records = batch.messages.map(toRecord);
    const end = BigInt(batch.highWatermark);
    try {
      const next = await this.session.apply({ topic, partition, records, end }, stillOurs);
      if (generation !== this.generation) return;
      resolveOffset(String(next - 1n));
      this.applied.set(placeName(batch), { topic, partition, offset: next });
    } catch (error) {
      if (!(error instanceof FetchAgain)) return this.giveUp(error);
      if (generation === this.generation && !this.stopping) this.fetchAgain({ topic, partition }, error);
    }
  }

  private fetchAgain(place: Place, { offset, afterMs }: FetchAgain): void {
    this.consumer.seek({ ...place, offset: String(offset) });
    if (afterMs === 0) return;
    const partitions = [{ topic: place.topic, partitions: [place.partition] }];
    this.consumer.pause(partitions);
    const timer = setTimeout(() => {
      this.resumptions.delete(timer);
      this.consumer.resume(partitions);
    }, afterMs);
    this.resumptions.add(timer);
  }

  /** Only for tools that show lag: nobody here ever reads these offsets. */
  private async commit(): Promise<void> {
    const places = [...this.applied.values()].map(({ offset, ...place }) => ({ ...place, offset: String(offset) }));
    this.applied.clear();
    if (places.length === 0) return;
    await this.consumer.commitOffsets(places).catch((error: Error) => {
      this.log.warn(`offsets were not committed to the broker, lag tools are behind: ${error.message}`);
    });
  }
}

/** Tells the group that we live while a batch is applied. A rebalance shows here first and must reach the client. */
function signsOfLife({ heartbeat }: EachBatchPayload): { failed: Promise<never>; stop: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const failed = new Promise<never>((_, reject) => {
    timer = setInterval(() => void heartbeat().catch(reject), SIGN_OF_LIFE_MS);
  });
  failed.catch(() => undefined);
  return { failed, stop: () => clearInterval(timer) };
}
