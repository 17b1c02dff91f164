import {
  EventHeaders,
  flow,
  fromHeaders,
  HEADER,
  type DataOf,
  type EventDefinition,
  type HeaderValues,
  type ServiceName,
} from '@cc/contracts';
import { z } from 'zod';
import type { Received } from '../handling/handler.js';
import type { BrokerRecord, Numbered } from './broker.js';

/** The value of a record; throws when the data breaks the event's schema, so that no poison leaves us. */
export function encode<Definition extends EventDefinition>(definition: Definition, data: DataOf<Definition>): Buffer {
  return Buffer.from(encodeText(definition, data), 'utf8');
}

/** The same as text. */
export function encodeText<Definition extends EventDefinition>(
  definition: Definition,
  data: DataOf<Definition>,
): string {
  return JSON.stringify(z.encode(definition.schema, data));
}

/** A record of ours as a handler gets it; throws a readable error when it is none. */
export function decode<Definition extends EventDefinition>(
  definition: Definition,
  record: Pick<BrokerRecord, 'key' | 'value'> & WithHeaders,
): Omit<Received<Definition>, 'partition' | 'position'> {
  if (record.key === null || record.value === null) throw new Error('an event needs a key and a value');
  const envelope = fromHeaders(envelopeHeaders(record));
  const data = z.decode(definition.schema, JSON.parse(record.value.toString('utf8'))) as DataOf<Definition>;
  return { ...envelope, key: record.key.toString('utf8'), data };
}

/** Nothing else of a record's headers says anything about an event. */
const ENVELOPE = Object.keys(EventHeaders.shape);

/** One header as text; undefined when it is missing. */
export function headerOf(headers: BrokerRecord['headers'], name: string): string | undefined {
  return headers[name]?.[0]?.toString('utf8');
}

/** The same of a record, without making all its headers where the broker can do so. */
export function headerIn(record: WithHeaders, name: string): string | undefined {
  return record.first ? record.first(name) : headerOf(record.headers, name);
}

export type WithHeaders = Pick<BrokerRecord, 'headers' | 'first' | 'firsts' | 'numbered'>;

function envelopeHeaders(record: WithHeaders): HeaderValues {
  const texts = record.firsts?.(ENVELOPE) ?? ENVELOPE.map((name) => headerIn(record, name));
  const single: HeaderValues = {};
  ENVELOPE.forEach((name, i) => {
    if (texts[i] !== undefined) single[name] = texts[i];
  });
  return single;
}

/**
 * Which service of ours numbered a record, and its number; null when none did. Anybody can write these headers: ask only
 * about records of topics that we alone may write to.
 */
export function positionOf(record: WithHeaders): Numbered | null {
  // Asked by the check of the positions, by whoever moves them, and for each record that is handled.
  if (record.numbered === undefined) record.numbered = readPosition(record) ?? false;
  return record.numbered || null;
}

function readPosition(record: WithHeaders): Numbered | null {
  const publisher = headerIn(record, HEADER.publisher);
  const position = headerIn(record, HEADER.position);
  if (publisher === undefined || !Object.hasOwn(flow, publisher)) return null;
  if (position === undefined || !/^\d{1,18}$/.test(position)) return null;
  return { publisher: publisher as ServiceName, position: BigInt(position) };
}
