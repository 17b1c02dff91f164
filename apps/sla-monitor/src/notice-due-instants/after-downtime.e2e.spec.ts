import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DeadlineMet,
  DeadlineMissed,
  FACTS,
  HEADER,
  TicketRegistered,
  toHeaders,
  WorkDispatched,
  type DataOf,
  type EventDefinition,
  type ServiceName,
} from '@cc/contracts';
import {
  allTopics,
  decode,
  encode,
  headerOf,
  kafkaBroker,
  partitionOf,
  Relay,
  SetTime,
  type Broker,
  type Received,
} from '@cc/messaging';
import {
  dataSourceOptions,
  definitionOf,
  loadConfig,
  Log,
  openDatabase,
  rootModule,
  Service,
  Timers,
} from '@cc/service-kit';
import {
  aDispatchedTicket,
  aRegisteredTicket,
  migratedDatabase,
  minutesAfter,
  nextId,
  startKafka,
  testEnvironment,
  TUESDAY_MORNING,
  type RunningKafka,
  type TestDatabase,
} from '@cc/testing';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { SlaMonitorModule } from '../sla-monitor.module.js';

const IN_TIME = minutesAfter(TUESDAY_MORNING, 20);
/** A ticket that is not dispatched within half an hour is late. */
const AFTER_THE_DUE_INSTANT = minutesAfter(TUESDAY_MORNING, 90);
const PATIENCE_MS = 90_000;

describe('sla-monitor after downtime, on Kafka', () => {
  let dir: string;
  let kafka: RunningKafka;
  let broker: Broker;
  let database: TestDatabase;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'cc-downtime-'));
    kafka = await startKafka({ dataDir: dir, own: true });
    database = await migratedDatabase(SlaMonitorModule);
    broker = kafkaBroker({ brokers: kafka.brokers, clientId: 'others' });
    await broker.createTopics(allTopics({ sources: [], divisions: [] }));
  }, PATIENCE_MS);

  afterAll(async () => {
    await broker.close();
    await kafka.stop();
    await database.drop();
    await rm(dir, { recursive: true, force: true });
  }, PATIENCE_MS);

  it(
    'finds a clock met in time by a fact that came while it was down, though the due instant has passed',
    async () => {
      const ticket = aRegisteredTicket({ bases: [{ id: 'telecom-group/monitoring', version: '2026' }] });
      const { complaintId } = ticket;
      const before = await start(TUESDAY_MORNING);
      await send('intake', TicketRegistered, ticket);
      await until(async () => (await published()).some(({ type }) => type === 'deadline.armed.v1'));
      await before.stop();

      await send(
        'routing',
        WorkDispatched,
        aDispatchedTicket({ complaintId, occurredAt: IN_TIME, recordedAt: IN_TIME }),
      );
      const reading = await holdConsuming();
      const after = await start(AFTER_THE_DUE_INSTANT);
      await until(async () => (await after.timers()).includes('are not read yet'));
      await reading.goesOn();
      await until(async () => (await after.timers()) === 'ok');
      await until(async () => (await published()).some(({ type }) => type === DeadlineMet.type));
      await after.stop();

      const facts = await published();
      expect(facts.filter(({ type }) => type === DeadlineMissed.type)).toEqual([]);
      expect(facts.filter(({ type }) => type === DeadlineMet.type).map(({ data }) => data)).toMatchObject([
        { complaintId, metAt: IN_TIME, late: false },
      ]);
    },
    PATIENCE_MS,
  );

  /** As `main.ts` does it, but for the time of day. */
  async function start(now: Date) {
    const definition = definitionOf(SlaMonitorModule);
    const config = loadConfig(definition.config, testEnvironment(definition, database.url));
    const log = new Log(definition.service, config.logLevel);
    const own = kafkaBroker({ brokers: kafka.brokers, clientId: definition.service, log });
    const ground = {
      config,
      dataSource: await openDatabase(dataSourceOptions(definition, config, log), log),
      broker: own,
      timeOfDay: new SetTime(now),
      log,
    };
    const app = await NestFactory.create(rootModule(SlaMonitorModule, ground), { logger: log, abortOnError: false });
    const service = new Service(app);
    await app.listen(0);
    await service.start();
    app.get(Timers).start();
    return {
      timers: async () => {
        const response = await fetch(`${await app.getUrl()}/health/ready`);
        return ((await response.json()) as { timers: string }).timers;
      },
      stop: async () => {
        await app.get(Relay).drained();
        await service.stop();
        await own.close();
      },
    };
  }

  /** The consumer cannot move its offsets, as when there is much to read. */
  async function holdConsuming() {
    const session = new pg.Client({ connectionString: database.url });
    await session.connect();
    await session.query('begin');
    await session.query('select from sla_monitor.offsets for update');
    return { goesOn: () => session.end() };
  }

  async function send<D extends EventDefinition>(publisher: ServiceName, definition: D, data: DataOf<D>) {
    const scope = { organisation: 'telecom-group', division: '44', unit: null };
    const { topic, key } = definition.route({ ...scope, data });
    const headers = toHeaders({
      id: nextId('event'),
      type: definition.type,
      source: publisher,
      time: TUESDAY_MORNING,
      traceparent: null,
      ...scope,
    });
    const partition = partitionOf(key, await broker.partitionCount(topic));
    const own = { [HEADER.publisher]: publisher, [HEADER.position]: '1' };
    const record = { key: Buffer.from(key), value: encode(definition, data), headers: { ...headers, ...own } };
    await broker.send([{ topic, partition, records: [record] }]);
  }

  /** What sla-monitor has put into the journal. */
  async function published() {
    const facts: Pick<Received<EventDefinition>, 'type' | 'data'>[] = [];
    const everything = (await broker.bounds(FACTS)).map(({ partition, first }) => ({ partition, offset: first }));
    await broker.scan(FACTS, everything, (_, record) => {
      if (headerOf(record.headers, HEADER.publisher) !== 'sla-monitor') return;
      const type = headerOf(record.headers, HEADER.type)!;
      facts.push({ type, data: type === DeadlineMet.type ? decode(DeadlineMet, record).data : null });
    });
    return facts;
  }

  async function until(condition: () => Promise<boolean>) {
    const deadline = performance.now() + PATIENCE_MS / 3;
    while (!(await condition())) {
      if (performance.now() > deadline) throw new Error(`waited in vain for ${condition.toString()}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
});
