import type { BasisVersion, Reason } from '../answer.js';
import type { Calendar } from '../calendar/calendar.js';
import type { Condition } from '../conditions/condition.js';
import { PLATFORM_FIELDS, fieldType } from '../conditions/fields.js';
import { conventionsOf, type ConventionsSaid } from '../time/conventions.js';
import { limitOf } from '../time/limit.js';
import { sourceOf, type Cited } from './citation.js';
import type { ClockChange, ClockEntry } from './clock-entry.js';
import { inOrder } from './decision-order.js';
import type { ClockRule, Decision, DecisionRule, Procedure, Warning } from './procedure.js';
import type { ProcedureFile, Version } from './schema.js';

/** A clock as far as it is written, with the place its limit comes from; kept so that an overlay can change it. */
export interface WrittenClock {
  entry: ClockEntry;
  reason: Reason;
  calendar: string;
  said: readonly ConventionsSaid[];
}

export interface Compiled {
  procedure: Procedure;
  written: ReadonlyMap<string, WrittenClock>;
}

/** The calendar of a version that names none: limits in days and hours need its zone, not its working days. */
export const DEFAULT_CALENDAR = 'china';

type CalendarOf = (id: string) => Calendar;

/** Puts a version on what it extends. The file has been checked; what is wrong in it was told before. */
export function compile(
  file: ProcedureFile,
  version: Version,
  above: Compiled | null,
  calendarOf: CalendarOf,
): Compiled {
  const basis: BasisVersion = { id: file.id, version: version.version };
  const title = version.source?.title ?? '';
  const because = (rule: string, cited: Cited): Reason => ({
    rule,
    basis: basis.id,
    version: basis.version,
    source: sourceOf(cited, title),
  });
  const calendar = version.calendar ?? DEFAULT_CALENDAR;
  const read = (said: ConventionsSaid) => conventionsOf(version.conventions, said);
  const base = above?.procedure;

  const written = new Map(above?.written ?? []);
  for (const entry of version.clocks) {
    const said = [version.conventions, entry.conventions];
    written.set(entry.rule, { entry, reason: because(entry.rule, entry), calendar: entry.calendar ?? calendar, said });
  }
  for (const change of version.changes) {
    const before = written.get(change.changes);
    if (before) written.set(change.changes, changed(before, change, because(change.changes, change)));
  }

  const procedure: Procedure = {
    basis,
    name: file.name,
    extends: base ? base.basis : null,
    inForceFrom: version.inForceFrom ?? null,
    inForceUntil: version.inForceUntil ?? null,
    roles: merged(
      base?.roles,
      mapped(version.roles, ({ name, owns, of }) => ({ name, owns: owns ?? null, of: of ?? null })),
    ),
    events: merged(
      base?.events,
      mapped(version.events, (name) => name),
    ),
    consequences: merged(
      base?.consequences,
      mapped(version.consequences, (name) => name),
    ),
    fields: merged(base?.fields ?? new Map(Object.entries(PLATFORM_FIELDS)), mapped(version.fields, fieldType)),
    decisions: inOrder(decisionsOf(base?.decisions ?? [], version, because)).decisions,
    clocks: [...written.values()].map((clock) => clockRule(clock, calendarOf)),
    lookBacks: [
      ...(base?.lookBacks ?? []),
      ...version.lookBacks.map((entry) => ({
        ...entry,
        reason: because(entry.rule, entry),
        within: limitOf(entry.within, read(entry.conventions)),
        calendar: calendarOf(calendar),
        conventions: read(entry.conventions),
        when: entry.when,
        distinct: entry.distinct ?? null,
      })),
    ],
    duties: [
      ...(base?.duties ?? []),
      ...version.duties.map((entry) => ({
        ...entry,
        reason: because(entry.rule, entry),
        calendar: calendarOf(calendar),
        conventions: read(entry.conventions),
      })),
    ],
    gaps: [
      ...(base?.gaps ?? []),
      ...version.gaps.map(({ rule, name, ...cited }) => ({ rule, name, reason: because(rule, cited) })),
    ],
  };
  return { procedure, written };
}

/** Warnings and effects are added; everything else that the change names is put in the place of what was. */
function changed(before: WrittenClock, change: ClockChange, reason: Reason): WrittenClock {
  const { changes: _, cite: _cite, ours: _ours, warnings, onMiss, conventions, calendar, ...parts } = change;
  const named = Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
  const movesTheDue = ['limit', 'from', 'counts'].some((part) => part in named) || conventions || calendar;
  return {
    entry: {
      ...before.entry,
      ...named,
      warnings: [...(before.entry.warnings ?? []), ...(warnings ?? [])],
      onMiss: [...(before.entry.onMiss ?? []), ...(onMiss ?? [])],
    },
    reason: movesTheDue ? reason : before.reason,
    calendar: calendar ?? before.calendar,
    said: [...before.said, conventions],
  };
}

function clockRule({ entry, reason, calendar, said }: WrittenClock, calendarOf: CalendarOf): ClockRule {
  const conventions = conventionsOf(...said);
  const limit = limitOf(entry.limit, conventions);
  const startIsOpen = entry.from === 'unspecified';
  return {
    rule: entry.rule,
    name: entry.name,
    reason,
    from: entry.from === 'unspecified' ? [conventions.openStart] : entry.from,
    startIsOpen,
    counts: entry.counts ?? 'recordedAt',
    again: entry.again ?? 'anew',
    when: entry.when,
    limit,
    calendar: calendarOf(calendar),
    conventions,
    owner: entry.owner,
    metBy: new Set(entry.metBy),
    endedBy: new Set(entry.endedBy ?? []),
    pauses: (entry.pauses ?? []).map(({ from, until, reasons }) => ({ from, until, reasons: reasons ?? null })),
    extension: entry.extension ? { ...entry.extension, by: limitOf(entry.extension.by, conventions) } : null,
    warnings: [
      // T14: a range is warned at its lower value.
      ...(limit.kind === 'measured' && limit.warnAt !== null
        ? [{ at: { after: { ...limit, amount: limit.warnAt, warnAt: null } }, do: [] }]
        : []),
      ...(entry.warnings ?? []).map(({ at, do: effects }): Warning => {
        if (at.percent !== undefined) return { at: { percent: at.percent }, do: effects };
        if (at.left) return { at: { left: limitOf(at.left, conventions) }, do: effects };
        return { at: { after: limitOf(at.after!, conventions) }, do: effects };
      }),
    ],
    onMiss: entry.onMiss ?? [],
  };
}

/** Below, a gap may always be filled; what is answered above is answered before only where it may be replaced. */
function decisionsOf(
  above: readonly Decision[],
  version: Version,
  because: (rule: string, cited: Cited) => Reason,
): Decision[] {
  const byField = new Map(above.map((decision) => [decision.field, decision]));
  for (const [field, { name, below, rules }] of Object.entries(version.decisions)) {
    const ours = rules.map((rule) => ({ when: rule.when, is: rule.is ?? null, reason: because(rule.rule, rule) }));
    const before = byField.get(field);
    const rulesAbove = before?.rules ?? [];
    byField.set(field, {
      field,
      name,
      below: below ?? before?.below ?? 'nothing',
      rules: before?.below === 'nothing' ? rulesAbove.flatMap((rule) => filled(rule, ours)) : [...ours, ...rulesAbove],
    });
  }
  return [...byField.values()];
}

function filled(gap: DecisionRule, ours: readonly DecisionRule[]): DecisionRule[] {
  if (gap.is !== null) return [gap];
  const within = (rule: DecisionRule) => ({ ...rule, when: both(gap.when, rule.when) });
  return [...ours.map(within), gap];
}

function both(one: Condition | undefined, other: Condition | undefined): Condition | undefined {
  return one && other ? { all: [one, other] } : (one ?? other);
}

function mapped<A, B>(table: Readonly<Record<string, A>>, to: (entry: A) => B): [string, B][] {
  return Object.entries(table).map(([key, entry]) => [key, to(entry)]);
}

function merged<T>(above: ReadonlyMap<string, T> | undefined, own: readonly [string, T][]): Map<string, T> {
  return new Map([...(above ?? []), ...own]);
}
