import type { Reason } from '../answer.js';
import type { Calendar } from '../calendar/calendar.js';
import type { Fields } from '../conditions/fields.js';
import type { ClockRule, Effect, Warning } from '../procedure/procedure.js';
import { dueAfter, lengthOf, type Due, type Span } from '../time/due.js';
import type { Limit, Scale } from '../time/limit.js';
import { ended, type ConsideredExtension } from './due-of-run.js';
import type { TicketState } from './replay.js';
import { isPaused, type Pause, type Run } from './run.js';

/** A clock as it stands: its run with the times that follow from it. */
export interface ClockState {
  /** The procedure that has the rule first, the rule, and the number of the start: an overlay does not change it. */
  id: string;
  rule: ClockRule;
  number: number;
  state: 'armed' | 'paused' | 'met' | 'cancelled';
  startedAt: number;
  startedBy: string;
  /** Late after it, where it is an instant. While paused it is what it was when the pause began. */
  due: Due;
  warnings: readonly { at: number; do: readonly Effect[] }[];
  pauses: readonly Pause[];
  extensions: readonly ConsideredExtension[];
  metAt: number | null;
  /** When it was met or cancelled, or its condition ceased to hold; null while it runs. */
  endedAt: number | null;
  endedBy: string | null;
  reason: Reason;
}

/** What the ids of a rule's clocks begin with: an overlay does not change it. */
export const nameOfClock = ({ declaredBy, rule }: Pick<ClockRule, 'declaredBy' | 'rule'>) => `${declaredBy}/${rule}`;

/** Every clock that ever applied, in the order of the rules and of their starts. */
export function clocksOf({ runs }: Pick<TicketState, 'runs'>): ClockState[] {
  const clocks: ClockState[] = [];
  for (const ofRule of runs) {
    for (const run of ofRule) if (run.applied) clocks.push(clockState(run));
  }
  return clocks.map((clock) => (clock.due.kind === 'awaitsClock' ? withDueOf(clock, clock.due.clocks, clocks) : clock));
}

/** Whether it is too late at `now`, or was when it ended: what is cancelled after its due instant was missed before. */
export function isLate({ due, endedAt, state }: Pick<ClockState, 'due' | 'endedAt' | 'state'>, now: number): boolean {
  return due.kind === 'at' && state !== 'paused' && (endedAt ?? now) > due.at;
}

/** The effects whose own condition holds. */
export function effective(effects: readonly Effect[], fields: Fields): Effect['entry'][] {
  return effects.filter(({ when }) => when.holds(fields)).map(({ entry }) => entry);
}

/** A clock that is due with another one: with the latest run of those it names that came to be. */
function withDueOf(clock: ClockState, named: readonly string[], clocks: readonly ClockState[]): ClockState {
  const others = clocks.filter(({ rule }) => named.includes(rule.rule) || named.includes(rule.key));
  const other = others.findLast(({ state }) => state !== 'cancelled') ?? others.at(-1);
  return other ? { ...clock, due: other.due } : clock;
}

function clockState(run: Run): ClockState {
  const { rule, due } = run;
  const counted =
    due.kind === 'at' && run.pauses.length > 0 ? run.pauses.filter(({ from }) => from <= due.at) : run.pauses;
  const paused = isPaused(run);
  return {
    id: `${nameOfClock(rule)}/${run.number}`,
    rule,
    number: run.number,
    state: run.end?.state ?? (!run.applies ? 'cancelled' : paused ? 'paused' : 'armed'),
    startedAt: run.startedAt,
    startedBy: run.startedBy,
    due,
    warnings: paused || due.kind !== 'at' ? [] : warningsOf(run, due.at),
    pauses: counted,
    extensions: run.extensions,
    metAt: run.end?.state === 'met' ? run.end.at : null,
    endedAt: run.ceasedAt ?? run.end?.at ?? null,
    endedBy: run.end?.by ?? null,
    reason: rule.reason,
  };
}

const NO_WARNINGS: ClockState['warnings'] = [];

/** A warning that was given before a pause stays where it was; what lies ahead moves with the due time. */
function warningsOf(run: Run, dueAt: number): ClockState['warnings'] {
  if (run.rule.warnings.length === 0) return NO_WARNINGS;
  return run.rule.warnings
    .map((warning) => ({ at: warnAt(run, warning, dueAt), do: warning.do }))
    .filter((warning): warning is { at: number; do: readonly Effect[] } => warning.at !== null)
    .sort((one, other) => one.at - other.at);
}

function warnAt({ rule, startedAt, pauses, extensions }: Run, { at }: Warning, dueAt: number): number | null {
  const { calendar, conventions } = rule;
  if ('after' in at) {
    const due = dueAfter(at.after, startedAt, ended(pauses), calendar, conventions);
    return due.kind === 'at' ? Math.min(due.at, dueAt) : null;
  }
  if ('percent' in at) {
    const extended = extensions.some(({ result }) => result === 'granted');
    return percentOf(at.percent / 100, rule, { startedAt, pauses, dueAt, extended });
  }
  return before(at.left, dueAt, rule);
}

function percentOf(
  share: number,
  { limit, calendar, conventions }: ClockRule,
  { startedAt, pauses, dueAt, extended }: Pick<Run, 'startedAt' | 'pauses'> & { dueAt: number; extended: boolean },
): number | null {
  const spans = ended(pauses).filter(({ from }) => from <= dueAt);
  const reached = (part: Limit) => {
    const due = dueAfter(part, startedAt, spans, calendar, conventions);
    return due.kind === 'at' ? due.at : null;
  };
  if (limit.kind !== 'measured' || limit.scale === 'days' || limit.scale === 'months') {
    return startedAt + Math.round(share * (dueAt - startedAt));
  }
  // Of working days it is a share of the business time in them, so that nobody is warned at night or on a day off.
  const scale = limit.scale === 'workingDays' ? 'workingTime' : limit.scale;
  const asWritten = limit.scale !== 'workingDays' && !extended;
  const whole = asWritten ? limit.amount : timeIn(scale, { from: startedAt, until: dueAt }, spans, calendar);
  if (whole === null) return null;
  const at = reached({ kind: 'measured', scale, amount: Math.round(whole * share), warnAt: null });
  return at === null || asWritten ? at : Math.min(Math.max(at, startedAt), dueAt);
}

/** Between two instants, without the pauses in it; null outside the decreed years. */
function timeIn(scale: Scale, { from, until }: Span, pauses: readonly Span[], calendar: Calendar): number | null {
  let time = lengthOf(scale, from, until, calendar);
  for (const pause of pauses) {
    const rested = lengthOf(scale, pause.from, Math.min(pause.until, until), calendar);
    time = time === null || rested === null ? null : time - rested;
  }
  return time;
}

/** The instant at which that much is left. */
function before(left: Limit, dueAt: number, { calendar }: ClockRule): number | null {
  if (left.kind !== 'measured') return null;
  const { days, workingDays, workingHours } = calendar;
  if (left.scale === 'elapsed') return dueAt - left.amount;
  if (left.scale === 'workingTime') {
    const worked = workingHours.before(dueAt);
    return worked === null ? null : workingHours.reaching(worked - left.amount, 'nextOpening');
  }
  const last = days.of(dueAt - 1);
  if (left.scale === 'days') return days.startOf(last + 1 - left.amount);
  if (left.scale !== 'workingDays') return null;
  const count = workingDays.upTo(last);
  const day = count === null ? null : workingDays.reaching(count - left.amount + 1);
  return day === null ? null : days.startOf(day);
}
