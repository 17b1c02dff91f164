import { z } from 'zod';
import { pageCursor } from './page-cursor.js';

const { Cursor, toCursor } = pageCursor(z.tuple([z.iso.datetime(), z.uuid()]));
const place: [string, string] = ['2026-11-24T02:00:00Z', '0b5c1f5e-8a55-5d3c-9f43-0c9e6a1d2b77'];

describe('a cursor', () => {
  it('leads back to the place it was made from, by way of an address', () => {
    const cursor = toCursor(place);

    expect(cursor).toBe(encodeURIComponent(cursor));
    expect(Cursor.parse(cursor)).toEqual(place);
  });

  it.each([
    ['no text', ''],
    ['no base64', '!!'],
    ['no JSON', Buffer.from('[1').toString('base64url')],
    ['the place of another list', Buffer.from('["2026","x"]').toString('base64url')],
    ['a place and more', `${toCursor(place)}${'A'.repeat(512)}`],
  ])('is refused when it is %s', (_, text) => {
    expect(Cursor.safeParse(text).success).toBe(false);
  });

  it('says what to give instead', () => {
    expect(Cursor.safeParse('x').error!.issues).toMatchObject([
      { code: 'custom', params: { rule: 'cursor', en: expect.stringContaining('`next` of an earlier page') } },
    ]);
  });
});
