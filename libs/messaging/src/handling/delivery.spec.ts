import { streamOf } from './delivery.js';

it.each([
  ['an id', Buffer.from('0f8fad5b-d9cb-469f-a165-70867728950e'), '0f8fad5b-d9cb-469f-a165-70867728950e'],
  ['Chinese text', Buffer.from('投诉-1'), '投诉-1'],
  ['the sign for what cannot be read, written as such', Buffer.from('a\uFFFDb'), 'a\uFFFDb'],
])('a key of %s names its stream as it is', (_, key, expected) => {
  expect(streamOf(key)).toBe(expected);
});

it.each([
  ['bytes that are no text', Buffer.from([0x61, 0xff, 0x62])],
  ['a letter that is cut off', Buffer.from('投').subarray(0, 2)],
  ['a zero, which PostgreSQL keeps in no text', Buffer.from('a\0b')],
  ['what looks like another such key', Buffer.from('base64:YQ==')],
])('a key of %s names its stream by its bytes, so that no two meet', (_, key) => {
  expect(streamOf(key)).toBe(`base64:${key.toString('base64')}`);
});

it('no key is no stream', () => {
  expect([streamOf(null), streamOf(Buffer.alloc(0))]).toEqual([null, null]);
});
