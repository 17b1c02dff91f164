import type { Server } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Type } from '@nestjs/common';
import type { DataOf, EventDefinition } from '@cc/contracts';
import { Backlog, DeadLetters, Relay, type InMemoryBroker, type SetTime, type TopicToCreate } from '@cc/messaging';
import {
  SESSIONS,
  Timers,
  waitsForFacts,
  type Service,
  type ServiceDefinition,
  type Sessions,
  type Tick,
} from '@cc/service-kit';
import request from 'supertest';
import type TestAgent from 'supertest/lib/agent.js';
import { DataSource } from 'typeorm';
import type { TestDatabase } from './migrated-database.js';
import type { Publisher } from './publisher.js';
import { sentBy } from './sent-records.js';
import type { AsPublished, RawRecord, Sent, ServiceUnderTest, TestCaller } from './service-under-test.js';
import { sessionFor } from './test-sessions.js';
import { tokenFor } from './test-tokens.js';

/** What the instances of a service share. */
export interface Site {
  database: TestDatabase;
  broker: InMemoryBroker;
  time: SetTime;
  publisher: Publisher;
  topics: TopicToCreate[];
  running: Set<Service>;
}

interface Parts extends Site {
  definition: ServiceDefinition;
  service: Service;
}

export class RunningServiceUnderTest implements ServiceUnderTest {
  readonly http: TestAgent;
  readonly time: ServiceUnderTest['time'];

  constructor(private readonly parts: Parts) {
    const { time, running, service } = parts;
    running.add(service);
    this.http = request.agent(this.server);
    this.time = { now: () => time.now(), set: (instant) => time.set(new Date(instant)) };
  }

  get site(): Site {
    return this.parts;
  }

  async receives<D extends EventDefinition>(
    definition: D,
    data: DataOf<D> | DataOf<D>[],
    { parked = false, ...how }: AsPublished & { parked?: boolean } = {},
  ): Promise<void> {
    const before = parked ? 0 : await this.countDeadLetters();
    for (const one of [data].flat() as DataOf<D>[]) await this.parts.publisher.event(definition, one, how);
    await this.caughtUp();
    if (!parked && (await this.countDeadLetters()) > before) await this.failWithTheReason();
  }

  async receivesRaw(topic: string, record: RawRecord | RawRecord[]): Promise<void> {
    for (const one of [record].flat()) await this.parts.publisher.raw(topic, one);
    await this.caughtUp();
  }

  published<D extends EventDefinition>(definition: D): Promise<DataOf<D>[]> {
    return this.dataOf(definition);
  }

  told<D extends EventDefinition>(definition: D): Promise<DataOf<D>[]> {
    return this.dataOf(definition);
  }

  async sent(): Promise<Sent[]> {
    await this.get(Relay).drained();
    const { definition, broker, topics } = this.parts;
    return sentBy(
      definition.service,
      broker,
      topics.map(({ topic }) => topic),
    );
  }

  as(caller: TestCaller): TestAgent {
    return request.agent(this.server).set('authorization', `Bearer ${tokenFor(caller)}`);
  }

  async signedIn(caller: TestCaller): Promise<TestAgent> {
    return request.agent(this.server).set('cookie', await sessionFor(this.get<Sessions>(SESSIONS), caller));
  }

  query<Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return this.get(DataSource).query(sql, parameters);
  }

  async tick(timer: Type<Tick>): Promise<void> {
    if (waitsForFacts(timer)) while ((await this.get(Backlog).look()).kind === 'unread') await nextTurn();
    return this.get(Timers).tick(timer);
  }

  get<T>(provider: Type<T> | (abstract new (...args: never[]) => T) | string | symbol): T {
    return this.parts.service.app.get<T>(provider as Type<T>, { strict: false });
  }

  async stop(): Promise<void> {
    const { service, broker, database, running } = this.parts;
    await service.stop();
    running.delete(service);
    if (running.size > 0) return;
    await broker.close();
    await database.drop();
  }

  private get server(): Server {
    return this.parts.service.app.getHttpServer() as Server;
  }

  private caughtUp(): Promise<void> {
    return this.parts.broker.caughtUp(this.parts.definition.service);
  }

  private async dataOf<D extends EventDefinition>(definition: D): Promise<DataOf<D>[]> {
    const all = await this.sent();
    return all.filter(({ type }) => type === definition.type).map(({ data }) => data as DataOf<D>);
  }

  private async countDeadLetters(): Promise<number> {
    const [row] = await this.query<{ count: number }>('select count(*)::int as count from dead_letters');
    return row!.count;
  }

  private async failWithTheReason(): Promise<never> {
    const letters = await this.get(DeadLetters).list();
    throw new Error(letters.map(({ type, reason }) => `${type} was parked: ${reason}`).join('\n'));
  }
}
