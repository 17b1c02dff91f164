import fc from 'fast-check';
import { literal, loadFiles } from '../procedure/folder.fixture.js';
import { at, local } from '../time/at.fixture.js';
import { clocksOf } from './clock-state.js';
import type { Fact } from './fact.js';
import { replay } from './replay.js';

// Business time is 09:00 to 12:00 and 13:00 to 18:00: 8 hours on a working day.
const shop = (days: number, percent: number, more = '') =>
  loadFiles({
    'a.yaml': literal(`clocks:
  - rule: D1
    name: { zh: 名, en: Name }
    cite: { lines: '1' }
    from: [ticket.registered]
    limit: { workingDays: ${days} }
    owner: clerk
    metBy: [ticket.closed]
    pauses: [{ from: work.paused, until: work.resumed }]
    warnings: [{ at: { percent: ${percent} }, do: [{ notify: clerk }] }]
    ${more}`),
  }).all()[0]!;

const happened = (time: string, fact: string): Fact => ({ fact, recordedAt: at(time), occurredAt: at(time) });
const pausedFor = (from: string, until: string) => [happened(from, 'work.paused'), happened(until, 'work.resumed')];

function warned(procedure: ReturnType<typeof shop>, registered: string, facts: readonly Fact[] = []) {
  const [clock] = clocksOf(replay(procedure, [happened(registered, 'ticket.registered'), ...facts]));
  return { due: clock!.due.kind === 'at' ? local(clock!.due.at) : null, warning: local(clock!.warnings[0]!.at) };
}

describe('a share of working days', () => {
  it.each([
    // Friday 7 h, Monday 8 h, Tuesday 8 h: 75 % of 23 h is 17 h 15 min, 2 h 15 min into Tuesday. By the clock on the wall: Monday 20:30.
    ['passes in business time only', 2, 75, '2026-11-27 10:00', '2026-12-02 00:00:00', '2026-12-01 11:15:00'],
    ['crosses the lunch break', 2, 50, '2026-11-27 10:00', '2026-12-02 00:00:00', '2026-11-30 14:30:00'],
    [
      'begins with the first business hour after a closing',
      1,
      25,
      '2026-11-25 18:00',
      '2026-11-27 00:00:00',
      '2026-11-26 11:00:00',
    ],
    [
      'begins on Monday where it started at the weekend',
      1,
      50,
      '2026-11-28 15:00',
      '2026-12-01 00:00:00',
      '2026-11-30 14:00:00',
    ],
    // 30 September 2 h, 8 October 8 h, 9 October 8 h: half of 18 h is 7 h into 8 October.
    ['does not pass in Golden Week', 2, 50, '2026-09-30 16:00', '2026-10-10 00:00:00', '2026-10-08 17:00:00'],
    // 9 October 1 h, the Saturday that is made up 8 h: two thirds of 9 h is 5 h into it.
    [
      'passes on a day that is made up',
      1,
      66.6666666667,
      '2026-10-09 17:00',
      '2026-10-11 00:00:00',
      '2026-10-10 15:00:00',
    ],
    [
      'that is used up at a closing ends there',
      1,
      37.5,
      '2026-11-25 18:00',
      '2026-11-27 00:00:00',
      '2026-11-26 12:00:00',
    ],
  ])('%s', (_what, days, percent, registered, due, warning) => {
    expect(warned(shop(days, percent), registered)).toEqual({ due, warning });
  });

  it('that is used up at a closing ends at the next opening where the text is read so', () => {
    const procedure = shop(1, 37.5, 'conventions: { atClosing: nextOpening }');

    expect(warned(procedure, '2026-11-25 18:00').warning).toBe('2026-11-26 13:00:00');
  });

  it('moves by a pause before it as far as business time passed in it', () => {
    // Friday 7 h, Monday rests, Tuesday 8 h, Wednesday 8 h: 2 h 15 min into Wednesday.
    const paused = pausedFor('2026-11-30 09:00', '2026-12-01 09:00');

    expect(warned(shop(2, 75), '2026-11-27 10:00', paused)).toEqual({
      due: '2026-12-03 00:00:00',
      warning: '2026-12-02 11:15:00',
    });
  });

  it('that was over before a pause stays where it was', () => {
    const paused = pausedFor('2026-11-30 09:00', '2026-12-01 09:00');

    expect(warned(shop(2, 25), '2026-11-27 10:00', paused).warning).toBe('2026-11-27 16:45:00');
  });

  it('a pause after the due time changes nothing', () => {
    const paused = pausedFor('2026-12-02 09:00', '2026-12-03 09:00');

    expect(warned(shop(2, 75), '2026-11-27 10:00', paused)).toEqual(warned(shop(2, 75), '2026-11-27 10:00'));
  });

  it('falls in business time between start and due time, whenever it starts', () => {
    const minute = fc.integer({ min: 0, max: 180 * 24 * 60 });
    const procedures = [1, 3, 10].flatMap((days) => [25, 50, 90].map((percent) => shop(days, percent)));
    fc.assert(
      fc.property(minute, fc.constantFrom(...procedures), (after, procedure) => {
        const start = at('2026-03-01 00:00') + after * 60_000;
        const [clock] = clocksOf(
          replay(procedure, [{ fact: 'ticket.registered', recordedAt: start, occurredAt: start }]),
        );
        const warning = clock!.warnings[0]!.at;
        const { before } = clock!.rule.calendar.workingHours;

        expect(before(warning)! - before(warning - 1)!).toBe(1);
        expect(warning).toBeGreaterThan(start);
        expect(clock!.due).toMatchObject({ kind: 'at', at: expect.any(Number) });
        expect(warning).toBeLessThan((clock!.due as { at: number }).at);
      }),
    );
  });
});
