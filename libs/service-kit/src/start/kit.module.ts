import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { ScheduleModule } from '@nestjs/schedule';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MessagingModule, type Broker, type MessagingOptions, type TimeOfDay } from '@cc/messaging';
import type { DataSource } from 'typeorm';
import { RouteGuard } from '../auth/route-guard.js';
import { TokenCheck } from '../auth/token-check.js';
import { CONFIG } from '../config/config.js';
import type { ServiceSettings } from '../config/service-settings.js';
import { ServiceState } from '../health/service-state.js';
import { ProblemFilter } from '../http/problem-filter.js';
import { ServedRoutes } from '../http/served-routes.js';
import { Log } from '../logs/log.js';
import { KeyedHash } from '../sealing/keyed-hash.js';
import { Sealing } from '../sealing/sealing.js';
import { EndedSessions } from '../sign-in/ended-sessions.js';
import { SESSIONS, Sessions } from '../sign-in/sessions.js';
import { LogoutTokens } from '../sign-in/logout-tokens.js';
import { SignIn } from '../sign-in/sign-in.js';
import { Timers } from '../timers/timers.js';
import { BROKER } from './broker.js';
import { kitControllers } from './kit-controllers.js';
import { definitionOf, SERVICE, type ServiceDefinition } from './service-module.js';

/** What a service runs on. */
export interface Ground {
  config: ServiceSettings;
  dataSource: DataSource;
  broker: Broker;
  timeOfDay: TimeOfDay;
  log: Log;
  /** For fixtures and simulation; nothing of it can be reached from the environment. */
  messaging?: Partial<MessagingOptions>;
}

@Module({})
class Root {}

/** The service's own module, and around it what every service has. */
export function rootModule(module: Type, ground: Ground): DynamicModule {
  return { module: Root, imports: [KitModule.for(definitionOf(module), ground), module] };
}

@Module({})
export class KitModule {
  static for(definition: ServiceDefinition, ground: Ground): DynamicModule {
    const { config, dataSource, broker, timeOfDay, log } = ground;
    const tokens = new TokenCheck(config.jwt);
    const sessions = config.signIn && new Sessions(config.signIn);
    const ended = new EndedSessions(dataSource);
    const offered = [
      { provide: CONFIG, useValue: config },
      { provide: SERVICE, useValue: definition },
      { provide: BROKER, useValue: broker },
      { provide: Log, useValue: log },
      { provide: Sealing, useValue: new Sealing(config.sealingKeys) },
      { provide: KeyedHash, useValue: new KeyedHash(config.hashKey) },
      { provide: SESSIONS, useValue: sessions },
      { provide: EndedSessions, useValue: ended },
      { provide: SignIn, useValue: new SignIn(config, sessions, ended, tokens, log) },
      { provide: LogoutTokens, useValue: new LogoutTokens(config) },
      ServiceState,
      Timers,
    ];
    const entities = TypeOrmModule.forFeature(definition.entities ?? []);
    return {
      module: KitModule,
      global: true,
      imports: [
        DiscoveryModule,
        ScheduleModule.forRoot(),
        TypeOrmModule.forRootAsync({ useFactory: () => dataSource.options, dataSourceFactory: async () => dataSource }),
        entities,
        MessagingModule.for({
          service: definition.service,
          broker,
          timeOfDay,
          edgeParties: { submissions: config.sources, workActions: config.divisions },
          bootstrap: config.bootstrap,
          maxBatch: config.limits.batchSize,
          lingerMs: config.limits.lingerMs,
          ...ground.messaging,
        }),
      ],
      controllers: kitControllers,
      providers: [
        ...offered,
        ServedRoutes,
        { provide: TokenCheck, useValue: tokens },
        { provide: APP_GUARD, useClass: RouteGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
      exports: [...offered, entities],
    };
  }
}
