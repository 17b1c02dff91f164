import { flow, HEADER, type EventDefinition, type ServiceName } from '@cc/contracts';
import { decode, type BrokerRecord, type InMemoryBroker } from '@cc/messaging';
import type { Sent } from './service-under-test.js';

/** Reads back what a service sent, topic by topic; records of one key stand in their order. */
export function sentBy(service: ServiceName, broker: InMemoryBroker, topics: readonly string[]): Sent[] {
  const definitions = new Map<string, EventDefinition>(
    [...flow[service].publishes, ...flow[service].tells].map((definition) => [definition.type, definition]),
  );
  return topics.flatMap((topic) =>
    broker
      .records(topic)
      .filter((record) => header(record, HEADER.publisher) === service)
      .map((record) => {
        const type = header(record, HEADER.type)!;
        const definition = definitions.get(type);
        if (!definition) throw new Error(`${service} sent ${type}, which the map does not give it`);
        return { topic, ...decode(definition, record) };
      }),
  );
}

const header = ({ headers }: BrokerRecord, name: string) => headers[name]?.[0]?.toString();
