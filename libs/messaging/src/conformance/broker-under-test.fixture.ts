import type { Broker, ConsumerSession, PartitionBatch, RecordToSend } from '../broker/broker.js';
import type { Place } from '../broker/place.js';

/** What the suite needs of a broker beside its interface. */
export interface BrokerUnderTest {
  /** A connection of one node. `heard` is called whenever the broker has taken note that the node's consumer lives. */
  connect(heard?: () => void): Broker;
  /** So many signs of life span more time than the broker waits for one before it gives a member's partitions to others. */
  signsBeyondPatience: number;
  takeDown(): Promise<void>;
  bringBack(): Promise<void>;
  /** Deletes the records before an offset, as retention does. */
  deleteBefore(place: Place, offset: bigint): Promise<void>;
  close(): Promise<void>;
}

/** Topics and groups of one case alone. */
export const inNamespace = (prefix: string, name: string): string => `${prefix}.${name}`;

/** The same broker with topics and groups of one case alone. */
export function namespaced(broker: Broker, prefix: string): Broker {
  const inside = (topic: string) => inNamespace(prefix, topic);
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
    bounds: async (topic) => (await broker.bounds(inside(topic))).map(from),
    close: () => broker.close(),
  };
}

/** The same broker, whose consumers meet what `changes` puts in the place of parts of their session. */
export function consumingThrough(
  broker: Broker,
  changes: (session: ConsumerSession) => Partial<ConsumerSession>,
): Broker {
  return {
    ...broker,
    consume: (group, topics, session) =>
      broker.consume(group, topics, {
        startAt: (assigned) => session.startAt(assigned),
        revoked: (places) => session.revoked(places),
        apply: (batch, stillOurs) => session.apply(batch, stillOurs),
        ...changes(session),
      }),
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
  return consumingThrough(broker, (session) => {
    const earlier = new Map<string, Parameters<typeof session.apply>[0]>();
    return {
      apply: async (batch, stillOurs) => {
        const next = await session.apply(batch, stillOurs);
        const place = `${batch.topic}/${batch.partition}`;
        for (const again of [batch, earlier.get(place) ?? batch]) await session.apply(again, stillOurs);
        earlier.set(place, batch);
        return next;
      },
    };
  });
}

/** The consumer is not told that its partitions were taken: it believes they are still its own. */
export function unawareOfRebalances(broker: Broker): Broker {
  return consumingThrough(broker, (session) => ({
    revoked: () => undefined,
    apply: (batch) => session.apply(batch, () => true),
  }));
}

/** Calls back when partitions are taken from the consumer. */
export function telling(broker: Broker, taken: (places: Place[]) => void): Broker {
  return consumingThrough(broker, (session) => ({
    revoked: (places) => {
      session.revoked(places);
      if (places.length > 0) taken(places);
    },
  }));
}
