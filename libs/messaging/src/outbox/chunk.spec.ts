import { partitionOf } from '../broker/murmur2.js';
import { chunksOf } from './chunk.js';
import type { OutgoingEvent } from './outgoing.js';

const TOPIC = 'complaints.facts';
const PARTITIONS = new Map([
  [TOPIC, 4],
  ['complaints.receipts.cc-44', 1],
]);
const anEvent = (key: string, text: string, topic = TOPIC): OutgoingEvent => ({
  topic,
  key,
  eventId: `${key} ${text}`,
  packed: Buffer.from(text),
});
const texts = (events: readonly OutgoingEvent[], maxBytes?: number) =>
  chunksOf(events, PARTITIONS, maxBytes).map(({ size, events }) => [size, String(events)]);

describe('the chunks of a transaction', () => {
  it('hold the events of each partition, and those in the order in which they were published', () => {
    const events = Array.from({ length: 100 }, (_, i) => anEvent(`k${i % 10}`, `<${i}>`));

    const chunks = chunksOf(events, PARTITIONS);

    for (const { topic, partition, size, events: packed } of chunks) {
      const own = events.filter((event) => event.topic === topic && partitionOf(event.key, 4) === partition);
      expect([size, String(packed)]).toEqual([own.length, own.map(({ packed: text }) => String(text)).join('')]);
    }
    expect(chunks.reduce((sum, { size }) => sum + size, 0)).toBe(100);
  });

  it('keep topics apart', () => {
    const events = [anEvent('k', 'a'), anEvent('k', 'b', 'complaints.receipts.cc-44'), anEvent('k', 'c')];

    expect(texts(events)).toEqual([
      [2, 'ac'],
      [1, 'b'],
    ]);
  });

  it('are several where one would be too long, and the later ones stand behind', () => {
    const events = ['aaa', 'bbb', 'cccc', 'd'].map((text) => anEvent('k', text));

    expect(texts(events, 6)).toEqual([
      [2, 'aaabbb'],
      [2, 'ccccd'],
    ]);
  });

  it('are longer only where one event is', () => {
    const events = ['a', 'bbbbbbbbbb', 'c'].map((text) => anEvent('k', text));

    expect(texts(events, 6)).toEqual([
      [1, 'a'],
      [1, 'bbbbbbbbbb'],
      [1, 'c'],
    ]);
  });
});
