import {
  flow,
  HEADER,
  toHeaders,
  type DataOf,
  type EventDefinition,
  type Scope,
  type ServiceName,
} from '@cc/contracts';
import { encode, partitionOf, type InMemoryBroker } from '@cc/messaging';
import { nextId } from '../builders/counter.js';
import type { AsPublished, RawRecord } from './service-under-test.js';

const SCOPE: Scope = { organisation: 'telecom-group', division: '44', unit: null };

/** Sends what other services and parties outside would send. */
export class Publisher {
  private readonly positions = new Map<string, number>();

  constructor(
    private readonly broker: InMemoryBroker,
    private readonly now: () => Date,
  ) {}

  async event<D extends EventDefinition>(definition: D, data: DataOf<D>, how: AsPublished): Promise<void> {
    const service = publisherOf(definition);
    const scope = { ...SCOPE, ...how.scope };
    const { topic, key } = definition.route({ ...scope, data });
    const partition = partitionOf(key, await this.broker.partitionCount(topic));
    const headers = toHeaders({
      id: how.id ?? nextId('event'),
      type: definition.type,
      source: service,
      time: this.now(),
      traceparent: how.traceparent ?? null,
      ...scope,
    });
    headers[HEADER.publisher] = service;
    headers[HEADER.position] = String(this.nextPosition(`${service} ${topic} ${partition}`));
    const record = { key, value: encode(definition, data), headers };
    for (let sent = 0; sent < (how.times ?? 1); sent++) this.append(topic, partition, record);
  }

  async raw(topic: string, record: RawRecord): Promise<void> {
    const partitions = await this.broker.partitionCount(topic);
    const partition = record.key === null ? 0 : partitionOf(record.key.toString(), partitions);
    this.append(topic, partition, record);
  }

  private append(topic: string, partition: number, { key, value, headers = {} }: RawRecord): void {
    this.broker.append(topic, partition, {
      key: key === null ? null : Buffer.from(key),
      value: bytesOf(value),
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, text]) => [name, [text].flat().map((one) => Buffer.from(one))]),
      ),
      appendedAt: this.now(),
    });
  }

  private nextPosition(stream: string): number {
    const position = (this.positions.get(stream) ?? 0) + 1;
    this.positions.set(stream, position);
    return position;
  }
}

function bytesOf(value: RawRecord['value']): Buffer | null {
  if (value === null || Buffer.isBuffer(value)) return value;
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
}

function publisherOf(definition: EventDefinition): ServiceName {
  const found = Object.entries(flow).find(([, { publishes }]) =>
    (publishes as readonly EventDefinition[]).includes(definition),
  );
  if (!found) throw new Error(`no service publishes ${definition.type}`);
  return found[0] as ServiceName;
}
