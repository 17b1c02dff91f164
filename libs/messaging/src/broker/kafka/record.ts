import type { IHeaders, KafkaMessage } from 'kafkajs';
import type { BrokerRecord, Numbered } from '../broker.js';
import { DecodedRecord } from './record-decoder.js';

export function toRecord(message: KafkaMessage): BrokerRecord {
  const ours: unknown = message;
  if (ours instanceof DecodedRecord) return new ReadRecord(ours);
  const { key, value } = message;
  const offset = BigInt(message.offset);
  const appendedAt = new Date(Number(message.timestamp));
  return { offset, key, value, headers: asLists(message.headers ?? {}), appendedAt };
}

/** Everything of it is made when it is asked for. */
class ReadRecord implements BrokerRecord {
  numbered: Numbered | false | undefined = undefined;

  constructor(private readonly record: DecodedRecord) {}

  get offset(): bigint {
    return this.record.place;
  }

  get key(): Buffer | null {
    return this.record.key;
  }

  get value(): Buffer | null {
    return this.record.value;
  }

  get appendedAt(): Date {
    return new Date(Number(this.record.timestamp));
  }

  get headers(): BrokerRecord['headers'] {
    return withValues(this.record.allHeaders());
  }

  first(name: string): string | undefined {
    return this.record.first(name);
  }

  firsts(names: readonly string[]): (string | undefined)[] {
    return this.record.firsts(names);
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
