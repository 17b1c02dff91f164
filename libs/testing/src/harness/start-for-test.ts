import type { Provider, Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { allTopics, InMemoryBroker, SetTime } from '@cc/messaging';
import {
  dataSourceOptions,
  definitionOf,
  loadConfig,
  Log,
  openDatabase,
  rootModule,
  Service,
  type Ground,
  type ServiceSettings,
} from '@cc/service-kit';
import { TUESDAY_MORNING } from '../builders/instants.js';
import { migratedDatabase, type TestDatabase } from './migrated-database.js';
import { Publisher } from './publisher.js';
import { RunningServiceUnderTest, type Site } from './running-service.js';
import type { ServiceUnderTest } from './service-under-test.js';
import { testEnvironment } from './test-environment.js';

export interface TestStart {
  /** The time of day at the start; default 2026-11-24 10:00 in China, a Tuesday. */
  at?: Date | string;
  /** Variables of the service's own configuration. */
  env?: Record<string, string>;
  /** Providers to put in the place of the service's own. */
  replace?: Provider[];
  /** For a module that stands for a part of a service: its handlers are not compared with the map. */
  handlersMayDiffer?: boolean;
  /** Another instance of the same service: same database, broker and time. The last one to stop takes them down. */
  beside?: ServiceUnderTest;
}

/** Starts a service for a test: a fresh database, migrated; the in-memory broker; timers that stand still. */
export async function startForTest(module: Type, start: TestStart = {}): Promise<ServiceUnderTest> {
  const definition = definitionOf(module);
  const beside = start.beside && (start.beside as RunningServiceUnderTest).site;
  const database = beside?.database ?? (await migratedDatabase(module));
  const config = loadConfig(definition.config, { ...testEnvironment(definition, database.url), ...start.env });
  const log = new Log(definition.service, config.logLevel);
  const site = beside ?? (await newSite(database, config, start.at));

  const ground: Ground = {
    config,
    dataSource: await openDatabase(dataSourceOptions(definition, config, log), log),
    broker: site.broker,
    timeOfDay: site.time,
    log,
    // A failure is retried once: a test should see it, not wait for it.
    messaging: { attempts: 2, backoffMs: 1, handlersMayDiffer: start.handlersMayDiffer ?? false },
  };
  const service = new Service(await application(module, ground, start.replace ?? []));
  await service.app.init();
  await service.start();
  return new RunningServiceUnderTest({ ...site, definition, service });
}

async function newSite(database: TestDatabase, config: ServiceSettings, at: TestStart['at']): Promise<Site> {
  const time = new SetTime(new Date(at ?? TUESDAY_MORNING));
  const broker = new InMemoryBroker(time);
  const topics = allTopics({ sources: config.sources, divisions: config.divisions });
  await broker.createTopics(topics);
  const publisher = new Publisher(broker, () => time.now());
  return { database, broker, time, publisher, topics, running: new Set() };
}

async function application(module: Type, ground: Ground, replace: readonly Provider[]) {
  const testing = Test.createTestingModule({ imports: [rootModule(module, ground)] });
  for (const provider of replace) {
    if (typeof provider === 'function') throw new Error('say what it replaces: { provide, useValue }');
    const override = testing.overrideProvider(provider.provide);
    if ('useValue' in provider) override.useValue(provider.useValue);
    else if ('useClass' in provider) override.useClass(provider.useClass);
    else throw new Error('replace by useValue or useClass');
  }
  const compiled = await testing.setLogger(ground.log).compile();
  return compiled.createNestApplication({ logger: ground.log });
}
