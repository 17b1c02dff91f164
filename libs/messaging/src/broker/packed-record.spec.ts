import { encodeRecord } from './kafka/record-encoder.js';
import { pack, unpack, type PackedRecord } from './packed-record.js';

const EVENTS: Parameters<typeof pack>[0][] = [
  { key: 'k1', value: '{"a":1}', headers: { 'x-publisher': 'intake', ce_id: '1' } },
  { key: '投诉', value: '断网，从昨晚开始', headers: { 'x-publisher': 'intake', ce_unit: '呼叫中心', empty: '' } },
  { key: '', value: 'x'.repeat(300_000), headers: {} },
];
const packed = Buffer.concat(EVENTS.map(pack));
const plain = (record: PackedRecord) => ({
  key: String(record.key),
  value: String(record.value),
  headers: record.headers,
});

describe('packed events', () => {
  it('are unpacked as they were, each with the next position', () => {
    const records = unpack(packed, 41n);

    expect(records.map(plain)).toEqual(
      EVENTS.map((event, i) => ({ ...event, headers: { 'x-position': String(41 + i), ...event.headers } })),
    );
  });

  it('are written to Kafka to the byte as if they had not been packed, their position in front', () => {
    const records = unpack(packed, 9_007_199_254_740_993n);

    for (const [i, record] of records.entries()) {
      const place = { offsetDelta: 70 * i, timestampDelta: 0 };
      const position = { 'x-position': String(9_007_199_254_740_993n + BigInt(i)) };
      const { key, value, headers } = EVENTS[i]!;

      const ours = encodeRecord({ ...place, key: null, value: null, packed: record });

      expect(ours.equals(encodeRecord({ ...place, key, value, headers: { ...position, ...headers } }))).toBe(true);
    }
  });

  it('can be put together anew from some of them', () => {
    const [, second, third] = unpack(packed, 1n);

    const left = Buffer.concat([second!.packed, third!.packed]);

    expect(unpack(left, 2n).map(plain)).toEqual([plain(second!), plain(third!)]);
  });

  it('are refused where their end is missing', () => {
    expect(() => unpack(packed.subarray(0, packed.length - 1), 1n)).toThrow(
      /^a packed record ends at byte \d+ of \d+: it was cut off$/,
    );
  });
});
