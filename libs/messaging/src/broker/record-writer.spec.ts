import { pack } from './packed-record.js';
import { encodeRecord } from './kafka/record-encoder.js';
import { KEPT_FOR_RECORDS, RecordWriter } from './record-writer.js';

const LONG = 'x'.repeat(4 * KEPT_FOR_RECORDS);

it.each([
  ['is packed', () => pack({ key: 'k', value: LONG, headers: {} })],
  ['is written for Kafka', () => encodeRecord({ key: 'k', value: LONG })],
])('keeps none of the memory of a long record that %s', (_, write) => {
  const written = write();

  expect(RecordWriter.kept).toBeLessThan(KEPT_FOR_RECORDS);
  expect(written.includes(LONG)).toBe(true);
});
