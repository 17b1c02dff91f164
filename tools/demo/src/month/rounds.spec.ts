import { Rounds } from './rounds.js';

const rounds = new Rounds('Asia/Shanghai', new Date('2026-11-01T00:00:00+08:00'));
const from = (local: string) => rounds.from(new Date(`${local}+08:00`)).toISOString();
const at = (local: string) => new Date(`${local}+08:00`).toISOString();

describe('Rounds', () => {
  it.each([
    ['every hour by day', '2026-10-12T09:20:00', '2026-10-12T10:00:00'],
    ['at the hour itself', '2026-10-12T10:00:00', '2026-10-12T10:00:00'],
    ['seldom at night', '2026-10-12T22:30:00', '2026-10-13T00:00:00'],
    ['and towards the morning', '2026-10-13T04:01:00', '2026-10-13T07:00:00'],
    ['three times a day when the month is over', '2026-11-02T17:30:00', '2026-11-03T09:00:00'],
  ])('come %s', (_, instant, round) => {
    expect(from(instant)).toBe(at(round));
  });

  it('go on after one', () => {
    expect(rounds.after(new Date(at('2026-10-12T10:00:00'))).toISOString()).toBe(at('2026-10-12T11:00:00'));
  });
});
