import {
  type DynamicModule,
  Logger,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { Backlog } from './consumer/backlog.js';
import { DeadLetters } from './dead-letters/dead-letters.js';
import { UnitOfWork } from './handling/unit-of-work.js';
import { Messaging } from './messaging.js';
import type { MessagingOptions } from './messaging-options.js';
import { Relay } from './relay/relay.js';
import { Repair } from './repair/repair.js';
import { TimeOfDay } from './time/time-of-day.js';
import { ComplaintsTransport } from './transport/complaints-transport.js';

/** Messaging for one service; needs TypeORM's default data source, whose search_path is the service's schema. */
@Module({})
export class MessagingModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(private readonly messaging: Messaging) {}

  static for(options: MessagingOptions): DynamicModule {
    const part = <T>(token: abstract new (...args: never[]) => T, of: (messaging: Messaging) => T) => ({
      provide: token,
      inject: [Messaging],
      useFactory: of,
    });
    return {
      module: MessagingModule,
      global: true,
      providers: [
        {
          provide: Messaging,
          inject: [DataSource, ModuleRef],
          useFactory: (dataSource: DataSource, moduleRef: ModuleRef) =>
            new Messaging(options, dataSource, new Logger('messaging'), moduleRef),
        },
        part(TimeOfDay, (messaging) => messaging.timeOfDay),
        part(UnitOfWork, (messaging) => messaging.unitOfWork),
        part(Backlog, (messaging) => messaging.backlog),
        part(Relay, (messaging) => messaging.relay),
        part(DeadLetters, (messaging) => messaging.deadLetters),
        part(Repair, (messaging) => messaging.repair),
        part(ComplaintsTransport, (messaging) => messaging.transport),
      ],
      exports: [TimeOfDay, UnitOfWork, Backlog, Relay, DeadLetters, Repair, ComplaintsTransport],
    };
  }

  onApplicationBootstrap(): void {
    this.messaging.start();
  }

  /** The consumer has stopped before, with the transport: what it published can still go out. */
  async onApplicationShutdown(): Promise<void> {
    await this.messaging.stop();
  }
}
