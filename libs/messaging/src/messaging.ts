import type { ModuleRef } from '@nestjs/core';
import type { DataSource } from 'typeorm';
import { Partitions } from './broker/partitions.js';
import { Backlog } from './consumer/backlog.js';
import { Consumer } from './consumer/consumer.js';
import { Gatherer } from './consumer/gatherer.js';
import { GroupTransaction } from './consumer/group-transaction.js';
import { checkPositions, type PositionCheck } from './consumer/positions.js';
import { Attempts } from './consumer/retry.js';
import { DeadLetters } from './dead-letters/dead-letters.js';
import { edgeTopics, topicsToRead } from './handling/delivery.js';
import { Performer } from './handling/perform.js';
import { HandlerRegistry } from './handling/registry.js';
import { UnitOfWork } from './handling/unit-of-work.js';
import type { Log } from './log.js';
import type { MessagingOptions } from './messaging-options.js';
import { observeDatabase } from './metrics/database-gauges.js';
import { Telemetry } from './metrics/telemetry.js';
import { BackPressure } from './outbox/back-pressure.js';
import { Relay, type RelaySeams } from './relay/relay.js';
import { connectBeside, type Connect } from './relay/session.js';
import { WakeUp } from './relay/wake-up.js';
import { Repair } from './repair/repair.js';
import { SystemTime, type TimeOfDay } from './time/time-of-day.js';
import { ComplaintsTransport } from './transport/complaints-transport.js';

/** What a test may break on purpose; nothing outside this library can reach it. */
export interface Seams {
  check?: PositionCheck;
  relay?: Partial<RelaySeams>;
  connect?: Connect;
}

/** All parts of messaging in one service, put together. */
export class Messaging {
  readonly timeOfDay: TimeOfDay;
  readonly registry = new HandlerRegistry();
  readonly unitOfWork: UnitOfWork;
  readonly consumer: Consumer;
  readonly backlog: Backlog;
  readonly relay: Relay;
  readonly deadLetters: DeadLetters;
  readonly repair: Repair;
  readonly transport: ComplaintsTransport;
  private endGauges: () => void = () => undefined;

  constructor(
    private readonly options: MessagingOptions,
    private readonly dataSource: DataSource,
    private readonly log: Log,
    moduleRef: ModuleRef | null,
    seams: Seams = {},
  ) {
    const { service, broker } = options;
    const edges = edgeTopics(options.edgeParties);
    const telemetry = new Telemetry({ service });
    const partitions = new Partitions(broker);
    this.timeOfDay = options.timeOfDay ?? new SystemTime();
    const backPressure = new BackPressure(dataSource, options.outboxLimit ?? 50_000, log);
    this.unitOfWork = new UnitOfWork(service, dataSource, partitions, this.timeOfDay, backPressure);

    const performer = new Performer(service, partitions, this.timeOfDay, telemetry);
    const transaction = new GroupTransaction(
      service,
      dataSource,
      this.registry,
      edges,
      performer,
      this.timeOfDay,
      telemetry,
      log,
      seams.check ?? checkPositions,
    );
    const policy = { attempts: options.attempts ?? 6, backoffMs: options.backoffMs ?? 100 };
    const halving = { transaction, attempts: new Attempts(), policy, log };
    const gatherer = new Gatherer(halving, backPressure, options.maxBatch ?? 500);
    const topics = () => topicsToRead(this.registry, edges);
    const bootstrap = options.bootstrap ?? 'beginning';
    const linger = options.lingerMs ?? 0;
    this.consumer = new Consumer(service, broker, dataSource, topics, gatherer, bootstrap, linger, telemetry, log);

    this.backlog = new Backlog(service, broker, dataSource, topics);

    const connect = seams.connect ?? connectBeside(dataSource);
    const wakeUp = options.relayWakeUp ?? (() => new WakeUp(connect));
    this.relay = new Relay({ service, broker, connect, wakeUp, telemetry, log }, seams.relay);
    this.deadLetters = new DeadLetters(service, dataSource, this.registry, edges, performer, this.timeOfDay);
    this.repair = new Repair(service, broker, connect, this.relay);
    this.transport = new ComplaintsTransport(
      service,
      this.registry,
      this.consumer,
      moduleRef,
      options.handlersMayDiffer ?? false,
    );
  }

  /** Starts what needs no handlers; the transport starts the consumer. */
  start(): void {
    this.endGauges = observeDatabase(this.dataSource, { service: this.options.service }, this.log);
    if (this.options.relay ?? true) this.relay.start();
  }

  async stop(): Promise<void> {
    await this.consumer.stop();
    await this.relay.stop();
    this.endGauges();
  }
}
