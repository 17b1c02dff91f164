import type { Broker, PartitionBatch, RecordToSend } from '../broker/broker.js';
import { NotAllowed } from '../broker/kafka/not-allowed.js';
import { unpack } from '../broker/packed-record.js';
import { placeName } from '../broker/place.js';
import type { Log } from '../log.js';
import { eventsIn, type Head } from './head.js';

/**
 * Sends what is in flight, all partitions in one request. Answers the heads that were acknowledged; the others are sent
 * again, the same events under the same positions.
 */
export async function send(broker: Broker, heads: readonly Head[], log: Log): Promise<Head[]> {
  try {
    return await sendTogether(broker, heads);
  } catch (error) {
    const topics = new Set(heads.map(({ topic }) => topic));
    log.warn(`sending to ${[...topics].join(', ')} failed: ${(error as Error).message}`);
    if (topics.size === 1) return [];
    // One topic that is missing or has no leader must not hold up the others.
    const each = [...topics].map((topic) =>
      sendTogether(
        broker,
        heads.filter((head) => head.topic === topic),
      ),
    );
    const settled = await Promise.allSettled(each);
    // By itself a topic tells what was refused; an outage was told above.
    for (const outcome of settled)
      if (outcome.status === 'rejected' && outcome.reason instanceof NotAllowed) log.error(outcome.reason.message);
    return settled.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value : []));
  }
}

async function sendTogether(broker: Broker, heads: readonly Head[]): Promise<Head[]> {
  const acknowledged = await broker.send(heads.map(toBatch));
  const offsets = new Map(
    acknowledged.map(({ topic, partition, baseOffset }) => [placeName({ topic, partition }), baseOffset]),
  );
  return heads.map((head) => {
    const baseOffset = offsets.get(placeName(head));
    if (baseOffset === undefined) throw new Error(`no acknowledgement for ${placeName(head)}`);
    return { ...head, acknowledged: true, ackedOffset: baseOffset };
  });
}

function toBatch({ topic, partition, position, inFlight }: Head): PartitionBatch<RecordToSend> {
  let next = position - BigInt(eventsIn(inFlight)) + 1n;
  const records = inFlight.flatMap(({ id, size, events }) => {
    const packed = unpack(events, next);
    // Of another number the positions of all that follows would be wrong.
    if (packed.length !== size)
      throw new Error(`chunk ${id} holds ${packed.length} events and says that it holds ${size}`);
    next += BigInt(size);
    return packed;
  });
  return { topic, partition, records };
}
