import fc from 'fast-check';
import { aCalendar } from '../calendar/calendar.fixture.js';
import { at, local } from './at.fixture.js';
import { conventionsOf, type ConventionsSaid } from './conventions.js';
import { walk, type PaperCalendar } from './day-walking.fixture.js';
import { dueAfter, type Span } from './due.js';
import { limitOf, type LimitEntry } from './limit.js';

const CASES = { numRuns: 400 };
const FIRST = at('2026-01-01 00:00');
const LAST_START = at('2026-08-31 23:59:59');

const instant = fc.integer({ min: FIRST / 1000, max: LAST_START / 1000 }).map((seconds) => seconds * 1000);
const date = instant.map((when) => local(when).slice(0, 10));
const hours = fc.constantFrom<[string, string][]>(
  [
    ['09:00', '12:00'],
    ['13:00', '18:00'],
  ],
  [['00:00', '24:00']],
  [['08:30', '17:15']],
  [
    ['07:00', '08:00'],
    ['09:00', '09:20'],
    ['22:00', '24:00'],
  ],
);
const closure = fc.tuple(date, fc.integer({ min: 0, max: 9 })).map(([from, days]): [string, string] => {
  return [from, local(at(`${from} 12:00`) + days * 86_400_000).slice(0, 10)];
});
const paper: fc.Arbitrary<PaperCalendar> = fc
  .record({
    off: fc.uniqueArray(date, { maxLength: 40 }),
    worked: fc.uniqueArray(date, { maxLength: 10 }),
    closures: fc.array(closure, { maxLength: 3 }),
    hours,
    halfDays: fc.array(
      fc.tuple(date, fc.constantFrom<[string, string][]>([['09:00', '12:00']], [['13:30', '15:00']])),
      {
        maxLength: 20,
      },
    ),
  })
  .map(({ off, worked, halfDays, ...rest }) => ({
    ...rest,
    off: new Set(off),
    worked: new Set(worked),
    halfDays: new Map(halfDays),
  }));

const amount = fc.integer({ min: 1, max: 30 });
const limit = fc.oneof(
  amount.map((hours) => ({ hours })),
  amount.map((workingHours) => ({ workingHours: workingHours / 2 })),
  amount.map((days) => ({ days })),
  amount.map((workingDays) => ({ workingDays })),
  fc.integer({ min: 1, max: 3 }).map((months) => ({ months })),
);

const windows = (hours: PaperCalendar['hours']) => hours.map(([opens, closes]) => `${opens}-${closes}`);
const built = ({ off, worked, closures, hours, halfDays }: PaperCalendar) =>
  aCalendar({
    decreed: { from: 2026, until: 2026, by: 'nobody' },
    corrections: [
      ...[...off].map((on) => ({ on, worked: false, source: 'test' })),
      ...[...worked].map((on) => ({ on, worked: true, source: 'test' })),
    ],
    closures: closures.map(([from, until]) => ({ from, until, why: 'test' })),
    halfDays: [...halfDays].map(([on, of]) => ({ on, hours: windows(of), why: 'test' })),
    hours: windows(hours),
  });

function due(
  entry: LimitEntry,
  start: number,
  calendar: PaperCalendar,
  pauses: Span[] = [],
  said: ConventionsSaid = {},
) {
  const how = conventionsOf(said);
  const answer = dueAfter(limitOf(entry, how), start, pauses, built(calendar), how);
  return answer.kind === 'at' ? answer.at : Number.POSITIVE_INFINITY;
}

const said: fc.Arbitrary<ConventionsSaid> = fc.record({
  hours: fc.constantFrom('elapsed', 'working'),
  days: fc.constantFrom('calendar', 'working'),
  firstDay: fc.constantFrom('excluded', 'included'),
  dayEnds: fc.constantFrom('midnight', 'closing', 'sameTime'),
  roll: fc.constantFrom('none', 'nextWorkingDay'),
  dayOff: fc.constantFrom('nextIsDay1', 'nextIsDay0'),
  atClosing: fc.constantFrom('closing', 'nextOpening'),
  missingDate: fc.constantFrom('lastOfMonth', 'firstOfNext'),
});

const pauses = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 200 })), { maxLength: 3 })
  .map((steps) => (start: number): Span[] => {
    let now = start;
    return steps.map(([wait, last]) => {
      const from = now + wait * 1_800_000;
      now = from + last * 1_800_000;
      return { from, until: now };
    });
  });

it('a due time is what walking the days gives', () => {
  fc.assert(
    fc.property(limit, instant, paper, (entry, start, calendar) => {
      const answer = due(entry, start, calendar);

      expect(local(answer)).toBe(local(walk(entry, start, calendar)));
    }),
    CASES,
  );
});

it('with pauses it is what walking the days gives with a clock that stands in them', () => {
  // Pauses begin and end at odd seconds and limits at whole minutes, so that none begins at the due instant itself.
  const minute = instant.map((when) => when - (when % 60_000));
  const odd = (spans: Span[]) => spans.map(({ from, until }) => ({ from: from + 7_000, until: until + 7_000 }));
  fc.assert(
    fc.property(limit, minute, paper, pauses, (entry, start, calendar, pausesFrom) => {
      const spans = odd(pausesFrom(start));

      expect(local(due(entry, start, calendar, spans))).toBe(local(walk(entry, start, calendar, spans)));
    }),
    CASES,
  );
});

it('a due time is never before its start, however the text is read', () => {
  fc.assert(
    fc.property(limit, instant, paper, said, pauses, (entry, start, calendar, how, pausesFrom) => {
      expect(due(entry, start, calendar, pausesFrom(start), how)).toBeGreaterThanOrEqual(start);
    }),
    CASES,
  );
});

it('a longer limit is never due earlier', () => {
  fc.assert(
    fc.property(limit, amount, instant, paper, said, pauses, (entry, more, start, calendar, how, pausesFrom) => {
      const longer = Object.fromEntries(
        Object.entries(entry).map(([unit, value]) => [unit, value + more]),
      ) as LimitEntry;
      const spans = pausesFrom(start);

      expect(due(longer, start, calendar, spans, how)).toBeGreaterThanOrEqual(due(entry, start, calendar, spans, how));
    }),
    CASES,
  );
});

it('a pause never shortens', () => {
  fc.assert(
    fc.property(limit, instant, paper, said, pauses, (entry, start, calendar, how, pausesFrom) => {
      const spans = pausesFrom(start);
      const fewer = spans.slice(0, -1);

      expect(due(entry, start, calendar, spans, how)).toBeGreaterThanOrEqual(due(entry, start, calendar, fewer, how));
    }),
    CASES,
  );
});

it('one more holiday never makes a limit of working days or working hours earlier', () => {
  const working = fc.oneof(
    amount.map((workingDays) => ({ workingDays })),
    amount.map((workingHours) => ({ workingHours })),
  );
  fc.assert(
    fc.property(working, instant, paper, date, (entry, start, calendar, holiday) => {
      const worked = new Set([...calendar.worked].filter((one) => one !== holiday));
      const more = { ...calendar, worked, off: new Set([...calendar.off, holiday]) };

      expect(due(entry, start, more)).toBeGreaterThanOrEqual(due(entry, start, calendar));
    }),
    CASES,
  );
});
