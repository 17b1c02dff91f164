import { createRequire } from 'node:module';
import { encodeRecord, REPLACED, type RecordToEncode } from './record-codec.js';
import { decodeRecord } from './record-decoder.js';

const require = createRequire(import.meta.url);

interface Original {
  encode(record: RecordToEncode): { buffer: Buffer };
  decode: typeof decodeRecord;
}

/** As kafkajs brings them, from a registry of modules in which nothing was replaced. */
function originals(): Original {
  let found: Original | undefined;
  jest.isolateModules(() => {
    found = { encode: require(REPLACED.encoder), decode: require(REPLACED.decoder) } as Original;
  });
  return found!;
}

const Decoder = require('kafkajs/src/protocol/decoder') as new (
  buffer: Buffer,
) => Parameters<typeof decodeRecord>[0] & { readVarIntBytes(): Buffer | null };
const ofRecord = (encoded: Buffer) => {
  const cursor = new Decoder(encoded);
  return new Decoder(cursor.readVarIntBytes()!);
};

const RECORDS: [what: string, record: RecordToEncode][] = [
  ['an event', { key: 'k1', value: Buffer.from('{"a":1}'), headers: { ce_id: '1', ce_type: 't.v1' } }],
  ['nothing', { key: null, value: null }],
  ['an empty value', { key: Buffer.alloc(0), value: Buffer.alloc(0), headers: {} }],
  ['Chinese text', { key: '投诉', value: '断网，从昨晚开始', headers: { from: '呼叫中心' } }],
  [
    'several values of a header',
    { key: 'k', value: 'v', headers: { twice: ['1', '2'], once: '3', thrice: ['4', '5', '6'] } },
  ],
  ['letters just short and just long', { key: 'x'.repeat(63), value: 'x'.repeat(64), headers: { e: 'é'.repeat(63) } }],
  [
    'a long value',
    { offsetDelta: 70_000, key: 'k', value: Buffer.alloc(300_000, 7), headers: { long: 'x'.repeat(9000) } },
  ],
  ['later time', { offsetDelta: 63, timestampDelta: 5_000_000_000, key: 'k', value: 'v' }],
  ['earlier time', { offsetDelta: 64, timestampDelta: -5_000_000_000, key: 'k', value: 'v' }],
  ['a second less', { offsetDelta: 8192, timestampDelta: -1000, key: 'k', value: 'v' }],
];

const batch = {
  firstOffset: '9007199254740990',
  firstTimestamp: '1764180000000',
  maxTimestamp: '1764180009999',
  magicByte: 2,
  isControlBatch: false,
};

describe.each(RECORDS)('a record with %s', (_, record) => {
  const original = originals();

  it('is written to the byte as kafkajs writes it', () => {
    expect(encodeRecord(record).buffer.equals(original.encode(record).buffer)).toBe(true);
  });

  it.each([0, 1])('is read as kafkajs reads it, with timestamp type %i', (timestampType) => {
    const { buffer } = original.encode(record);
    const context = { ...batch, timestampType };

    const theirs = original.decode(ofRecord(buffer), context);
    const ours = decodeRecord(ofRecord(buffer), context);
    const { headers } = ours;
    for (const name of Object.keys(theirs) as (keyof typeof theirs)[]) {
      expect([name, ours[name]]).toEqual([name, theirs[name]]);
    }
    for (const name in headers) expect(ours.first(name)).toBe(String([headers[name]].flat()[0]));
  });
});

it('keeps headers apart from what every object has, which kafkajs does not', () => {
  const headers = { constructor: 'a', toString: ['b', 'c'], ['__proto__']: 'd' };
  const { buffer } = encodeRecord({ key: 'k', value: 'v', headers });

  const read = decodeRecord(ofRecord(buffer), { ...batch, timestampType: 1 }).allHeaders();

  const texts = Object.entries(read).map(([name, values]) => [name, values.map(String)]);
  expect(texts).toEqual([
    ['constructor', ['a']],
    ['toString', ['b', 'c']],
    ['__proto__', ['d']],
  ]);
});

it('says which headers there are not, or without a value', () => {
  const { buffer } = encodeRecord({ key: null, value: null, headers: { empty: '', none: null, 'x-position': '7' } });

  const read = decodeRecord(ofRecord(buffer), { ...batch, timestampType: 1 });

  expect(read.first('x-position')).toBe('7');
  expect(read.first('empty')).toBe('');
  expect(read.first('none')).toBeUndefined();
  expect(read.first('x-positio')).toBeUndefined();
  expect(read.first('y-position')).toBeUndefined();
});

it('is what kafkajs uses once this has been loaded', () => {
  expect(require(REPLACED.decoder)).toBe(decodeRecord);
  expect(require(REPLACED.encoder)).toBe(encodeRecord);
});
