import { createRequire } from 'node:module';
import { pack, unpack } from '../packed-record.js';
import { toMessage } from './producer.js';
import { REPLACED } from './record-codec.js';
import { createWorkerQueue } from './worker-queue.js';
import { decodeRecord } from './record-decoder.js';
import { encodeRecord, type RecordToEncode } from './record-encoder.js';
import { fetchRequest, produceRequest, wholeRequest } from './requests.js';

const require = createRequire(import.meta.url);
const RECORD_ENCODER = 'kafkajs/src/protocol/recordBatch/record/v0/index';

interface Originals {
  encode(record: RecordToEncode): { buffer: Buffer };
  decode: typeof decodeRecord;
  produce: typeof produceRequest;
  fetch: typeof fetchRequest;
  request: typeof wholeRequest;
}

/** As kafkajs brings them, from a registry of modules in which nothing was replaced. */
function originals(): Originals {
  let found: Originals | undefined;
  jest.isolateModules(() => {
    found = {
      encode: require(RECORD_ENCODER),
      decode: require(REPLACED.decoder),
      produce: require(REPLACED.produce),
      fetch: require(REPLACED.fetch),
      request: require(REPLACED.request),
    } as Originals;
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

const NOTHING_FETCHED = { replicaId: -1, maxWaitTime: 1, minBytes: 1, maxBytes: 1, topics: [] };

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
    expect(encodeRecord(record).equals(original.encode(record).buffer)).toBe(true);
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
  const buffer = encodeRecord({ key: 'k', value: 'v', headers });

  const read = decodeRecord(ofRecord(buffer), { ...batch, timestampType: 1 }).allHeaders();

  const texts = Object.entries(read).map(([name, values]) => [name, values.map(String)]);
  expect(texts).toEqual([
    ['constructor', ['a']],
    ['toString', ['b', 'c']],
    ['__proto__', ['d']],
  ]);
});

it('says which headers there are not, or without a value', () => {
  const buffer = encodeRecord({ key: null, value: null, headers: { empty: '', none: null, 'x-position': '7' } });

  const read = decodeRecord(ofRecord(buffer), { ...batch, timestampType: 1 });

  expect(read.first('x-position')).toBe('7');
  expect(read.first('empty')).toBe('');
  expect(read.first('none')).toBeUndefined();
  expect(read.first('x-positio')).toBeUndefined();
  expect(read.first('y-position')).toBeUndefined();
});

it('finds several headers in one go as it finds each', () => {
  const headers = { b: 'B', none: null, a: ['A', 'A2'], late: [null, 'L'], 'x-position': '7', ab: 'AB' };
  const buffer = encodeRecord({ key: null, value: null, headers });
  const read = decodeRecord(ofRecord(buffer), { ...batch, timestampType: 1 });
  const names = ['a', 'b', 'missing', 'none', 'late', 'x-position', 'ab', 'x-positio'];

  expect(read.firsts(names)).toEqual(names.map((name) => read.first(name)));
  expect(read.firsts(names)).toEqual(['A', 'B', undefined, undefined, 'L', '7', 'AB', undefined]);
  expect(read.firsts([])).toEqual([]);
});

describe('a request', () => {
  const theirs = originals();
  const sentBy = (request: { encode(): unknown }, apiKey = 0, apiVersion = 7) => ({
    correlationId: 2_000_000_000,
    clientId: 'intake',
    request: { apiKey, apiVersion, ...request } as Parameters<typeof wholeRequest>[0]['request'],
  });
  const messages = RECORDS.map(([, { key, value, headers }]) => ({ key, value, headers: headers ?? {} }));
  const produced = {
    acks: -1,
    timeout: 30_000,
    producerId: '9007199254740991',
    producerEpoch: 7,
    topicData: [
      {
        topic: 'complaints.facts',
        partitions: [
          { partition: 0, firstSequence: 2_147_483_647, messages },
          { partition: 11, firstSequence: 0, messages: messages.slice(0, 1) },
        ],
      },
      { topic: '投诉', partitions: [{ partition: 5, firstSequence: 3, messages }] },
    ],
  };

  beforeEach(() => jest.spyOn(Date, 'now').mockReturnValue(1_764_180_000_123));

  it.each([
    ['records of many partitions', produced],
    ['records of a producer without a number', { acks: 1, timeout: 1, topicData: produced.topicData }],
    ['records of a transaction', { ...produced, transactionalId: 't-1' }],
    ['nothing', { acks: 0, timeout: 0, topicData: [] }],
    [
      'records with times of their own',
      {
        ...produced,
        topicData: [
          {
            topic: 't',
            partitions: [
              {
                partition: 0,
                firstSequence: 0,
                messages: [
                  { key: 'later', value: 'v', headers: {}, timestamp: '1764180009999' },
                  { key: 'first', value: 'v', headers: {}, timestamp: '1764180000001' },
                ],
              },
            ],
          },
        ],
      },
    ],
  ])('to keep %s is written to the byte as kafkajs writes it', async (_, options) => {
    const ours = await wholeRequest(sentBy(produceRequest(options)));
    const original = await theirs.request(sentBy(theirs.produce(options)));

    expect(ours.buffer.equals(original.buffer)).toBe(true);
    expect(ours.size()).toBe(original.size());
  });

  it('to keep packed events is written to the byte as kafkajs writes it, should it have been loaded before us', async () => {
    const events = ['早', '晚'].map((value, n) =>
      pack({ key: `k${n}`, value, headers: { ce_id: `${n}`, from: '呼叫中心' } }),
    );
    const packed = unpack(Buffer.concat(events), 41n).map((record) => toMessage(record, 0));
    const options = {
      ...produced,
      topicData: [{ topic: 't', partitions: [{ partition: 0, firstSequence: 0, messages: packed }] }],
    };

    const ours = await wholeRequest(sentBy(produceRequest(options)));
    const original = await theirs.request(sentBy(theirs.produce(options)));

    expect(ours.buffer.equals(original.buffer)).toBe(true);
    expect(ours.buffer.includes('早')).toBe(true);
  });

  it('to fetch is written to the byte as kafkajs writes it', async () => {
    const partitions = [
      { partition: 0, fetchOffset: '0', maxBytes: 1024 },
      { partition: 17, fetchOffset: '9007199254740993', maxBytes: 1_048_576 },
    ];
    const options = {
      replicaId: -1,
      maxWaitTime: 500,
      minBytes: 1,
      maxBytes: 2_097_152,
      topics: [
        { topic: 'complaints.facts', partitions },
        { topic: 'complaints.cases', partitions: partitions.slice(1) },
      ],
    };

    const ours = await wholeRequest(sentBy(fetchRequest(options), 1, 11));
    const original = await theirs.request(sentBy(theirs.fetch(options), 1, 11));

    expect(ours.buffer.equals(original.buffer)).toBe(true);
  });

  it('keeps what it holds when the next is written before it was sent', async () => {
    const first = produceRequest(produced).encode();
    const second = produceRequest({ ...produced, topicData: [] }).encode();
    await second;

    expect((await first).buffer.equals((await theirs.produce(produced).encode()).buffer)).toBe(true);
  });

  it('which kafkajs wrote gets its head from us', async () => {
    const ours = await wholeRequest(sentBy(theirs.fetch({ ...NOTHING_FETCHED }), 1, 11));
    const original = await theirs.request(sentBy(theirs.fetch({ ...NOTHING_FETCHED }), 1, 11));

    expect(ours.buffer.equals(original.buffer)).toBe(true);
  });

  it('to forget topics is refused, since nothing here writes which', () => {
    const forgottenTopics = [{ topic: 't', partitions: [0] }];

    expect(() => fetchRequest({ ...NOTHING_FETCHED, forgottenTopics })).toThrow(
      '1 forgottenTopics: there are no fetch',
    );
  });

  it('to compress is refused, since nothing here reads what it would send', () => {
    expect(() => produceRequest({ ...produced, compression: 1 })).toThrow('compression 1: records go as they are');
  });
});

it('is what kafkajs uses once this has been loaded', () => {
  expect(require(REPLACED.decoder)).toBe(decodeRecord);
  expect(require(REPLACED.produce)).toBe(produceRequest);
  expect(require(REPLACED.fetch)).toBe(fetchRequest);
  expect(require(REPLACED.request)).toBe(wholeRequest);
  expect(require(REPLACED.workerQueue)).toBe(createWorkerQueue);
});
