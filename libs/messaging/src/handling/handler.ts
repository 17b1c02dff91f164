import type { DataOf, Envelope, EventDefinition, PublishedBy, Scope, ServiceName } from '@cc/contracts';
import type { Transaction } from '../database/transaction.js';

/** What made something happen: derived ids and the trace go back to it. Every received event is one. */
export interface Cause {
  id: string;
  traceparent: string | null;
}

/** An event as a handler gets it. */
export interface Received<Definition extends EventDefinition> extends Envelope {
  key: string;
  data: DataOf<Definition>;
  /** Its number among what its publisher sent to this partition, without gaps. */
  partition: number;
  position: bigint;
}

/** An event to be published: who it belongs to, what caused it, what it says. */
export interface Fact<Definition extends EventDefinition> extends Scope {
  cause: Cause;
  data: DataOf<Definition>;
}

/**
 * Writes events into the outbox of the running transaction, as its last writes. Takes only what the map gives this
 * service. The id derives from the cause, the handler and the place among what the same cause published.
 */
export type Publish<Service extends ServiceName> = <Definition extends PublishedBy<Service>>(
  definition: Definition,
  facts: readonly Fact<Definition>[],
) => void;

/** `tx` and `publish` share one transaction with the consumer's position: all happen or none. */
export interface HandlerContext<Service extends ServiceName> {
  tx: Transaction;
  publish: Publish<Service>;
  now: Date;
}

/** Reacts to one kind of event. Gets an array that holds no complaint twice; one event is an array of one. */
export interface Handler<Definition extends EventDefinition, Service extends ServiceName> {
  handle(events: Received<Definition>[], context: HandlerContext<Service>): Promise<void>;

  /** Further keys to lock beside the events' own, read before the first lock is taken. */
  keysOf?(events: Received<Definition>[], tx: Transaction): Promise<string[]>;
}

/**
 * Reacts to many kinds of events at once: gets all of a transaction's in one call, in order, a complaint as often as
 * something happened to it. For read models; a handler that decides something is a `Handler`.
 */
export interface BatchHandler<Definition extends EventDefinition, Service extends ServiceName> {
  handle(events: Received<Definition>[], context: HandlerContext<Service>): Promise<void>;
}

/** A record of a party outside, exactly as it came. It may hold anything. */
export interface EdgeRecord {
  /** `<topic>/<partition>/<offset>`. */
  id: string;
  topic: string;
  /** The source or division whose topic it is. */
  party: string;
  partition: number;
  offset: bigint;
  key: Buffer | null;
  value: Buffer | null;
  /** Every value of every header, so that doubled headers are seen. */
  headers: Record<string, Buffer[]>;
  /** When the broker appended it. */
  appendedAt: Date;
}

export interface EdgeContext<Service extends ServiceName> extends HandlerContext<Service> {
  /** Keeps a record that nobody can be told about; the partition goes on. */
  deadLetter(record: EdgeRecord, reason: string): void;
}

/** Reads a kind of edge topic. No call holds two records of one key. */
export interface EdgeHandler<Service extends ServiceName> {
  handle(records: EdgeRecord[], context: EdgeContext<Service>): Promise<void>;

  /** The keys under which this handler will publish or write, read before the first lock is taken. */
  keysOf(records: EdgeRecord[], tx: Transaction): Promise<string[]>;
}

/** Thrown by a handler: this event will never succeed. It is parked at once with the reason. */
export class Unprocessable extends Error {
  override name = 'Unprocessable';
}
