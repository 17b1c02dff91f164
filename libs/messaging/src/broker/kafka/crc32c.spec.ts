import { createRequire } from 'node:module';
import { crc32c } from './crc32c.js';

const kafkajs = createRequire(import.meta.url)('kafkajs/src/protocol/recordBatch/crc32C') as (bytes: Buffer) => number;
const bytes = Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * i + (i >> 3)) & 0xff));

it('is that of RFC 3720', () => {
  expect(crc32c(Buffer.alloc(32), 0, 32)).toBe(0x8a9136aa);
  expect(crc32c(Buffer.from('123456789'), 0, 9)).toBe(0xe3069283);
});

it.each([
  [0, 0],
  [0, 1],
  [0, 7],
  [0, 8],
  [3, 12],
  [5, 2999],
  [0, 3000],
])('is what kafkajs counts from %i to %i', (begin, end) => {
  expect(crc32c(bytes, begin, end)).toBe(kafkajs(bytes.subarray(begin, end)));
});
