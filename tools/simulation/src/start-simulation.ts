import { CASES, FACTS, flow, HEADER, REFERENCE, type ServiceName } from '@cc/contracts';
import { allTopics, headerOf, Relay, type Broker, type BrokerRecord, type SetTime } from '@cc/messaging';
import {
  dataSourceOptions,
  definitionOf,
  loadConfig,
  Log,
  openDatabase,
  rootModule,
  Service,
  Timers,
  type Environment,
  type ServiceDefinition,
} from '@cc/service-kit';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { Conductor, type Player } from './conductor.js';
import { serviceModules } from './service-modules.js';
import { SteppedBroker } from './stepped-broker.js';
import type { Waiting } from './stepped-reader.js';

export interface SimulationStart {
  /** The one clock of all services, set to the beginning. */
  time: SetTime;
  /** Where their events travel: Kafka, or a broker in memory. Its topics are empty. */
  broker: Broker;
  /** Each service reads its own variables, its database among them. */
  environmentOf(definition: ServiceDefinition): Environment;
}

/** The whole platform in this process: all services and one clock. */
export interface Simulation {
  /** What everybody outside sends by, and reads from. */
  broker: SteppedBroker;
  /** The names of all topics. */
  topics: string[];
  time: SetTime;
  conductor: Conductor;
  services: Readonly<Record<ServiceName, Service>>;
  stop(): Promise<void>;
}

const names = Object.keys(flow) as ServiceName[];

/** Starts every service with its timers standing still: time passes only through the conductor. */
export async function startSimulation({ time, broker, environmentOf }: SimulationStart): Promise<Simulation> {
  const stepped = new SteppedBroker(broker, time);
  const parts = names.map((name) => {
    const definition = definitionOf(serviceModules[name]);
    return { name, definition, config: loadConfig(definition.config, environmentOf(definition)) };
  });
  const topics = allTopics({
    sources: [...new Set(parts.flatMap(({ config }) => config.sources))],
    divisions: [...new Set(parts.flatMap(({ config }) => config.divisions))],
  });
  await broker.createTopics(topics);

  const started = await Promise.all(
    parts.map(async ({ name, definition, config }) => {
      const log = new Log(name, config.logLevel);
      const dataSource = await openDatabase(dataSourceOptions(definition, config, log), log);
      const ground = { config, dataSource, broker: stepped.of(name), timeOfDay: time, log };
      // Everything is there at once: nobody has to wait for more.
      const messaging = { lingerMs: 0, relayWakeUp: () => stepped.relay(name) };
      const app = await NestFactory.create(rootModule(serviceModules[name], { ...ground, messaging }), {
        logger: log,
        abortOnError: false,
      });
      await app.init();
      const service = new Service(app);
      await service.start();
      return [name, service] as const;
    }),
  );
  const services = Object.fromEntries(started) as Record<ServiceName, Service>;
  const players = names.map((name) => playerOf(name, services[name], stepped));

  return {
    broker: stepped,
    topics: topics.map(({ topic }) => topic),
    time,
    services,
    conductor: new Conductor(time, players, (names) => stepped.letOut(names)),
    stop: async () => {
      await stepped.release();
      await Promise.all(Object.values(services).map((service) => service.stop()));
      await broker.close();
    },
  };
}

function playerOf(name: ServiceName, { app }: Service, broker: SteppedBroker): Player {
  const [database, timers] = [app.get(DataSource), app.get(Timers)];
  const [reader, relay] = [broker.reader(name), broker.relay(name)];
  void app.get(Relay).refused.then((error) => relay.fail(error));
  const actsOn = new Set(flow[name].consumes.map(({ type }) => type as string));
  const someoneWaits = isHeard(name);
  const isActedOn = ({ topic, record }: Waiting) => !JOURNALS.has(topic) || actsOn.has(typeOf(record) ?? '');

  const outboxIsEmpty = async () => {
    const [row] = await database.query<{ empty: boolean }[]>('select not exists (select from outbox) as empty');
    return row!.empty;
  };
  return {
    name,
    hasToSend: () => relay.hasToSend(outboxIsEmpty),
    hasRead: async () => {
      // Before the question: what is written while it is answered may lie beyond.
      const { sumOfEnds: end, heldBack } = reader;
      const [row] = await database.query<{ read: string }[]>(
        'select coalesce(sum(next_offset), 0) as read from offsets where consumer = $1 and topic <> all($2)',
        [name, [...heldBack]],
      );
      return BigInt(row!.read) >= end;
    },
    unread: async () => {
      await broker.begin();
      const records = await reader.waiting();
      if (records.length === 0) return 'nothing';
      if (!records.some(isActedOn)) return 'passed over';
      return someoneWaits ? 'urgent' : 'can wait';
    },
    read: () => reader.readAll(),
    nextAt: () => timers.nextAt(),
    tickDue: () => timers.tickDue(),
  };
}

/** Whether anybody waits for what this service says: a party outside, or a service. */
function isHeard(name: ServiceName): boolean {
  const { publishes, tells } = flow[name];
  const heard = new Set(Object.values(flow).flatMap(({ consumes }) => consumes.map(({ type }) => type as string)));
  return tells.length > 0 || publishes.some(({ type }) => heard.has(type));
}

/** What services write for each other: each acts on some of it and passes over the rest. */
const JOURNALS: ReadonlySet<string> = new Set([FACTS, CASES, REFERENCE]);

/** Without making all headers, where the broker can do so. */
const typeOf = (record: BrokerRecord) =>
  record.first ? record.first(HEADER.type) : headerOf(record.headers, HEADER.type);
