import { createRequire } from 'node:module';
import type { KafkaMessage } from 'kafkajs';
import { headersAsText, headersFromText } from '../../dead-letters/park.js';
import { headerIn, headerOf } from '../wire.js';
import { toRecord } from './record.js';
import { decodeRecord } from './record-decoder.js';
import { encodeRecord } from './record-encoder.js';

const Decoder = createRequire(import.meta.url)('kafkajs/src/protocol/decoder') as new (
  buffer: Buffer,
) => Parameters<typeof decodeRecord>[0] & { readVarIntBytes(): Buffer | null };

const HEADERS = { none: null, some: 'a', mixed: [null, 'b'] };
const batch = { firstOffset: '0', firstTimestamp: '0', maxTimestamp: '0', timestampType: 1, magicByte: 2 };

function readByUs() {
  const buffer = encodeRecord({ key: 'k', value: 'v', headers: HEADERS });
  const record = new Decoder(new Decoder(buffer).readVarIntBytes()!);
  return toRecord(decodeRecord(record, { ...batch, isControlBatch: false }) as unknown as KafkaMessage);
}

const bytes = (text: string | null) => (text === null ? null : Buffer.from(text));
function readByTheClient() {
  const headers = Object.fromEntries(
    Object.entries(HEADERS).map(([name, value]) => [name, Array.isArray(value) ? value.map(bytes) : bytes(value)]),
  );
  return toRecord({ key: bytes('k'), value: bytes('v'), headers, offset: '0', timestamp: '0' } as KafkaMessage);
}

describe.each([
  ['by our own decoder', readByUs],
  ['by that of the client', readByTheClient],
])('a header without a value, read %s,', (_, read) => {
  it('can be kept in a dead letter', () => {
    const kept = headersFromText(headersAsText(read().headers));

    expect(kept).toEqual({ none: [], some: [Buffer.from('a')], mixed: [Buffer.from('b')] });
  });

  it('is the same whether one header is asked for or all', () => {
    const record = read();

    for (const name in HEADERS) expect(headerIn(record, name)).toBe(headerOf(record.headers, name));
    expect(headerIn(record, 'mixed')).toBe('b');
  });
});
