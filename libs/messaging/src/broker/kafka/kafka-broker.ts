import './record-codec.js';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Admin, Kafka } from 'kafkajs';
import type { Log } from '../../log.js';
import type {
  Broker,
  BrokerRecord,
  Consumption,
  ConsumerSession,
  KeptSetting,
  LogBounds,
  PartitionBatch,
  RecordToSend,
} from '../broker.js';
import type { Place } from '../place.js';
import { kafkaClient, type KafkaConnection } from './client.js';
import { KafkaConsumption } from './consumption.js';
import { explained, isOfTopics, type Attempt } from './not-allowed.js';
import { OrderedProducer } from './producer.js';
import { scan } from './scan.js';
import { principalOf } from './security.js';
import { settle } from './topic-settings.js';

export interface KafkaOptions extends KafkaConnection {
  /** How long the group waits for a sign of life before it gives a consumer's partitions to others. Default 10 s. */
  sessionTimeoutMs?: number;
  /** Called when the group has acknowledged a sign of life. */
  heard?: () => void;
}

const ATTEMPTS = 4;
/** For consumers, which ask for ever. */
const PATIENT = { initialRetryTime: 100, maxRetryTime: 2000, retries: 8 };
/**
 * For whoever asks again himself and says so. The client multiplies its tries to ask by its tries to connect: with more of
 * them, a broker that is away would be noticed after a minute.
 */
const QUICK = { initialRetryTime: 100, maxRetryTime: 1000, retries: 3 };

/** A broker that speaks to Kafka. It connects when it is first used. */
export function kafkaBroker(options: KafkaOptions): Broker {
  const { clientId, security, log = console } = options;
  const identity = { clientId, principal: principalOf(security) };
  const clients = { patient: kafkaClient(options, PATIENT), quick: kafkaClient(options, QUICK) };
  return new KafkaBroker(clients, identity, log, options.sessionTimeoutMs ?? 10_000, options.heard);
}

class KafkaBroker implements Broker {
  private readonly producer: OrderedProducer;
  private administration: Promise<Admin> | null = null;

  constructor(
    private readonly clients: { patient: Kafka; quick: Kafka },
    private readonly identity: { clientId: string; principal: string },
    private readonly log: Log,
    private readonly sessionTimeoutMs: number,
    private readonly heard: () => void = () => undefined,
  ) {
    this.producer = new OrderedProducer(clients.quick, QUICK);
  }

  async partitionCount(topic: string): Promise<number> {
    const { topics } = await this.told({ doing: 'see', topics: [topic] }, () =>
      this.ask((admin) => admin.fetchTopicMetadata({ topics: [topic] })),
    );
    const count = topics[0]?.partitions.length;
    if (!count) throw new Error(`there is no topic ${topic}: create it with "hub topics create"`);
    return count;
  }

  /** Of topics that exist it sets how they are stamped, and nothing else. Waits for a broker that has just started. */
  async createTopics(topics: Parameters<Broker['createTopics']>[0]): Promise<KeptSetting[]> {
    const admin = this.clients.patient.admin({ retry: PATIENT });
    await this.told({ doing: 'create', topics: [] }, () => admin.connect());
    try {
      const existing = new Set(await admin.listTopics());
      const missing = topics.filter(({ topic }) => !existing.has(topic));
      const attempt = { doing: 'create', topics: missing.map(({ topic }) => topic) } as const;
      if (missing.length > 0) await this.told(attempt, () => createMissing(admin, missing));
      const there = topics.filter(({ topic }) => existing.has(topic));
      const kept = await this.told({ doing: 'create', topics: there.map(({ topic }) => topic) }, () =>
        settle(admin, there),
      );
      await awaitGroups(admin);
      return kept;
    } finally {
      await admin.disconnect();
    }
  }

  send(batches: PartitionBatch<RecordToSend>[]): Promise<(Place & { baseOffset: bigint })[]> {
    const topics = [...new Set(batches.map(({ topic }) => topic))];
    return this.told({ doing: 'write', topics }, () => this.producer.send(batches));
  }

  async consume(group: string, topics: string[], session: ConsumerSession): Promise<Consumption> {
    const { clients, log, sessionTimeoutMs, heard } = this;
    const attempt = { doing: 'read', topics, group } as const;
    const consumption = new KafkaConsumption(clients.patient, group, session, log, sessionTimeoutMs, heard);
    await this.told(attempt, () => consumption.start(topics));
    const died = consumption.died.then(async (error) => (await this.explain(error, attempt)) as Error);
    return { stop: () => consumption.stop(), died };
  }

  async scan(
    topic: string,
    from: { partition: number; offset: bigint }[],
    visit: (partition: number, record: BrokerRecord) => void,
  ): Promise<void> {
    const bounds = new Map((await this.bounds(topic)).map((place) => [place.partition, place]));
    const spans = from.flatMap(({ partition, offset }) => {
      const { first, next } = bounds.get(partition) ?? { first: 0n, next: 0n };
      const begin = offset > first ? offset : first;
      return begin < next ? [{ partition, from: begin, until: next }] : [];
    });
    if (spans.length === 0) return;
    const group = `${this.identity.clientId}.scan.${randomUUID()}`;
    await this.told({ doing: 'read', topics: [topic], group }, () =>
      scan(this.clients.patient, group, topic, spans, visit),
    );
  }

  async bounds(topic: string): Promise<LogBounds[]> {
    const offsets = await this.told({ doing: 'see', topics: [topic] }, () =>
      this.ask((admin) => admin.fetchTopicOffsets(topic)),
    );
    return offsets.map(({ partition, low, high }) => ({ topic, partition, first: BigInt(low), next: BigInt(high) }));
  }

  async close(): Promise<void> {
    await this.producer.close();
    const admin = this.administration;
    this.administration = null;
    await (await admin?.catch(() => null))?.disconnect();
  }

  private async told<T>(attempt: Omit<Attempt, 'principal'>, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw await this.explain(error, attempt);
    }
  }

  /** Asks for each topic by itself, to name those that we may not see. */
  private async explain(error: unknown, attempt: Omit<Attempt, 'principal'>): Promise<unknown> {
    const { principal } = this.identity;
    const refused = explained(error, { ...attempt, principal });
    if (!isOfTopics(error) || attempt.topics.length < 2) return refused;
    const hidden: string[] = [];
    for (const topic of attempt.topics) {
      const asked = await this.ask((admin) => admin.fetchTopicMetadata({ topics: [topic] })).catch(String);
      if (typeof asked === 'string') hidden.push(topic);
    }
    return hidden.length === 0 ? refused : explained(error, { ...attempt, principal, topics: hidden });
  }

  /** After a broker came back the client may ask the wrong one until it connects anew. */
  private async ask<T>(question: (admin: Admin) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const administration = this.admin();
      try {
        return await question(await administration);
      } catch (error) {
        const { retriable } = error as { retriable?: boolean };
        if (!retriable || attempt === ATTEMPTS) throw error;
        if (this.administration === administration) this.administration = null;
        void administration.then((admin) => admin.disconnect()).catch(() => undefined);
        await delay(200 * attempt);
      }
    }
  }

  private admin(): Promise<Admin> {
    const connect = async () => {
      const admin = this.clients.quick.admin({ retry: QUICK });
      await admin.connect();
      return admin;
    };
    this.administration ??= connect().catch((error: unknown) => {
      this.administration = null;
      throw error;
    });
    return this.administration;
  }
}

/** A busy broker says of a topic that it has just created that it does not hold it: it is asked again. */
async function createMissing(admin: Admin, topics: Parameters<Broker['createTopics']>[0]): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await admin.createTopics({
        waitForLeaders: true,
        timeout: 30_000,
        topics: topics.map(({ topic, partitions, config = {} }) => ({
          topic,
          numPartitions: partitions,
          configEntries: Object.entries(config).map(([name, value]) => ({ name, value })),
        })),
      });
      return;
    } catch (error) {
      if (!(error as { retriable?: boolean }).retriable || attempt === ATTEMPTS) throw error;
      await delay(500 * attempt);
    }
  }
}

/**
 * The broker creates its own topic of groups when it is first asked for one: the first consumer need not wait for it. The
 * topics that were asked for are there also where this does not succeed; a consumer asks again by itself.
 */
async function awaitGroups(admin: Admin): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const answered = await admin.describeGroups(['nobody']).then(
      () => true,
      (error: Error) => error.name !== 'KafkaJSGroupCoordinatorNotFound',
    );
    if (answered) return;
    await delay(500 * attempt);
  }
}
