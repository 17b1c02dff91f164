import { HEADER, topics, type EventDefinition } from '@cc/contracts';
import type { BrokerRecord } from '../broker/broker.js';
import type { Place } from '../broker/place.js';
import { decode, headerIn, positionOf } from '../broker/wire.js';
import { Unprocessable, type EdgeRecord, type Received } from './handler.js';
import type { EdgeKind } from './handles.js';
import type { EdgeSubscriber, EventSubscriber, HandlerRegistry } from './registry.js';

/** A record that this service handles. Its stream keeps its order and waits behind its own dead letters. */
export interface Delivery extends Place {
  record: BrokerRecord;
  /** Null: a record without a key belongs to no stream. */
  stream: string | null;
  to:
    | { kind: 'event'; subscribers: readonly EventSubscriber[] }
    | { kind: 'edge'; subscriber: EdgeSubscriber; party: string }
    | { kind: 'nobody'; reason: string };
}

/** The topics of parties outside, by name. */
export function edgeTopics(
  parties: Record<EdgeKind, readonly string[]>,
): ReadonlyMap<string, { kind: EdgeKind; party: string }> {
  const of = (kind: EdgeKind, nameOf: (party: string) => string) =>
    parties[kind].map((party) => [nameOf(party), { kind, party }] as const);
  return new Map([...of('submissions', topics.submissions), ...of('workActions', topics.workActions)]);
}

/** The topics this service reads: those inside that hold what it handles, and those of the parties it hears. */
export function topicsToRead(registry: HandlerRegistry, edges: ReturnType<typeof edgeTopics>): string[] {
  const heard = [...edges].filter(([, { kind }]) => registry.edge(kind)).map(([topic]) => topic);
  return [...registry.journals, ...heard];
}

/** Who gets a record; null when nobody here looks at its type. */
export function deliveryOf(
  registry: HandlerRegistry,
  edges: ReturnType<typeof edgeTopics>,
  { topic, partition }: Place,
  record: BrokerRecord,
): Delivery | null {
  const place = { topic, partition, record, stream: streamOf(record.key) };
  const edge = edges.get(topic);
  if (edge) {
    const subscriber = registry.edge(edge.kind);
    return subscriber ? { ...place, to: { kind: 'edge', subscriber, party: edge.party } } : null;
  }
  if (positionOf(record) === null) {
    return {
      ...place,
      stream: null,
      to: { kind: 'nobody', reason: 'not an event of this platform: it has no position' },
    };
  }
  const subscribers = registry.of(headerIn(record, HEADER.type) ?? '');
  return subscribers.length > 0 ? { ...place, to: { kind: 'event', subscribers } } : null;
}

/** A key as text that PostgreSQL can hold, whatever a party outside sent. */
export function streamOf(key: Buffer | null): string | null {
  if (key === null || key.length === 0) return null;
  const text = key.toString('utf8');
  const faithful = !text.includes('\0') && !text.startsWith('base64:') && isFaithful(text, key);
  return faithful ? text : `base64:${key.toString('base64')}`;
}

/** Letters of one byte each cannot be anything else; only what is longer has to be written again to know. */
function isFaithful(text: string, key: Buffer): boolean {
  if (text.length === key.length && !text.includes('\uFFFD')) return true;
  return Buffer.from(text, 'utf8').equals(key);
}

/** The event in a record; one that cannot be read will never succeed. */
export function eventOf(definition: EventDefinition, { record, partition }: Delivery): Received<EventDefinition> {
  try {
    return { ...decode(definition, record), partition, position: positionOf(record)!.position };
  } catch (error) {
    throw new Unprocessable(`${definition.type} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

export function edgeRecordOf({ topic, partition, record }: Delivery, party: string): EdgeRecord {
  const { key, value, headers, offset, appendedAt } = record;
  return { id: `${topic}/${partition}/${offset}`, topic, party, partition, offset, key, value, headers, appendedAt };
}
