import { withoutPersonalData } from './without-personal-data.js';

const JSON_TEXT = '{"name": "Zhang San", "street": "Tianhe Lu 1", "no": 7}';

function messageOf(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json));
  } catch (error) {
    return `work.action.v1 cannot be read: ${(error as Error).message}`;
  }
}

describe('a message of an error, as it is logged and kept,', () => {
  it.each([
    ['a number', 'no room for +8613800138000', 'no room for …'],
    ['a number in groups', 'call 138-0013-8000 now', 'call … now'],
    ['an address', 'wang@example.cn is unknown', '… is unknown'],
    ['a name', 'no customer 王小明，广州', 'no customer …'],
    ['quoted input', `Unexpected token in "name is Wang"`, 'Unexpected token in "…"'],
    ['a key that the database names', 'Key (phone)=(13800138000) already exists', 'Key (phone)=("…") already exists'],
  ])('loses %s', (_, said, kept) => {
    expect(withoutPersonalData(said)).toBe(kept);
  });

  it.each(Array.from(JSON_TEXT, (_, at) => at))('loses what JSON.parse quotes of its input, spoilt at %i', (at) => {
    const spoilt = `${JSON_TEXT.slice(0, at)}\u0001${JSON_TEXT.slice(at)}`;

    expect(withoutPersonalData(messageOf(spoilt))).not.toMatch(/Zhang|San|Tianhe/);
  });

  it.each([
    'no ticket of complaint 0b5c1f5e-8a55-5d3c-9f43-0c9e6a1d2b77: its ticket.registered was not applied',
    'waits behind 17',
    'offset 4711 failed at 2026-11-26',
  ])('keeps what names nobody: %s', (said) => {
    expect(withoutPersonalData(said)).toBe(said);
  });
});
