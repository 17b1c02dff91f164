import { randomUUID } from 'node:crypto';
import {
  deriveId,
  FACTS,
  RequestAnswered,
  UrgeRequested,
  type ComplaintId,
  type EventDefinition,
  type RequestId,
  type ServiceName,
} from '@cc/contracts';
import { cloneDatabase, createDatabase, dropDatabase } from '@cc/stack';
import pg from 'pg';
import { DataSource } from 'typeorm';
import type { Broker } from '../broker/broker.js';
import { Partitions } from '../broker/partitions.js';
import { messagingEntities } from '../database/entities.js';
import { CreateMessagingTables0000000000001 } from '../database/migrations/0001-create-messaging-tables.js';
import type { Fact, HandlerContext, Received } from '../handling/handler.js';
import { Messaging, type Seams } from '../messaging.js';
import type { MessagingOptions } from '../messaging-options.js';
import type { Transaction } from '../database/transaction.js';
import { after } from '../outbox/after.js';
import { Outgoing } from '../outbox/outgoing.js';
import { writeOutbox } from '../outbox/write-outbox.js';
import { namespaced, type BrokerUnderTest } from './broker-under-test.fixture.js';
import { Wire } from './wire.fixture.js';

export const PARTITIONS = 4;
const DEADLINE_MS = 45_000;
/** Of a broken run: enough to see what kind of fault it was. */
const SHOWN = 5;

export interface NodeOptions extends Partial<MessagingOptions> {
  seams?: Seams;
  /** Wraps the broker to make it misbehave. */
  through?: (broker: Broker) => Broker;
  /** Called before a handler does its work. */
  before?: (events: Received<EventDefinition>[]) => Promise<void> | void;
}

/** One running instance of a service. */
export interface Node {
  messaging: Messaging;
  wire: Wire;
  /** Everything messaging wrote to its log. */
  log: string[];
  stop(): Promise<void>;
  /** Gone in the middle of whatever it does: nothing is finished, nothing is told. */
  kill(): void;
}

/** What a consumer has applied, judged. */
export interface Verdict {
  applied: number;
  lost: string[];
  doubled: string[];
  disordered: string[];
}

export const SOUND: Omit<Verdict, 'applied'> = { lost: [], doubled: [], disordered: [] };

/** One case: a database for each service, topics of its own, nodes that come and go. */
export class Site {
  private readonly nodes = new Set<Node>();
  private readonly databases = new Map<ServiceName, string>();
  private readonly addresses = new Map<ServiceName, string>();
  readonly broker: Broker;
  /** Events published so far, by stream. */
  readonly streams = new Map<ComplaintId, number>();

  private constructor(
    private readonly adminUrl: string,
    private readonly underTest: BrokerUnderTest,
    private readonly name: string,
  ) {
    this.broker = namespaced(underTest.connect(), name);
  }

  static async open(adminUrl: string, underTest: BrokerUnderTest): Promise<Site> {
    const site = new Site(adminUrl, underTest, `case_${randomUUID().slice(0, 8)}`);
    await site.broker.createTopics([{ topic: FACTS, partitions: PARTITIONS }]);
    for (const service of ['intake', 'routing', 'sla-monitor'] as const) await site.createDatabaseOf(service);
    return site;
  }

  async close(): Promise<void> {
    await Promise.all([...this.nodes].map((node) => node.stop()));
    await this.broker.close();
    for (const database of this.databases.values()) await dropDatabase(this.adminUrl, database);
  }

  /** Starts an instance: intake publishes urges, routing answers each, sla-monitor reads the answers. */
  async start(service: ServiceName, options: NodeOptions = {}): Promise<Node> {
    const { seams, through = (broker) => broker, before = () => undefined, ...tuning } = options;
    const wire = await Wire.to(this.addresses.get(service)!);
    const dataSource = await openDataSource(wire.url);
    const broker = through(namespaced(this.underTest.connect(), this.name));
    const log: string[] = [];
    const note = (message: string) => void log.push(message);
    const messaging = new Messaging(
      {
        service,
        broker,
        edgeParties: { submissions: [], workActions: [] },
        attempts: 4,
        backoffMs: 20,
        lingerMs: 1,
        ...tuning,
      },
      dataSource,
      { log: note, warn: note, error: note },
      null,
      seams,
    );
    subscribe(messaging, service, before);
    messaging.start();
    await messaging.consumer.start();

    const end = async () => {
      this.nodes.delete(node);
      await messaging.stop();
      await broker.close();
      await dataSource.destroy();
      wire.close();
    };
    const kill = () => {
      this.nodes.delete(node);
      wire.close();
      void messaging.stop().catch(() => undefined);
      void broker.close().catch(() => undefined);
      void dataSource.destroy().catch(() => undefined);
    };
    const node: Node = { messaging, wire, log, stop: end, kill };
    this.nodes.add(node);
    return node;
  }

  /** Publishes the next urges of so many streams, one transaction a stream. */
  async publish(publisher: Node, options: { streams: number; each: number; from?: number }): Promise<void> {
    const { streams, each, from = 0 } = options;
    const ids = Array.from({ length: streams }, (_, i) => deriveId<ComplaintId>(this.name, from + i));
    const some = 4;
    for (let i = 0; i < ids.length; i += some) {
      const publishing = ids.slice(i, i + some).map(async (complaintId) => {
        const first = this.streams.get(complaintId) ?? 0;
        await publishUrges(publisher, complaintId, first, each);
        this.streams.set(complaintId, first + each);
      });
      await Promise.all(publishing);
    }
  }

  /** Writes urges into intake's outbox in a transaction that stays open until the answer is called: ids taken early, committed late. */
  async publishLate(options: { streams: number; from: number }): Promise<() => Promise<void>> {
    const ids = Array.from({ length: options.streams }, (_, i) => deriveId<ComplaintId>(this.name, options.from + i));
    const client = new pg.Client({ connectionString: this.addresses.get('intake')! });
    await client.connect();
    await client.query('begin');
    const outgoing = new Outgoing('intake', new Set(ids), NOW);
    outgoing.by<'intake'>('unit-of-work')(
      UrgeRequested,
      ids.map((id) => urge(id, 0)),
    );
    const tx = {
      query: async (sql: string, values?: readonly unknown[]) => (await client.query(sql, [...(values ?? [])])).rows,
    };
    await writeOutbox(tx as unknown as Transaction, new Partitions(this.broker), outgoing.collected());
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
      for (const service of this.databases.keys()) {
        const [row] = await this.query<{ empty: boolean }>(service, `select not exists (select from outbox) as empty`);
        if (!row!.empty) return false;
      }
      // What a consumer publishes stands in its outbox from the moment its offset moves: only now is nothing on its way.
      const after = await this.broker.bounds(FACTS);
      return before.every(({ partition, next }) => after.find((one) => one.partition === partition)!.next === next);
    });
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

  async until(condition: () => Promise<boolean> | boolean): Promise<void> {
    const deadline = performance.now() + DEADLINE_MS;
    while (!(await condition())) {
      if (performance.now() > deadline) throw new Error(`waited ${DEADLINE_MS} ms in vain for ${condition.toString()}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Compares what a consumer has applied with all that was published. */
  async judge(service: ServiceName, except: readonly ComplaintId[] = []): Promise<Verdict> {
    const rows = await this.query<{ stream: ComplaintId; number: number }>(
      service,
      `select stream, number from applied order by place`,
    );
    const verdict: Verdict = { applied: rows.length, lost: [], doubled: [], disordered: [] };
    const numbers = new Map<ComplaintId, number[]>();
    for (const { stream, number } of rows) numbers.set(stream, [...(numbers.get(stream) ?? []), number]);
    for (const [stream, count] of this.streams) {
      if (except.includes(stream)) continue;
      const seen = numbers.get(stream) ?? [];
      for (let n = 0; n < count; n++) {
        const times = seen.filter((one) => one === n).length;
        if (times === 0) verdict.lost.push(`${stream} ${n}`);
        if (times > 1) verdict.doubled.push(`${stream} ${n}`);
      }
      if (seen.some((n, i) => i > 0 && n < seen[i - 1]!)) verdict.disordered.push(stream);
    }
    return { ...verdict, lost: verdict.lost.slice(0, SHOWN), doubled: verdict.doubled.slice(0, SHOWN) };
  }

  async query<Row extends pg.QueryResultRow>(
    service: ServiceName,
    sql: string,
    values: unknown[] = [],
  ): Promise<Row[]> {
    const client = new pg.Client({ connectionString: this.addresses.get(service)! });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<Row>(sql, values)).rows;
    } finally {
      await client.end();
    }
  }

  /** A cold copy of a service's database; none of its nodes may run. */
  async copyDatabase(service: ServiceName): Promise<void> {
    const live = this.databases.get(service)!;
    await cloneDatabase(this.adminUrl, live, `${live}_copy`, [service]);
  }

  /** Puts the copy in the place of the database; none of its nodes may run. */
  async restoreDatabase(service: ServiceName): Promise<void> {
    const live = this.databases.get(service)!;
    await dropDatabase(this.adminUrl, live);
    await cloneDatabase(this.adminUrl, `${live}_copy`, live, [service]);
    await dropDatabase(this.adminUrl, `${live}_copy`);
  }

  private async createDatabaseOf(service: ServiceName): Promise<void> {
    const template = await templateOf(this.adminUrl, service);
    const database = `${this.name}_${service.replaceAll('-', '_')}`;
    const addresses = await cloneDatabase(this.adminUrl, template, database, [service]);
    this.databases.set(service, database);
    this.addresses.set(service, addresses[service]!);
  }
}

const templates = new Map<string, Promise<string>>();

/** A migrated database with the table of what was applied, made once. */
function templateOf(adminUrl: string, service: ServiceName): Promise<string> {
  const make = async () => {
    const name = `conformance_${randomUUID().slice(0, 8)}_${service.replaceAll('-', '_')}`;
    const addresses = await createDatabase(adminUrl, name, [service]);
    const dataSource = await openDataSource(addresses[service]!);
    await dataSource.runMigrations();
    await dataSource.query(
      `create table applied (place bigserial primary key, stream uuid not null, number integer not null, event_id uuid not null)`,
    );
    await dataSource.destroy();
    return name;
  };
  const template = templates.get(service) ?? make();
  templates.set(service, template);
  return template;
}

async function openDataSource(url: string): Promise<DataSource> {
  const schema = new URL(url).username;
  return new DataSource({
    type: 'postgres',
    url,
    schema,
    extra: { options: `-c search_path=${schema}`, max: 6, connectionTimeoutMillis: 2000 },
    poolErrorHandler: () => undefined,
    entities: messagingEntities,
    migrations: [CreateMessagingTables0000000000001],
  }).initialize();
}

async function publishUrges(node: Node, complaintId: ComplaintId, first: number, count: number): Promise<void> {
  const numbers = Array.from({ length: count }, (_, i) => first + i);
  await node.messaging.unitOfWork.run([complaintId], async ({ publish }) => {
    (publish as HandlerContext<'intake'>['publish'])(
      UrgeRequested,
      numbers.map((number) => urge(complaintId, number)),
    );
  });
}

const NOW = new Date('2026-11-24T04:00:00Z');

function urge(complaintId: ComplaintId, number: number): Fact<typeof UrgeRequested> {
  return {
    organisation: 'telecom-group',
    division: '44',
    unit: null,
    cause: { id: deriveId(complaintId, number), traceparent: null },
    data: {
      complaintId,
      requestId: deriveId<RequestId>(complaintId, 'urge', number),
      submission: { source: 'cc-44', sourceId: `S-${number}`, item: number },
      text: null,
      occurredAt: NOW,
      recordedAt: NOW,
    },
  };
}

function subscribe(messaging: Messaging, service: ServiceName, before: NonNullable<NodeOptions['before']>): void {
  const apply = async (events: Received<EventDefinition>[], { tx }: HandlerContext<ServiceName>, numbers: number[]) => {
    await before(events);
    await tx.query(
      `insert into applied (stream, number, event_id) select * from unnest($1::uuid[], $2::integer[], $3::uuid[])`,
      [events.map(({ key }) => key), numbers, events.map(({ id }) => id)],
    );
  };
  if (service === 'routing') {
    messaging.registry.addEvent({
      name: 'AnswerUrge',
      batch: false,
      definition: UrgeRequested,
      handle: async (events, context) => {
        const urges = events as Received<typeof UrgeRequested>[];
        await apply(
          events,
          context,
          urges.map(({ data }) => data.submission.item),
        );
        (context.publish as HandlerContext<'routing'>['publish'])(
          RequestAnswered,
          urges.map((urge) =>
            after(urge, {
              complaintId: urge.data.complaintId,
              requestId: urge.data.requestId,
              kind: 'urge' as const,
              result: 'accepted' as const,
              urges: urge.data.submission.item,
              why: { rule: 'test', basis: 'test', version: '1', source: 'test' },
              recordedAt: urge.data.recordedAt,
            }),
          ),
        );
      },
    });
  }
  if (service === 'sla-monitor') {
    messaging.registry.addEvent({
      name: 'ReadAnswer',
      batch: false,
      definition: RequestAnswered,
      handle: (events, context) =>
        apply(
          events,
          context,
          (events as Received<typeof RequestAnswered>[]).map(({ data }) => data.urges),
        ),
    });
  }
}
