import { type DynamicModule, Module } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { Partitions } from './broker/partitions.js';
import { Consumer } from './consumer/consumer.js';
import { DeadLetters } from './dead-letters/dead-letters.js';
import { HandlerRegistry } from './handling/registry.js';
import { UnitOfWork } from './handling/unit-of-work.js';
import type { MessagingOptions } from './messaging-options.js';
import { Relay } from './relay/relay.js';
import { Repair } from './repair/repair.js';
import { SystemTime, TimeOfDay } from './time/time-of-day.js';
import { ComplaintsTransport } from './transport/complaints-transport.js';

/** Messaging for one service; needs TypeORM's default data source, whose search_path is the service's schema. */
@Module({})
export class MessagingModule {
  static for(options: MessagingOptions): DynamicModule {
    const exported = [TimeOfDay, UnitOfWork, Relay, DeadLetters, Repair, ComplaintsTransport];
    return {
      module: MessagingModule,
      global: true,
      providers: [
        { provide: TimeOfDay, useValue: options.timeOfDay ?? new SystemTime() },
        { provide: Partitions, useValue: new Partitions(options.broker) },
        { provide: HandlerRegistry, useValue: new HandlerRegistry() },
        {
          provide: UnitOfWork,
          inject: [DataSource, Partitions, TimeOfDay],
          useFactory: (dataSource: DataSource, partitions: Partitions, time: TimeOfDay) =>
            new UnitOfWork(options.service, dataSource, partitions, time),
        },
        { provide: Consumer, useFactory: () => new Consumer() },
        { provide: Relay, useFactory: () => new Relay() },
        { provide: DeadLetters, useFactory: () => new DeadLetters() },
        { provide: Repair, useFactory: () => new Repair() },
        {
          provide: ComplaintsTransport,
          inject: [HandlerRegistry, Consumer, ModuleRef],
          useFactory: (registry: HandlerRegistry, consumer: Consumer, moduleRef: ModuleRef) =>
            new ComplaintsTransport(options.service, registry, consumer, moduleRef, options.handlersMayDiffer ?? false),
        },
      ],
      exports: exported,
    };
  }
}
