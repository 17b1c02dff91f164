import { randomUUID } from 'node:crypto';
import { deriveId, FACTS, HEADER, type ComplaintId, type ServiceName } from '@cc/contracts';
import pg, { type QueryResultRow } from 'pg';
import type { Broker } from '../broker/broker.js';
import { Partitions } from '../broker/partitions.js';
import type { Place } from '../broker/place.js';
import { headerOf } from '../broker/wire.js';
import type { Transaction } from '../database/transaction.js';
import { writeOutbox } from '../outbox/write-outbox.js';
import { inNamespace, namespaced, type BrokerUnderTest } from './broker-under-test.fixture.js';
import { Databases } from './databases.fixture.js';
import { Node, type NodeOptions } from './node.fixture.js';
import { firstUrges, publishUrges } from './urges.fixture.js';
import { judge, type Verdict } from './verdict.fixture.js';

const PARTITIONS = 4;
const DEADLINE_MS = 45_000;
/** Transactions that publish at the same time. */
const AT_ONCE = 4;

/** One case: a database for each service, topics of its own, nodes that come and go, and what was published. */
export class Site {
  readonly broker: Broker;
  readonly databases: Databases;
  /** Events published so far, by stream. */
  readonly streams = new Map<ComplaintId, number>();
  private readonly nodes = new Set<Node>();

  private constructor(
    adminUrl: string,
    private readonly underTest: BrokerUnderTest,
    private readonly name: string,
  ) {
    this.broker = namespaced(underTest.connect(), name);
    this.databases = new Databases(adminUrl, name);
  }

  static async open(adminUrl: string, underTest: BrokerUnderTest): Promise<Site> {
    const site = new Site(adminUrl, underTest, `case_${randomUUID().slice(0, 8)}`);
    await site.broker.createTopics([{ topic: FACTS, partitions: PARTITIONS }]);
    for (const service of ['intake', 'routing', 'sla-monitor'] as const) await site.databases.create(service);
    return site;
  }

  async close(): Promise<void> {
    await Promise.all([...this.nodes].map((node) => node.stop()));
    await this.broker.close();
    await this.databases.drop();
  }

  async start(service: ServiceName, options: NodeOptions = {}): Promise<Node> {
    const broker = namespaced(this.underTest.connect(options.heard), this.name);
    const node = await Node.start(service, this.databases.addressOf(service), broker, options);
    this.nodes.add(node);
    return node;
  }

  /** Runs `work` while the broker is away, and brings it back whatever comes of it. */
  async withoutBroker(work: () => Promise<void>): Promise<void> {
    await this.underTest.takeDown();
    try {
      await work();
    } finally {
      await this.underTest.bringBack();
      // Back is not at work: for a while it says of partitions that it does not lead them.
      await this.until(() =>
        this.broker.bounds(FACTS).then(
          () => true,
          () => false,
        ),
      );
    }
  }

  async stop(node: Node): Promise<void> {
    this.nodes.delete(node);
    await node.stop();
  }

  kill(node: Node): void {
    this.nodes.delete(node);
    node.kill();
  }

  /** Publishes the next urges of so many streams, one transaction a stream. */
  async publish(publisher: Node, options: { streams: number; each: number; from?: number }): Promise<void> {
    const ids = this.ids(options);
    for (let i = 0; i < ids.length; i += AT_ONCE) {
      const publishing = ids.slice(i, i + AT_ONCE).map(async (complaintId) => {
        const first = this.streams.get(complaintId) ?? 0;
        await publishUrges(publisher.messaging, complaintId, first, options.each);
        this.streams.set(complaintId, first + options.each);
      });
      await Promise.all(publishing);
    }
  }

  /** Writes urges into intake's outbox in a transaction that stays open until the answer is called: ids taken early, committed late. */
  async publishLate(options: { streams: number; from: number }): Promise<() => Promise<void>> {
    const ids = this.ids(options);
    const client = new pg.Client({ connectionString: this.databases.addressOf('intake') });
    await client.connect();
    await client.query('begin');
    const tx = {
      query: async (sql: string, values?: readonly unknown[]) => (await client.query(sql, [...(values ?? [])])).rows,
    };
    await writeOutbox(tx as unknown as Transaction, new Partitions(this.broker), firstUrges(ids).collected());
    for (const id of ids) this.streams.set(id, 1);
    return async () => {
      await client.query('commit');
      await client.end();
    };
  }

  /** Resolves when nothing is under way: every consumer at the end of the log, outboxes empty, and the log as it was. */
  async quiet(...consumers: ServiceName[]): Promise<void> {
    await this.until(async () => {
      const before = await this.broker.bounds(FACTS);
      for (const service of consumers) if (!(await this.isAtEnd(service, before))) return false;
      for (const service of this.databases.services) if ((await this.unsent(service)) > 0) return false;
      // What a consumer publishes stands in its outbox from the moment its offset moves: only now is nothing on its way.
      const after = await this.broker.bounds(FACTS);
      return before.every(({ partition, next }) => after.find((one) => one.partition === partition)!.next === next);
    });
  }

  async until(condition: () => Promise<boolean> | boolean): Promise<void> {
    const deadline = performance.now() + DEADLINE_MS;
    while (!(await condition())) {
      if (performance.now() > deadline) throw new Error(`waited ${DEADLINE_MS} ms in vain for ${condition.toString()}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Resolves when a node has written a line that holds this text. */
  async logged(node: Node, text: string): Promise<void> {
    await this.until(() => node.log.some((line) => line.includes(text)));
  }

  /** Compares what a consumer has applied with all that was published. */
  async judge(service: ServiceName, except: readonly ComplaintId[] = []): Promise<Verdict> {
    const applied = await this.query<{ stream: ComplaintId; number: number }>(
      service,
      `select stream, number from applied order by place`,
    );
    return judge(
      applied,
      [...this.streams].filter(([stream]) => !except.includes(stream)),
    );
  }

  /** Events in the outbox of a service. */
  async unsent(service: ServiceName): Promise<number> {
    const [row] = await this.query<{ count: number }>(
      service,
      `select coalesce(sum(size), 0)::integer as count from outbox`,
    );
    return row!.count;
  }

  /** Records of a publisher in the journal, copies counted. */
  async sentBy(publisher: ServiceName): Promise<number> {
    let count = 0;
    const beginnings = (await this.broker.bounds(FACTS)).map(({ partition, first }) => ({ partition, offset: first }));
    await this.broker.scan(FACTS, beginnings, (_, { headers }) => {
      if (headerOf(headers, HEADER.publisher) === publisher) count += 1;
    });
    return count;
  }

  /** Deletes records as retention does. */
  deleteBefore({ topic, partition }: Place, offset: bigint): Promise<void> {
    return this.underTest.deleteBefore({ topic: inNamespace(this.name, topic), partition }, offset);
  }

  /** Deletes the first records of every partition that holds more; answers how many are gone. */
  async forgetFirst(records: number): Promise<number> {
    const long = (await this.broker.bounds(FACTS)).filter(({ next }) => next > records);
    for (const place of long) await this.deleteBefore(place, BigInt(records));
    return long.length * records;
  }

  query<Row extends QueryResultRow>(service: ServiceName, sql: string, values: unknown[] = []): Promise<Row[]> {
    return this.databases.query(service, sql, values);
  }

  /** The key of the n-th stream of this case. */
  streamId(n: number): ComplaintId {
    return deriveId<ComplaintId>(this.name, n);
  }

  private ids({ streams, from = 0 }: { streams: number; from?: number }): ComplaintId[] {
    return Array.from({ length: streams }, (_, i) => this.streamId(from + i));
  }

  private async isAtEnd(service: ServiceName, bounds: { partition: number; next: bigint }[]): Promise<boolean> {
    const rows = await this.query<{ partition: number; next_offset: string }>(
      service,
      `select partition, next_offset from offsets where consumer = $1`,
      [service],
    );
    return bounds.every(({ partition, next }) =>
      rows.some((row) => row.partition === partition && BigInt(row.next_offset) === next),
    );
  }
}
