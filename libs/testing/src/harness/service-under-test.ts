import type { Type } from '@nestjs/common';
import type { DataOf, Envelope, EventDefinition, Scope } from '@cc/contracts';
import type { Role, Tick } from '@cc/service-kit';
import type TestAgent from 'supertest/lib/agent.js';

/** What a token of a test says; the organisation is `telecom-group`, the subject is the role. */
export interface TestCaller {
  role: Role | Role[];
  /** Default `*`: all divisions. */
  division?: string | string[];
  unit?: string;
  organisation?: string;
  subject?: string;
}

/** A record that this service sent, read back from the broker. */
export interface Sent<Definition extends EventDefinition = EventDefinition> extends Envelope {
  topic: string;
  key: string;
  data: DataOf<Definition>;
}

/** How an event comes. */
export interface AsPublished {
  times?: number;
  scope?: Partial<Scope>;
  id?: string;
  traceparent?: string;
}

/** One service running on a database of its own and an in-memory broker; its timers stand still. */
export interface ServiceUnderTest {
  /**
   * Sends events as their publishing service would and waits until they are applied. `times: 2` sends each a second
   * time, with the same id and position. Default scope: telecom-group, division 44, no unit. Rejects with the
   * handler's error when the service parks one of them; say `parked: true` where that is what the test expects.
   */
  receives<Definition extends EventDefinition>(
    definition: Definition,
    data: DataOf<Definition> | DataOf<Definition>[],
    options?: AsPublished & { parked?: boolean },
  ): Promise<void>;
  /** Sends a record of a party outside, exactly as given, and waits until it is applied. */
  receivesRaw(topic: string, record: RawRecord | RawRecord[]): Promise<void>;

  /** The data of what this service published, in order; waits until its outbox is empty. */
  published<Definition extends EventDefinition>(definition: Definition): Promise<DataOf<Definition>[]>;
  /** The same for messages to parties outside. */
  told<Definition extends EventDefinition>(definition: Definition): Promise<DataOf<Definition>[]>;
  /** Everything it sent since the start, with envelopes. */
  sent(): Promise<Sent[]>;

  /** HTTP as somebody with a token; without a caller, without one. */
  as(caller: TestCaller): TestAgent;
  readonly http: TestAgent;
  /** The same as somebody who has signed in with a browser, for the pages of a service. */
  signedIn(caller: TestCaller): Promise<TestAgent>;

  query<Row = Record<string, unknown>>(sql: string, parameters?: unknown[]): Promise<Row[]>;
  readonly time: { now(): Date; set(instant: Date | string): void };
  /**
   * Runs a timer once, as if its time had come. One that waits for facts runs when they are read: those that this service has
   * published itself come to it after it `receives`.
   */
  tick(timer: Type<Tick>): Promise<void>;
  get<T>(provider: Type<T> | (abstract new (...args: never[]) => T) | string | symbol): T;
  stop(): Promise<void>;
}

export interface RawRecord {
  key: string | Buffer | null;
  value: string | Buffer | object | null;
  /** Several values of one header as an array. */
  headers?: Record<string, string | string[]>;
}
