import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataProblem } from '../load/problem.js';
import { dayOfDate, isoDate } from './civil-days.js';
import { loadCalendars } from './load.js';

const BUNDLED = join(import.meta.dirname, '../../data/calendars');

let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'calendars-'))));
afterEach(() => rmSync(dir, { recursive: true }));

function load(files: Record<string, string>) {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  const problems: DataProblem[] = [];
  return {
    calendars: loadCalendars(dir, problems),
    problems: problems.map(({ line, message }) => `${line}: ${message}`),
  };
}

const CHINA = `id: china
name: { zh: 中国, en: China }
timeZone: Asia/Shanghai
decreed: { from: 2025, until: 2026, by: stateCouncil }
`;

it('a year that the kept list lacks may be written out', () => {
  const notice = `corrections:
  - { on: 2027-01-01, worked: false, source: the notice }
  - { on: 2027-02-06, worked: true, source: the notice }
`;
  const { calendars, problems } = load({ 'china.yaml': CHINA.replace('until: 2026', 'until: 2027') + notice });

  const { workingDays } = calendars.of('china');
  expect(problems).toEqual([]);
  expect(
    ['2026-12-31', '2027-01-01', '2027-02-06', '2027-02-07'].map((day) => workingDays.isWorked(dayOfDate(day))),
  ).toEqual([true, false, true, false]);
});

describe('the calendars we bring', () => {
  const problems: DataProblem[] = [];
  const calendars = loadCalendars(BUNDLED, problems);

  it('are whole', () => {
    expect(problems).toEqual([]);
    expect(calendars.ids()).toContain('china');
  });

  it('have the working days of 2026 as the notice of 4 November 2025 names them', () => {
    const { workingDays } = calendars.of('china');
    const days = Array.from({ length: 365 }, (_, at) => dayOfDate('2026-01-01') + at);
    const weekend = (day: number) => new Date(`${isoDate(day)}T00:00:00Z`).getUTCDay() % 6 === 0;

    const off = days.filter((day) => !weekend(day) && !workingDays.isWorked(day)).map(isoDate);
    const madeUp = days.filter((day) => weekend(day) && workingDays.isWorked(day)).map(isoDate);

    expect(off).toEqual([
      ...['2026-01-01', '2026-01-02'],
      ...['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20', '2026-02-23'],
      ...['2026-04-06', '2026-05-01', '2026-05-04', '2026-05-05', '2026-06-19', '2026-09-25'],
      ...['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'],
    ]);
    expect(madeUp).toEqual(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']);
  });

  it('know twenty decreed years and no more', () => {
    const { workingDays } = calendars.of('china');

    expect([workingDays.first, workingDays.last].map(isoDate)).toEqual(['2007-01-01', '2026-12-31']);
    expect(workingDays.isWorked(dayOfDate('2027-01-04'))).toBeNull();
  });
});

it('a calendar has what it does not say from the one it extends, and adds its closures', () => {
  const { calendars, problems } = load({
    'china.yaml': `${CHINA}closures: [{ from: 2026-11-25, until: 2026-11-25, why: a }]\n`,
    'ours.yaml': `id: ours\nname: { zh: 我们, en: Ours }\nextends: china\nhours: ['10:00-16:00']\nclosures: [{ from: 2026-11-26, until: 2026-11-26, why: b }]\n`,
  });

  expect(problems).toEqual([]);
  const { workingDays, workingHours } = calendars.of('ours');
  const worked = ['2026-11-24', '2026-11-25', '2026-11-26'].map((day) => workingDays.isWorked(dayOfDate(day)));
  expect(worked).toEqual([true, false, false]);
  const [opens, closes] = ['2026-11-24T09:00+08:00', '2026-11-24T18:00+08:00'].map(Date.parse) as [number, number];
  expect(workingHours.before(closes)! - workingHours.before(opens)!).toBe(6 * 3_600_000);
});

it('everything wrong is told at once, with its line', () => {
  const { problems } = load({
    'a.yaml': `id: a\nname: { zh: 甲, en: A }\nextends: nowhere\nhours: ['12:00-09:00']\n`,
    'b.yaml': `id: b\nname: { zh: 乙, en: B }\nextends: c\n`,
    'c.yaml': `id: c\nname: { zh: 丙, en: C }\nextends: b\n`,
    'd.yaml': `id: d\nname: { zh: 丁, en: D }\nopens: soon\n`,
    'e.yaml': CHINA.replace('until: 2026', 'until: 2027'),
  });

  expect(problems).toEqual([
    '4: hours: must be spans that ascend and do not touch, each with its end after its beginning',
    expect.stringMatching(/^3: unknown key "opens"; there are id, name, extends/),
    '3: calendar "b" extends itself',
    '3: calendar "c" extends itself',
    '1: says no timeZone and extends no calendar that does',
    '1: says no decreed years and extends no calendar that does',
    expect.stringMatching(/^4: the kept list of the State Council has no decree for 2027; /),
  ]);
});
