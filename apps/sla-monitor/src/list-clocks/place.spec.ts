import { at, COMPLAINT } from '../clock.fixture.js';
import { Cursor, toCursor } from './place.js';

describe('a cursor', () => {
  it('leads back to the place it was made from', () => {
    const place: Parameters<typeof toCursor>[0] = [at('12:00').toISOString(), COMPLAINT, 'telecom-group-2019/D1/1'];

    expect(Cursor.parse(toCursor(place))).toEqual(place);
  });

  it.each(['', 'x', '!!', Buffer.from('[1]').toString('base64url'), Buffer.from('null').toString('base64url')])(
    'is refused when it is not one of ours: %j',
    (text) => {
      expect(Cursor.safeParse(text).success).toBe(false);
    },
  );
});
