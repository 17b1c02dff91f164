import type { Broker, PartitionBatch, RecordToSend } from '../broker/broker.js';

/** What the suite needs of a broker beside its interface. */
export interface BrokerUnderTest {
  /** A connection of one node. */
  connect(): Broker;
  takeDown(): Promise<void>;
  bringBack(): Promise<void>;
  close(): Promise<void>;
}

/** The same broker with topics and groups of one case alone. */
export function namespaced(broker: Broker, prefix: string): Broker {
  const inside = (topic: string) => `${prefix}.${topic}`;
  const outside = (topic: string) => topic.slice(prefix.length + 1);
  const from = <P extends { topic: string }>(place: P): P => ({ ...place, topic: outside(place.topic) });
  const to = <P extends { topic: string }>(place: P): P => ({ ...place, topic: inside(place.topic) });
  return {
    partitionCount: (topic) => broker.partitionCount(inside(topic)),
    createTopics: (topics) => broker.createTopics(topics.map(to)),
    send: async (batches) => (await broker.send(batches.map(to))).map(from),
    consume: (group, topics, session) =>
      broker.consume(inside(group), topics.map(inside), {
        startAt: async (assigned) => (await session.startAt(assigned.map(from))).map(to),
        revoked: (places) => session.revoked(places.map(from)),
        apply: (batch, stillOurs) => session.apply(from(batch), stillOurs),
      }),
    scan: (topic, spans, visit) => broker.scan(inside(topic), spans, visit),
    bounds: (topic) => broker.bounds(inside(topic)),
    close: () => broker.close(),
  };
}

/** Every send arrives twice, as after a lost acknowledgement. */
export function doublingSends(broker: Broker): Broker {
  return {
    ...broker,
    send: async (batches: PartitionBatch<RecordToSend>[]) => {
      await broker.send(batches);
      return broker.send(batches);
    },
  };
}

/** Every batch is delivered twice, and once more after the next one. */
export function redelivering(broker: Broker): Broker {
  return {
    ...broker,
    consume: (group, topics, session) => {
      const earlier = new Map<string, Parameters<typeof session.apply>[0]>();
      return broker.consume(group, topics, {
        startAt: (assigned) => session.startAt(assigned),
        revoked: (places) => session.revoked(places),
        apply: async (batch, stillOurs) => {
          const next = await session.apply(batch, stillOurs);
          const place = `${batch.topic}/${batch.partition}`;
          for (const again of [batch, earlier.get(place) ?? batch]) await session.apply(again, stillOurs);
          earlier.set(place, batch);
          return next;
        },
      });
    },
  };
}

/** The consumer is not told that its partitions were taken: it believes they are still its own. */
export function unawareOfRebalances(broker: Broker): Broker {
  return {
    ...broker,
    consume: (group, topics, session) =>
      broker.consume(group, topics, {
        startAt: (assigned) => session.startAt(assigned),
        revoked: () => undefined,
        apply: (batch) => session.apply(batch, () => true),
      }),
  };
}
