import type { Calendars } from '../calendar/load.js';
import { misfit, testsOf, type Condition } from '../conditions/condition.js';
import { PLATFORM_FIELDS, fieldType, type FieldType } from '../conditions/fields.js';
import type { ClockChange, ClockEntry } from './clock-entry.js';
import { DEFAULT_CALENDAR } from './compile.js';
import type { EffectEntry } from './effect.js';
import { PLATFORM_EVENTS } from './platform-events.js';
import type { Procedure } from './procedure.js';
import type { Version } from './schema.js';

export type Path = readonly PropertyKey[];
export type Report = (path: Path, message: string) => void;

interface Names {
  roles: ReadonlySet<string>;
  events: ReadonlySet<string>;
  consequences: ReadonlySet<string>;
  fields: ReadonlyMap<string, FieldType>;
  calendars: Calendars;
}

/** Every role, event, consequence, field and calendar that a rule names is there, and every test fits its field. */
export function checkNames(version: Version, above: Procedure | null, calendars: Calendars, report: Report): void {
  const names = namesOf(version, above, calendars);
  checkRedefinitions(version, above, report);
  checkCalendar(version.calendar ?? DEFAULT_CALENDAR, ['calendar'], names, report);
  checkOpenStart(version.conventions?.openStart, ['conventions', 'openStart'], names, report);

  version.clocks.forEach((clock, at) => checkClock(clock, ['clocks', at], names, report));
  version.changes.forEach((change, at) => checkClock(change, ['changes', at], names, report));
  version.duties.forEach(({ owner }, at) => checkRole(owner, ['duties', at, 'owner'], names, report));
  version.lookBacks.forEach((lookBack, at) => {
    const path = ['lookBacks', at];
    checkEvent(lookBack.from, [...path, 'from'], names, report);
    checkCondition(lookBack.when, [...path, 'when'], names, report);
    [...lookBack.key, ...(lookBack.distinct ? [lookBack.distinct] : [])].forEach((field) => {
      if (!names.fields.has(field)) report([...path, 'key'], `unknown field "${field}"; declare it under fields`);
    });
  });
  for (const [field, { rules }] of Object.entries(version.decisions)) {
    rules.forEach(({ when }, at) => checkCondition(when, ['decisions', field, 'rules', at, 'when'], names, report));
  }
}

function namesOf(version: Version, above: Procedure | null, calendars: Calendars): Names {
  const own = Object.entries(version.fields).map(([name, entry]) => [name, fieldType(entry)] as const);
  const flags = version.lookBacks.map(({ sets }) => [sets, { type: 'flag' }] as const);
  const aboveFlags = (above?.lookBacks ?? []).map(({ sets }) => [sets, { type: 'flag' }] as const);
  return {
    roles: new Set([...(above?.roles.keys() ?? []), ...Object.keys(version.roles)]),
    events: new Set([...PLATFORM_EVENTS, ...(above?.events.keys() ?? []), ...Object.keys(version.events)]),
    consequences: new Set([...(above?.consequences.keys() ?? []), ...Object.keys(version.consequences)]),
    fields: new Map<string, FieldType>([
      ...(above?.fields ?? Object.entries(PLATFORM_FIELDS)),
      ...own,
      ...aboveFlags,
      ...flags,
      ...decidedFields(version, above),
    ]),
    calendars,
  };
}

function decidedFields(version: Version, above: Procedure | null): [string, FieldType][] {
  const values = new Map<string, Set<string | boolean>>();
  const add = (field: string, is: string | boolean | null | undefined) => {
    const known = values.get(field) ?? new Set();
    values.set(field, is === null || is === undefined ? known : known.add(is));
  };
  above?.decisions.forEach(({ field, rules }) => rules.forEach(({ is }) => add(field, is)));
  for (const [field, { rules }] of Object.entries(version.decisions)) rules.forEach(({ is }) => add(field, is));
  return [...values].map(([field, answers]) => {
    const words = [...answers].filter((one) => typeof one === 'string');
    return [field, words.length === 0 && answers.size > 0 ? { type: 'flag' } : { type: 'choice', values: words }];
  });
}

/** What two levels mean by one word must be one thing. */
function checkRedefinitions(version: Version, above: Procedure | null, report: Report): void {
  const tables = [
    ['roles', above?.roles],
    ['events', above?.events],
    ['consequences', above?.consequences],
    ['fields', above?.fields ?? new Map(Object.entries(PLATFORM_FIELDS))],
  ] as const;
  for (const [table, known] of tables) {
    for (const name of Object.keys(version[table])) {
      if (known?.has(name)) report([table, name], `"${name}" is there already; use it, or choose another name`);
    }
  }
  for (const event of Object.keys(version.events)) {
    if (PLATFORM_EVENTS.has(event)) report(['events', event], `"${event}" happens to every ticket; do not declare it`);
  }
  for (const field of Object.keys(version.decisions)) {
    if (field in PLATFORM_FIELDS || field in version.fields) {
      report(['decisions', field], `"${field}" is a field that facts fill; a decision needs a name of its own`);
    }
  }
}

function checkClock(clock: ClockEntry | ClockChange, path: Path, names: Names, report: Report): void {
  const event = (name: string | undefined, ...at: Path) =>
    name === undefined ? undefined : checkEvent(name, [...path, ...at], names, report);
  if (Array.isArray(clock.from)) clock.from.forEach((name, at) => event(name, 'from', at));
  clock.metBy?.forEach((name, at) => event(name, 'metBy', at));
  clock.endedBy?.forEach((name, at) => event(name, 'endedBy', at));
  event(clock.limit?.before, 'limit', 'before');
  clock.pauses?.forEach(({ from, until }, at) => {
    event(from, 'pauses', at, 'from');
    event(until, 'pauses', at, 'until');
  });
  checkCondition(clock.when, [...path, 'when'], names, report);
  checkCalendar(clock.calendar, [...path, 'calendar'], names, report);
  checkOpenStart(clock.conventions?.openStart, [...path, 'conventions', 'openStart'], names, report);
  if (clock.owner !== undefined) checkRole(clock.owner, [...path, 'owner'], names, report);
  clock.extension?.consent.forEach((role, at) => checkRole(role, [...path, 'extension', 'consent', at], names, report));
  clock.warnings?.forEach((warning, at) => checkEffects(warning.do, [...path, 'warnings', at, 'do'], names, report));
  checkEffects(clock.onMiss ?? [], [...path, 'onMiss'], names, report);
}

function checkEffects(effects: readonly EffectEntry[], path: Path, names: Names, report: Report): void {
  effects.forEach(({ notify, escalateTo, consequence }, at) => {
    if (notify !== undefined) checkRole(notify, [...path, at, 'notify'], names, report);
    if (escalateTo !== undefined) checkRole(escalateTo, [...path, at, 'escalateTo'], names, report);
    if (consequence !== undefined && !names.consequences.has(consequence)) {
      report([...path, at, 'consequence'], `unknown consequence "${consequence}"; declare it under consequences`);
    }
  });
}

function checkRole(role: string, path: Path, { roles }: Names, report: Report): void {
  if (!roles.has(role)) report(path, `unknown role "${role}"; ${declare('roles', roles)}`);
}

function checkEvent(event: string, path: Path, { events }: Names, report: Report): void {
  if (!events.has(event)) report(path, `nothing is ever "${event}"; ${declare('events', events)}`);
}

function checkOpenStart(event: string | undefined, path: Path, names: Names, report: Report): void {
  if (event !== undefined) checkEvent(event, path, names, report);
}

function checkCalendar(calendar: string | undefined, path: Path, { calendars }: Names, report: Report): void {
  if (calendar !== undefined && !calendars.has(calendar)) {
    report(path, `unknown calendar "${calendar}"; known: ${calendars.ids().join(', ')}`);
  }
}

function checkCondition(condition: Condition | undefined, path: Path, { fields }: Names, report: Report): void {
  if (!condition) return;
  for (const { field, test, path: at } of testsOf(condition, path)) {
    const wrong = misfit(field, test, fields.get(field));
    if (wrong) report(at, wrong);
  }
}

function declare(table: string, known: ReadonlySet<string>): string {
  return `declare it under ${table}, or use one of ${[...known].join(', ')}`;
}
