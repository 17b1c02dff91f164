import { flow, type ServiceName } from '@cc/contracts';
import { allTopics, InMemoryBroker, Relay, SetTime } from '@cc/messaging';
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

export interface SimulationStart {
  /** The time of day at the start. */
  at: Date;
  /** Each service reads its own variables, its database among them. */
  environmentOf(definition: ServiceDefinition): Environment;
}

/** The whole platform in this process: all services, a broker in memory, and one clock. */
export interface Simulation {
  broker: InMemoryBroker;
  /** The names of all topics. */
  topics: string[];
  time: SetTime;
  conductor: Conductor;
  services: Readonly<Record<ServiceName, Service>>;
  stop(): Promise<void>;
}

const names = Object.keys(flow) as ServiceName[];

/** Starts every service with its timers standing still: time passes only through the conductor. */
export async function startSimulation({ at, environmentOf }: SimulationStart): Promise<Simulation> {
  const time = new SetTime(at);
  const broker = new InMemoryBroker(time);
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
      const dataSource = await openDatabase(dataSourceOptions(definition, config.databaseUrl, log), log);
      const ground = { config, dataSource, broker, timeOfDay: time, log };
      const app = await NestFactory.create(rootModule(serviceModules[name], ground), {
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
  const players = names.map((name) => playerOf(name, services[name], broker));
  const logs = async () => (await Promise.all(topics.map(({ topic }) => broker.bounds(topic)))).flat();

  return {
    broker,
    topics: topics.map(({ topic }) => topic),
    time,
    services,
    conductor: new Conductor(time, players, logs),
    stop: async () => {
      await Promise.all(Object.values(services).map((service) => service.stop()));
      await broker.close();
    },
  };
}

function playerOf(name: ServiceName, { app }: Service, broker: InMemoryBroker): Player {
  const [database, relay, timers] = [app.get(DataSource), app.get(Relay), app.get(Timers)];
  return {
    name,
    caughtUp: () => broker.caughtUp(name),
    outboxIsEmpty: async () => {
      const [row] = await database.query<{ empty: boolean }[]>('select not exists (select from outbox) as empty');
      return row!.empty;
    },
    outboxEmptied: () => relay.drained(),
    nextAt: () => timers.nextAt(),
    tickDue: () => timers.tickDue(),
  };
}
