import { KEPT_FOR_REQUESTS, RequestWriter } from './request-writer.js';

const MB = 1024 * 1024;

it('gives the memory of a long request away with it, and begins anew', () => {
  const writer = new RequestWriter();
  const parts = Array.from({ length: 24 }, (_, n) => Buffer.alloc(700 * 1024, n));

  for (const part of parts) writer.buffer(part);
  const long = writer.take();
  const kept = writer.bytes.length;
  writer.buffer(Buffer.alloc(MB, 0xff));

  expect(long.equals(Buffer.concat(parts))).toBe(true);
  expect(kept).toBeLessThan(MB);
});

it('keeps the memory of usual requests, and hands out copies', () => {
  const writer = new RequestWriter();
  const written = Buffer.alloc(2 * MB, 1);

  writer.buffer(written);
  const first = writer.take();
  const memory = writer.bytes;
  writer.buffer(Buffer.alloc(2 * MB, 2));
  writer.take();

  expect(writer.bytes).toBe(memory);
  expect(memory.length).toBeLessThanOrEqual(KEPT_FOR_REQUESTS);
  expect(first.equals(written)).toBe(true);
});
