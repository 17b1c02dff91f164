import { SetTime } from '../../time/time-of-day.js';
import type { ConsumerSession } from '../broker.js';
import { InMemoryBroker } from './in-memory-broker.js';

const NOON = new Date('2026-11-24T04:00:00Z');

async function aBroker() {
  const broker = new InMemoryBroker(new SetTime(NOON));
  await broker.createTopics([
    { topic: 'facts', partitions: 1 },
    { topic: 'submissions', partitions: 1 },
  ]);
  return broker;
}

const send = (broker: InMemoryBroker, topic: string) =>
  broker.send([{ topic, partition: 0, records: [{ key: null, value: Buffer.from(topic), headers: {} }] }]);

/** A group that notes what it reads. */
async function aReader(broker: InMemoryBroker) {
  const read: string[] = [];
  const session: ConsumerSession = {
    startAt: (assigned) => Promise.resolve(assigned.map((place) => ({ ...place, offset: 0n }))),
    revoked: () => undefined,
    apply: ({ records }) => {
      read.push(...records.map(({ value }) => String(value)));
      return Promise.resolve(records.at(-1)!.offset + 1n);
    },
  };
  await broker.consume('intake', ['facts', 'submissions'], session);
  return read;
}

describe('the broker in memory', () => {
  it('stamps records with the time of day that it is given', async () => {
    const broker = await aBroker();

    await send(broker, 'facts');

    expect(broker.records('facts').map(({ appendedAt }) => appendedAt)).toEqual([NOON]);
  });

  it('lets a group fall behind on one topic while it reads the others, and catch up', async () => {
    const broker = await aBroker();
    const read = await aReader(broker);
    await broker.caughtUp('intake');

    broker.holdBack('intake', 'facts');
    await send(broker, 'facts');
    await send(broker, 'submissions');
    await broker.caughtUp('intake');
    const before = [...read];
    broker.letGo('intake', 'facts');
    await broker.caughtUp('intake');

    expect(before).toEqual(['submissions']);
    expect(read).toEqual(['submissions', 'facts']);
    await broker.close();
  });
});
