import type { ClockRule } from '../procedure/procedure.js';
import { dueAfter, type Due, type Span } from '../time/due.js';
import type { Limit } from '../time/limit.js';
import type { AskedExtension, Pause, Run } from './run.js';

export interface ConsideredExtension extends AskedExtension {
  /** Why it moved the limit or did not. */
  result:
    | 'granted'
    | 'askedTooLate'
    | 'noConsent'
    | 'timesUsedUp'
    | 'tooLong'
    | 'notAllowed'
    /** The text does not say who consents, or how much more time there is. */
    | 'notConfigured';
}

type Known = Pick<Run, 'rule' | 'startedAt' | 'pauses' | 'asked' | 'fixed' | 'planned'>;

/** When a run is due, with the extensions that moved it. */
export function dueOf(run: Known): { due: Due; extensions: readonly ConsideredExtension[] } {
  const due = dueWithoutExtension(run);
  return run.asked.length === 0 ? { due, extensions: [] } : extended(run, due);
}

const NEVER: readonly Span[] = [];

export function ended(pauses: readonly Pause[]): readonly Span[] {
  if (pauses.length === 0) return NEVER;
  const spans: Span[] = [];
  for (const { from, until } of pauses) if (until !== null) spans.push({ from, until });
  return spans;
}

function dueWithoutExtension({ rule, startedAt, pauses, fixed, planned }: Known): Due {
  if (fixed !== null) return { kind: 'at', at: fixed };
  if (planned !== null) return { kind: 'at', at: planned };
  return dueAfter(rule.limit, startedAt, ended(pauses), rule.calendar, rule.conventions);
}

/** More time is counted from the due instant it moves, so that asking early costs nothing. */
function extended({ rule, asked }: Known, due: Due): { due: Due; extensions: ConsideredExtension[] } {
  let granted = 0;
  let moved = due;
  const extensions = asked.map((one): ConsideredExtension => {
    const { result, until } = considered(rule, one, moved, granted);
    if (result === 'granted') {
      granted += 1;
      moved = until;
    }
    return { ...one, result };
  });
  return { due: moved, extensions };
}

function considered(
  { extension, conventions, calendar }: ClockRule,
  { askedAt, consented, until }: AskedExtension,
  due: Due,
  granted: number,
): { result: ConsideredExtension['result']; until: Due } {
  const because = (result: ConsideredExtension['result']) => ({ result, until: due });
  if (!extension) return because('notAllowed');
  // Before expiry (T11): a limit that has no due time has none that could have passed.
  if (due.kind === 'at' && (conventions.askedAtDue === 'inTime' ? askedAt > due.at : askedAt >= due.at)) {
    return because('askedTooLate');
  }
  if (consented === null) return because('notConfigured');
  if (!consented) return because('noConsent');
  if (extension.times === null) return because('notConfigured');
  if (granted >= extension.times) return because('timesUsedUp');

  const { by } = extension;
  if (by.kind === 'setPerCase') {
    return until === null ? because('notConfigured') : { result: 'granted', until: { kind: 'at', at: until } };
  }
  if (due.kind !== 'at') return because('notAllowed');
  const most = dueAfter(by, startOfMore(by, due.at), [], calendar, conventions);
  if (most.kind === 'notDecreed') {
    // The most lies beyond the decreed days, so whatever lies within them is less.
    const within = until !== null && until <= calendar.days.startOf(calendar.workingDays.last + 1);
    return { result: 'granted', until: within ? { kind: 'at', at: until } : most };
  }
  if (most.kind !== 'at') return because('notConfigured');
  if (until === null) return { result: 'granted', until: most };
  return until <= most.at ? { result: 'granted', until: { kind: 'at', at: until } } : because('tooLong');
}

/** 24:00 of a day is the first instant of the next one: days of more time follow the last day, not that one. */
function startOfMore(by: Limit, dueAt: number): number {
  return by.kind === 'measured' && by.scale !== 'elapsed' && by.scale !== 'workingTime' ? dueAt - 1 : dueAt;
}
