import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readDataFile, type DataFile } from '../load/data-file.js';
import type { DataProblem } from '../load/problem.js';
import { SILENT, buildCalendar, type WholeCalendar } from './build.js';
import type { Calendar } from './calendar.js';
import { CalendarFile } from './schema.js';
import { stateCouncilHasDecreed } from './state-council.js';

export interface Calendars {
  ids(): string[];
  /** Throws on a calendar nobody has written. */
  of(id: string): Calendar;
  has(id: string): boolean;
}

/** Reads every calendar of these folders; what is wrong is added to `problems`, and such a calendar left out. */
export function loadCalendars(dirs: string | readonly string[], problems: DataProblem[]): Calendars {
  const files = [dirs]
    .flat()
    .flatMap((dir) =>
      readdirSync(dir)
        .filter((name) => name.endsWith('.yaml'))
        .sort()
        .map((name) => readDataFile(join(dir, name), CalendarFile, problems)),
    )
    .filter((file) => file !== null);
  const byId = new Map<string, DataFile<CalendarFile>>();
  for (const file of files) {
    if (byId.has(file.value.id)) problems.push(file.problem(['id'], `calendar "${file.value.id}" is there twice`));
    byId.set(file.value.id, file);
  }
  const calendars = new Map<string, Calendar>();
  for (const [id, file] of byId) {
    const whole = wholeOf(file, byId, problems);
    if (whole) calendars.set(id, buildCalendar(whole));
  }
  return calendarsOf(calendars);
}

export function calendarsOf(calendars: ReadonlyMap<string, Calendar>): Calendars {
  return {
    ids: () => [...calendars.keys()],
    has: (id) => calendars.has(id),
    of(id) {
      const calendar = calendars.get(id);
      if (!calendar) throw new Error(`unknown calendar "${id}"; known: ${[...calendars.keys()].join(', ')}`);
      return calendar;
    },
  };
}

function wholeOf(
  file: DataFile<CalendarFile>,
  byId: ReadonlyMap<string, DataFile<CalendarFile>>,
  problems: DataProblem[],
): WholeCalendar | null {
  const above: CalendarFile[] = [];
  for (let next = file.value.extends; next !== undefined; next = byId.get(next)?.value.extends) {
    const found = byId.get(next);
    if (!found) {
      problems.push(file.problem(['extends'], `unknown calendar "${next}"; known: ${[...byId.keys()].join(', ')}`));
      return null;
    }
    if (next === file.value.id || above.includes(found.value)) {
      problems.push(file.problem(['extends'], `calendar "${file.value.id}" extends itself`));
      return null;
    }
    above.unshift(found.value);
  }
  const whole: WholeCalendar = Object.assign({}, SILENT, ...above.map(inherited), inherited(file.value), {
    id: file.value.id,
    // A closure is added to those above it: a branch does not open what its group closes.
    closures: [...above, file.value].flatMap(({ closures }) => closures ?? []),
    corrections: [...above, file.value].flatMap(({ corrections }) => corrections ?? []),
  });
  if (!whole.timeZone) problems.push(file.problem([], 'says no timeZone and extends no calendar that does'));
  if (!whole.decreed) problems.push(file.problem([], 'says no decreed years and extends no calendar that does'));
  if (!whole.timeZone || !whole.decreed) return null;
  return yearsAreDecreed(file, whole, problems) ? whole : null;
}

/** A year that the kept list lacks may be written out as corrections: like there, it is decreed when its New Year is. */
function yearsAreDecreed(
  file: DataFile<CalendarFile>,
  { decreed, corrections }: WholeCalendar,
  problems: DataProblem[],
): boolean {
  if (decreed.by === 'nobody') return true;
  const years = Array.from({ length: decreed.until - decreed.from + 1 }, (_, at) => decreed.from + at);
  const isWritten = (year: number) => corrections.some(({ on, worked }) => on === `${year}-01-01` && !worked);
  const missing = years.filter((year) => !stateCouncilHasDecreed(year) && !isWritten(year));
  if (missing.length > 0) {
    const years = missing.join(', ');
    problems.push(
      file.problem(
        ['decreed'],
        `the kept list of the State Council has no decree for ${years}; take its next version, or write the days of the ` +
          `notice as corrections, New Year's Day among them`,
      ),
    );
  }
  return missing.length === 0;
}

/** What a file says, without what it leaves to the calendar it extends. */
function inherited({ extends: _, ...said }: CalendarFile): Partial<CalendarFile> {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}
