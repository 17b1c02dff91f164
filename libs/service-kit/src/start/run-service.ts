import type { Type } from '@nestjs/common';
import { metrics } from '@opentelemetry/api';
import { NestFactory } from '@nestjs/core';
import { ComplaintsTransport, kafkaBroker, SystemTime, type Broker } from '@cc/messaging';
import type { ServiceSettings } from '../config/service-settings.js';
import { ConfigProblems, loadConfig } from '../config/load-config.js';
import { dataSourceOptions } from '../database/data-source-options.js';
import { openDatabase } from '../database/open-database.js';
import { ServiceState } from '../health/service-state.js';
import { Log } from '../logs/log.js';
import { telemetry } from '../telemetry/telemetry.js';
import { Timers } from '../timers/timers.js';
import { BROKER } from './broker.js';
import { rootModule } from './kit.module.js';
import { Service } from './service.js';
import { definitionOf, type ServiceDefinition } from './service-module.js';

/** An orchestrator kills after its own patience; ending by ourselves says that something hung. */
const STOP_PATIENCE_MS = 10_000;

/** Starts a service from its environment; ends the process when it is told to stop or cannot go on. The last line of every `main.ts`. */
export async function runService(module: Type): Promise<void> {
  if (!telemetry.sdk) throw new Error(`main.ts must begin with: import '@cc/service-kit/tracing';`);
  const definition = definitionOf(module);
  const config = configOrExit(definition);
  const log = new Log(definition.service, config.logLevel);
  try {
    const service = await start(module, definition, config, log);
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => void leave(service, log, 0, `${signal}: stopping`));
    }
    void service.app.get(ComplaintsTransport).died.then((error) => {
      log.fatal('consuming ended for good', { error });
      service.app.get(ServiceState).died();
      return leave(service, log, 1, 'stopping, so that a new process consumes');
    });
  } catch (error) {
    log.fatal(`${definition.service} cannot start`, { error });
    process.exit(1);
  }
}

function configOrExit(definition: ServiceDefinition): ServiceSettings {
  try {
    return loadConfig(definition.config, process.env);
  } catch (error) {
    if (!(error instanceof ConfigProblems)) throw error;
    // For the person who starts it: lines, not JSON.
    console.error(error.message);
    process.exit(1);
  }
}

async function start(module: Type, definition: ServiceDefinition, config: ServiceSettings, log: Log): Promise<Service> {
  const dataSource = await openDatabase(dataSourceOptions(definition, config, log), log);
  const { kafkaBrokers, kafkaSecurity: security } = config;
  const broker = kafkaBroker({ brokers: kafkaBrokers.join(','), clientId: definition.service, security, log });
  const ground = { config, dataSource, broker, timeOfDay: new SystemTime(), log };
  const app = await NestFactory.create(rootModule(module, ground), {
    logger: log,
    abortOnError: false,
    bodyParser: true,
  });
  const service = new Service(app);
  await app.listen(config.port);
  await service.start();
  app.get(Timers).start();
  const { organisations } = definition.config;
  metrics
    .getMeter('service-kit')
    .createGauge('organisations_edition', { description: '1, by the edition of the organisations that it decides by' })
    .record(1, { edition: organisations });
  log.info(`ready; organisations ${organisations}`, { port: config.port });
  return service;
}

async function leave(service: Service, log: Log, exitCode: number, why: string): Promise<void> {
  log.info(why);
  setTimeout(() => {
    log.fatal('could not stop in time');
    process.exit(exitCode || 1);
  }, STOP_PATIENCE_MS).unref();
  try {
    await service.stop();
    await service.app.get<Broker>(BROKER).close();
    await telemetry.sdk?.shutdown();
    log.info('stopped');
  } catch (error) {
    log.fatal('could not stop cleanly', { error });
    exitCode = 1;
  }
  process.exit(exitCode);
}
