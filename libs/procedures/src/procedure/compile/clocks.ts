import type { Reason } from '../../answer.js';
import type { Calendar } from '../../calendar/calendar.js';
import { DEFAULT_CALENDAR } from '../../calendar/default-calendar.js';
import { when } from '../../conditions/condition.js';
import { conventionsOf, type ConventionsSaid } from '../../time/conventions.js';
import { limitOf } from '../../time/limit.js';
import type { Choices, Compiling } from '../compile.js';
import type { EffectEntry } from '../effect.js';
import type { ClockRule, Effect, Option, Warning } from '../procedure.js';
import { eventsMeeting, type ClockChange, type ClockEntry } from '../sections/clocks.js';
import { partsChosen } from './options.js';
import { roleInCase } from '../sections/notation.js';

/** A clock as it is written on each level, with what the levels below change about it. */
export interface WrittenClock {
  declaredBy: string;
  entry: ClockEntry;
  reason: Reason;
  calendar: string;
  said: readonly ConventionsSaid[];
  changes: readonly { change: ClockChange; reason: Reason }[];
}

/** Finds what a reference means: a rule id, or one with its procedure in front where two levels have the same. */
export function clocksNamed(written: readonly WrittenClock[], name: string): WrittenClock[] {
  return written.filter(({ declaredBy, entry }) => entry.rule === name || `${declaredBy}/${entry.rule}` === name);
}

/** Those above with what this version changes about them, and its own. */
export function writtenClocks(
  above: readonly WrittenClock[],
  { version, basis, because, how }: Compiling,
): WrittenClock[] {
  const own = version.clocks.map((entry): WrittenClock => ({
    declaredBy: basis.id,
    entry,
    reason: because(entry.rule, entry),
    calendar: entry.calendar ?? how.calendar ?? DEFAULT_CALENDAR,
    said: [...how.conventions, entry.conventions],
    changes: [],
  }));
  return version.changes.reduce(
    (all, change) => {
      const [meant] = clocksNamed(all, change.changes);
      const reason = because(meant?.entry.rule ?? change.changes, change);
      return all.map((one) => (one === meant ? { ...one, changes: [...one.changes, { change, reason }] } : one));
    },
    [...above, ...own],
  );
}

export function clockRules(
  written: readonly WrittenClock[],
  options: ReadonlyMap<string, Option>,
  choices: Choices,
  calendarOf: (id: string) => Calendar,
): ClockRule[] {
  const twice = (rule: string) => written.filter(({ entry }) => entry.rule === rule).length > 1;
  return written.map((clock, at) => ({
    ...clockRule(changedClock(clock, options, choices), calendarOf),
    at,
    key: twice(clock.entry.rule) ? `${clock.declaredBy}/${clock.entry.rule}` : clock.entry.rule,
    declaredBy: clock.declaredBy,
  }));
}

/** The reading that is chosen first, then what each level below changes. */
export function changedClock(
  clock: WrittenClock,
  options: ReadonlyMap<string, Option>,
  choices: Choices,
): WrittenClock {
  const read = { rule: clock.entry.rule, declaredBy: clock.declaredBy };
  const readings = partsChosen('clocks', read, options, choices).map((parts) => ({
    change: { changes: clock.entry.rule, ...parts } as ClockChange,
    reason: clock.reason,
  }));
  return [...readings, ...clock.changes].reduce((before, { change, reason }) => changed(before, change, reason), clock);
}

/** Warnings and effects are added; everything else that the change names is put in the place of what was. */
function changed(before: WrittenClock, change: ClockChange, reason: Reason): WrittenClock {
  const {
    changes: _,
    cite: _cite,
    ours: _ours,
    fills: _fills,
    warnings,
    onMiss,
    conventions,
    calendar,
    ...parts
  } = change;
  const named = Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
  const movesTheDue = ['limit', 'from', 'counts'].some((part) => part in named) || conventions || calendar;
  return {
    ...before,
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

function clockRule(
  { entry, reason, calendar, said }: WrittenClock,
  calendarOf: (id: string) => Calendar,
): Omit<ClockRule, 'at' | 'key' | 'declaredBy'> {
  const conventions = conventionsOf(...said);
  const exclusive = conventions.thresholds === 'exclusive';
  const limit = limitOf(entry.limit, conventions);
  const effects = (entries: readonly EffectEntry[]) =>
    entries.map((effect): Effect => ({ entry: effect, when: when(effect.when, exclusive) }));
  return {
    rule: entry.rule,
    name: entry.name,
    reason,
    below: entry.below ?? 'tighten',
    from: entry.from === 'unspecified' ? [conventions.openStart] : entry.from,
    startIsOpen: entry.from === 'unspecified',
    counts: entry.counts ?? 'recordedAt',
    again: entry.again ?? 'anew',
    when: when(entry.when, exclusive),
    limit,
    calendar: calendarOf(calendar),
    conventions,
    owner: entry.owner,
    metBy: new Set(eventsMeeting(entry.metBy)),
    metByAll: !Array.isArray(entry.metBy),
    inPrinciple: entry.inPrinciple ?? false,
    endedBy: new Set(entry.endedBy ?? []),
    pauses: (entry.pauses ?? []).map(({ from, until, reasons }) => ({ from, until, reasons: reasons ?? null })),
    extension: entry.extension
      ? {
          reason: { ...reason, rule: entry.extension.rule ?? reason.rule },
          consent:
            entry.extension.consent === 'notConfigured'
              ? null
              : entry.extension.consent
                  .map(roleInCase)
                  .map(({ role, when: says }) => ({ role, when: when(says, exclusive) })),
          times: entry.extension.times === 'notConfigured' ? null : (entry.extension.times ?? Number.POSITIVE_INFINITY),
          by: limitOf(entry.extension.by, conventions),
        }
      : null,
    warnings: [
      // T14: a range is warned at its lower value.
      ...(limit.kind === 'measured' && limit.warnAt !== null
        ? [{ at: { after: { ...limit, amount: limit.warnAt, warnAt: null } }, do: [] }]
        : []),
      ...(entry.warnings ?? []).map(({ at, do: entries }): Warning => {
        if (at.percent !== undefined) return { at: { percent: at.percent }, do: effects(entries) };
        if (at.left) return { at: { left: limitOf(at.left, conventions) }, do: effects(entries) };
        return { at: { after: limitOf(at.after!, conventions) }, do: effects(entries) };
      }),
    ],
    onMiss: effects(entry.onMiss ?? []),
  };
}
