import type { IHeaders, KafkaMessage } from 'kafkajs';
import type { BrokerRecord } from '../broker.js';
import { DecodedRecord, type RawHeaders } from './record-codec.js';

export function toRecord(message: KafkaMessage): BrokerRecord {
  const { key, value } = message;
  const offset = BigInt(message.offset);
  const appendedAt = new Date(Number(message.timestamp));
  const ours: unknown = message;
  if (ours instanceof DecodedRecord) return new ReadRecord(offset, key, value, appendedAt, ours.raw);
  return { offset, key, value, headers: asLists(message.headers ?? {}), appendedAt };
}

class ReadRecord implements BrokerRecord {
  private made: BrokerRecord['headers'] | undefined;

  constructor(
    readonly offset: bigint,
    readonly key: Buffer | null,
    readonly value: Buffer | null,
    readonly appendedAt: Date,
    private readonly raw: RawHeaders,
  ) {}

  get headers(): BrokerRecord['headers'] {
    return (this.made ??= withValues(this.raw.all()));
  }

  first(name: string): string | undefined {
    return this.raw.first(name);
  }
}

/** Where the client was loaded before our decoder could take its place. */
function asLists(headers: IHeaders): BrokerRecord['headers'] {
  return withValues(
    Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, [values].flat() as (Buffer | null)[]])),
  );
}

/** A header of a party outside may have no value. It says nothing, and must not keep its record from being parked. */
function withValues(headers: Record<string, (Buffer | null)[]>): BrokerRecord['headers'] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, values]) => [name, values.filter((value) => value !== null)]),
  );
}
