import { nextComplaintId } from '@cc/testing';
import { Cursor, toCursor } from './cursor.js';

describe('the place where a page ended', () => {
  it.each([null, '2026-11-24T02:00:00.123456Z'])('comes back as it was given out (due %s)', (dueAt) => {
    const place = { dueAt, complaintId: nextComplaintId() };

    expect(Cursor.parse(toCursor(place))).toEqual(place);
  });

  it.each(['', 'x', Buffer.from('[1,2]').toString('base64url'), Buffer.from('["2026","x"]').toString('base64url')])(
    'refuses %p',
    (text) => {
      expect(Cursor.safeParse(text).success).toBe(false);
    },
  );
});
