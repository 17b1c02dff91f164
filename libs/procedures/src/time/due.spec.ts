import { aCalendar } from '../calendar/calendar.fixture.js';
import { at, local } from './at.fixture.js';
import { conventionsOf, type ConventionsSaid } from './conventions.js';
import { dueAfter, type Span } from './due.js';
import { limitOf, type LimitEntry } from './limit.js';

const china = aCalendar();

function due(
  entry: LimitEntry,
  from: string,
  said: ConventionsSaid = {},
  pauses: [string, string][] = [],
  calendar = china,
) {
  const how = conventionsOf(said);
  const spans: Span[] = pauses.map(([start, end]) => ({ from: at(start), until: at(end) }));
  const answer = dueAfter(limitOf(entry, how), at(from), spans, calendar, how);
  return answer.kind === 'at' ? local(answer.at).replace(/:00$/, '') : answer.kind;
}

describe('the defaults', () => {
  it.each<[string, LimitEntry, string, string]>([
    ['T2 hours pass at night and on holidays', { hours: 48 }, '2026-09-30 17:00', '2026-10-02 17:00'],
    ['T2 minutes', { minutes: 30 }, '2026-11-24 23:45', '2026-11-25 00:15'],
    ['T3 the day of the trigger is not counted', { days: 15 }, '2026-11-24 00:00', '2026-12-10 00:00'],
    ['T3 nor its last second', { days: 15 }, '2026-11-24 23:59:59', '2026-12-10 00:00'],
    ['T3 no move when the last day is a holiday', { days: 15 }, '2026-09-20 10:00', '2026-10-06 00:00'],
    ['T3 days need no decree', { days: 15 }, '2026-12-20 10:00', '2027-01-05 00:00'],
    ['T4 over Golden Week', { workingDays: 1 }, '2026-09-30 10:00', '2026-10-09 00:00'],
    ['T4 a make-up Saturday is a working day', { workingDays: 3 }, '2026-09-30 10:00', '2026-10-11 00:00'],
    [
      'T4 from a day off: the first working day after it is day 1',
      { workingDays: 1 },
      '2026-10-03 10:00',
      '2026-10-09 00:00',
    ],
    ['T4 over Spring Festival', { workingDays: 2 }, '2026-02-13 10:00', '2026-02-25 00:00'],
    ['T5 over lunch', { workingHours: 2 }, '2026-11-24 11:00', '2026-11-24 14:00'],
    ['T5 over night', { workingHours: 2 }, '2026-11-24 17:00', '2026-11-25 10:00'],
    ['T5 used up at a closing is due at it', { workingHours: 2 }, '2026-11-24 10:00', '2026-11-24 12:00'],
    ['T5 from a closing', { workingHours: 2 }, '2026-11-24 18:00', '2026-11-25 11:00'],
    ['T6 a month', { months: 1 }, '2026-01-15 10:00', '2026-02-16 00:00'],
    ['T6 a day the next month does not have', { months: 1 }, '2026-01-31 10:00', '2026-03-01 00:00'],
    ['T6 a week is seven days', { weeks: 1 }, '2026-11-24 10:00', '2026-12-02 00:00'],
    ['T7 the same day', { endOf: 'day' }, '2026-11-24 23:59:59', '2026-11-25 00:00'],
    ['T7 the next day', { endOf: 'nextDay' }, '2026-11-24 10:00', '2026-11-26 00:00'],
    ['the same month', { endOf: 'month' }, '2026-12-31 23:00', '2027-01-01 00:00'],
    ['T14 a range is missed at its upper value', { workingHours: [2, 3] }, '2026-11-24 09:00', '2026-11-24 12:00'],
    ['a quarter', { quarters: 1 }, '2026-08-31 10:00', '2026-12-01 00:00'],
  ])('%s', (_promise, limit, from, expected) => {
    expect(due(limit, from)).toBe(expected);
  });

  it.each<[string, LimitEntry, string, string]>([
    ['working days of a year without a decree', { workingDays: 2 }, '2026-12-30 10:00', 'notDecreed'],
    ['working hours of such a year', { workingHours: 2 }, '2026-12-31 16:00:01', 'notDecreed'],
    ['working days before the first decree', { workingDays: 2 }, '2024-12-31 10:00', 'notDecreed'],
    ['speed without a number', { without: 'immediate' }, '2026-11-24 10:00', 'withoutNumber'],
    ['what the text names and does not define', { notConfigured: true }, '2026-11-24 10:00', 'notConfigured'],
    ['what is fixed in the single case', { setPerCase: true }, '2026-11-24 10:00', 'setPerCase'],
    ['until an event', { before: 'guest.leaves' }, '2026-11-24 10:00', 'awaitsEvent'],
    ['a shift without a roster', { endOf: 'shift' }, '2026-11-24 10:00', 'notConfigured'],
  ])('have no due time for %s, and say why', (_what, limit, from, kind) => {
    expect(due(limit, from)).toBe(kind);
  });

  it('reach the last closing of the last decreed year', () => {
    expect(due({ workingHours: 2 }, '2026-12-31 16:00')).toBe('2026-12-31 18:00');
  });
});

describe('a rule that reads its text otherwise', () => {
  it.each<[string, ConventionsSaid, LimitEntry, string, string]>([
    ['hours are business hours', { hours: 'working' }, { hours: 2 }, '2026-11-24 17:00', '2026-11-25 10:00'],
    ['days are working days', { days: 'working' }, { days: 1 }, '2026-11-27 10:00', '2026-12-01 00:00'],
    ['the first day counts', { firstDay: 'included' }, { days: 15 }, '2026-11-24 10:00', '2026-12-09 00:00'],
    [
      'the first working day counts',
      { firstDay: 'included' },
      { workingDays: 1 },
      '2026-11-24 10:00',
      '2026-11-25 00:00',
    ],
    ['but a day off does not', { firstDay: 'included' }, { workingDays: 1 }, '2026-11-28 10:00', '2026-12-01 00:00'],
    ['the first month day counts', { firstDay: 'included' }, { months: 1 }, '2026-01-15 10:00', '2026-02-15 00:00'],
    ['days end at the last closing', { dayEnds: 'closing' }, { days: 1 }, '2026-11-24 10:00', '2026-11-25 18:00'],
    ['and at midnight without business', { dayEnds: 'closing' }, { days: 1 }, '2026-11-27 10:00', '2026-11-29 00:00'],
    [
      'days end at the time of the trigger',
      { dayEnds: 'sameTime' },
      { workingDays: 1 },
      '2026-11-27 10:30',
      '2026-11-30 10:30',
    ],
    ['a last day off moves', { roll: 'nextWorkingDay' }, { days: 15 }, '2026-09-20 10:00', '2026-10-09 00:00'],
    [
      'a day off makes the next day 0',
      { dayOff: 'nextIsDay0' },
      { workingDays: 1 },
      '2026-11-28 10:00',
      '2026-12-02 00:00',
    ],
    ['a closing is no end', { atClosing: 'nextOpening' }, { workingHours: 2 }, '2026-11-24 10:00', '2026-11-24 13:00'],
    [
      'a missing day is the first of the next month',
      { missingDate: 'firstOfNext' },
      { months: 1 },
      '2026-01-31 10:00',
      '2026-03-02 00:00',
    ],
    [
      'a range is missed at its lower value',
      { range: 'missedAtLower' },
      { days: [2, 3] },
      '2026-11-24 10:00',
      '2026-11-27 00:00',
    ],
  ])('%s', (_promise, said, limit, from, expected) => {
    expect(due(limit, from, said)).toBe(expected);
  });
});

describe('a pause', () => {
  it.each<[string, LimitEntry, [string, string][], string]>([
    ['gives hours back as elapsed time', { hours: 48 }, [['2026-11-24 12:00', '2026-11-24 15:00']], '2026-11-26 13:00'],
    [
      'gives working hours back, not the night',
      { workingHours: 8 },
      [['2026-11-24 17:00', '2026-11-25 10:00']],
      '2026-11-25 12:00',
    ],
    ['gives days back by their midnights', { days: 3 }, [['2026-11-25 09:00', '2026-11-26 18:00']], '2026-11-29 00:00'],
    ['within a day gives no day back', { days: 3 }, [['2026-11-25 09:00', '2026-11-25 18:00']], '2026-11-28 00:00'],
    [
      'gives working days back, not the weekend',
      { workingDays: 5 },
      [['2026-11-27 09:00', '2026-11-30 18:00']],
      '2026-12-03 00:00',
    ],
    [
      'over the end of the last working day leaves what is left of it for the next one',
      { workingDays: 3 },
      [['2026-11-27 20:00', '2026-11-28 10:00']],
      '2026-12-01 00:00',
    ],
    ['at the due instant still counts', { hours: 1 }, [['2026-11-24 11:00', '2026-11-24 12:00']], '2026-11-24 12:00'],
    [
      'a second after it comes too late',
      { hours: 1 },
      [['2026-11-24 11:00:01', '2026-11-24 12:00']],
      '2026-11-24 11:00',
    ],
  ])('%s', (_promise, limit, pauses, expected) => {
    expect(due(limit, '2026-11-24 10:00', {}, pauses)).toBe(expected);
  });
});

describe('a calendar of one’s own', () => {
  it('closes on its own days, opens for half days and keeps a roster', () => {
    const ours = aCalendar({
      closures: [{ from: '2026-11-25', until: '2026-11-25', why: 'stocktaking' }],
      halfDays: [{ on: '2026-11-26', hours: ['09:00-12:00'], why: 'festival' }],
      shiftEnds: ['08:00', '20:00'],
    });

    expect(due({ workingHours: 5 }, '2026-11-24 16:00', {}, [], ours)).toBe('2026-11-26 12:00');
    expect(due({ workingDays: 1 }, '2026-11-24 10:00', {}, [], ours)).toBe('2026-11-27 00:00');
    expect(due({ endOf: 'shift' }, '2026-11-24 08:00', {}, [], ours)).toBe('2026-11-24 20:00');
    expect(due({ endOf: 'shift' }, '2026-11-24 20:00', {}, [], ours)).toBe('2026-11-25 08:00');
  });

  it('counts a day of 25 hours as one day', () => {
    const london = aCalendar({ timeZone: 'Europe/London', decreed: { from: 2026, until: 2026, by: 'nobody' } });
    const how = conventionsOf();

    const answer = dueAfter(limitOf({ days: 1 }, how), Date.parse('2026-10-24T12:00:00Z'), [], london, how);

    expect(answer).toEqual({ kind: 'at', at: Date.parse('2026-10-26T00:00:00Z') });
  });
});

it('time before and after the table of days is refused, not guessed', () => {
  expect(() => due({ days: 1 }, '1999-12-30 10:00')).toThrow(RangeError);
  expect(() => due({ days: 1 }, '2101-01-01 10:00')).toThrow(RangeError);
});
