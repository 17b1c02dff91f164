import type { Reason } from '../answer.js';
import type { Fields, FieldValue } from '../conditions/fields.js';
import type { LookBackRule } from '../procedure/procedure.js';
import { dueAfter } from '../time/due.js';

/** A ticket as a rule over many tickets sees it. */
export interface SeenTicket {
  fields: Fields;
  /** When each event happened to it, the latest where it happened more than once. */
  at: Readonly<Record<string, number | undefined>>;
}

export interface Finding {
  /** False where the text names no number or no window; then nothing is found. */
  configured: boolean;
  holds: boolean;
  count: number;
  reason: Reason;
}

/**
 * Whether enough tickets with the same key lie within the window that ends at `at`. Pure over the list it is given, so
 * that a ticket found untrue later withdraws what was found with it. `others` may hold more tickets than the window.
 */
export function lookBack(rule: LookBackRule, ticket: Fields, at: number, others: readonly SeenTicket[]): Finding {
  const counted = others.filter((other) => sameKey(rule, ticket, other.fields) && isSeen(rule, other, at));
  const ownCounts = rule.countsItself && rule.when.holds(ticket);
  const fields = [...counted.map((other) => other.fields), ...(ownCounts ? [ticket] : [])];
  const count = rule.distinct ? distinctValues(fields, rule.distinct) : fields.length;
  // Where the text gives no number, nothing is found: what is not configured must not count against anybody.
  const configured = rule.atLeast !== null && rule.within?.kind !== 'notConfigured';
  const holds = configured && isConcerned(rule, ticket) && count >= rule.atLeast!;
  return { configured, holds, count, reason: rule.reason };
}

/**
 * Whether a ticket lies in a window that holds enough: its own, or that of a ticket which came later and was seen before
 * it, so that what is found does not hang on the order in which tickets are seen. `others` are the answer to its query.
 */
export function joins(rule: LookBackRule, ticket: Fields, at: number, others: readonly SeenTicket[]): boolean {
  const { atLeast, countsItself, distinct, from } = rule;
  if (atLeast === null || others.length + Number(countsItself) < atLeast || !isConcerned(rule, ticket)) return false;
  const timed = others.map(({ fields, at: happened }) => ({
    at: happened[from]!,
    value: distinct && fields[distinct],
  }));
  if (countsItself) timed.push({ at, value: distinct && ticket[distinct] });
  timed.sort((one, other) => one.at - other.at);

  for (let end = timed.length - 1; end >= 0; end -= 1) {
    const last = timed[end]!.at;
    if (countsItself ? last < at : last > at) continue;
    const first = earliestOf(timed, end, atLeast, distinct !== null);
    // Windows are as long for all: what holds the earliest holds those between.
    if (first !== null && isWithin(rule, Math.min(first, at), countsItself ? last : at)) return true;
    if (!countsItself) return false;
  }
  return false;
}

/** Going back from `end`, the time of the ticket that makes them enough; null where all are too few. */
function earliestOf(
  timed: readonly { at: number; value: FieldValue | null | undefined }[],
  end: number,
  atLeast: number,
  isDistinct: boolean,
): number | null {
  if (!isDistinct) return timed[end + 1 - atLeast]?.at ?? null;
  const values = new Set<string>();
  for (let nth = end; nth >= 0; nth -= 1) {
    const { at, value } = timed[nth]!;
    if (value !== undefined) values.add(String(value));
    if (values.size >= atLeast) return at;
  }
  return null;
}

/** Tickets of windows that hold enough, each of which shares a ticket with the next. */
export interface Gathering<Ticket extends SeenTicket = SeenTicket> {
  /** The oldest first. */
  tickets: readonly Ticket[];
  /** When the first and the last of them happened. */
  from: number;
  until: number;
}

/** Tickets that a rule counts, the oldest first, and for each that is the last of a window where this begins. */
interface Windows<Ticket extends SeenTicket> {
  counted: readonly Ticket[];
  at: readonly number[];
  windows: { first: number; last: number; count: number }[];
}

/** For rules that count the ticket itself; `seen` have one key. */
function windowsOf<Ticket extends SeenTicket>(rule: LookBackRule, seen: readonly Ticket[]): Windows<Ticket> {
  const from = ({ at }: SeenTicket) => at[rule.from]!;
  const counted = seen
    .filter(({ at, fields }) => at[rule.from] !== undefined && rule.when.holds(fields))
    .sort((one, other) => from(one) - from(other));
  const at = counted.map(from);
  const windows: Windows<Ticket>['windows'] = [];
  let first = 0;
  for (let last = 0; last < counted.length; last += 1) {
    // All who came at one instant are in one window.
    if (at[last + 1] === at[last]) continue;
    while (first < last && !isWithin(rule, at[first]!, at[last]!)) first += 1;
    // A window whose end nobody knows, because no calendar is decreed that far, holds not even its own ticket.
    if (!isWithin(rule, at[first]!, at[last]!)) continue;
    windows.push({ first, last, count: countOf(rule, counted, first, last) });
  }
  return { counted, at, windows };
}

function countOf({ distinct }: LookBackRule, counted: readonly SeenTicket[], first: number, last: number): number {
  if (distinct === null) return last - first + 1;
  const fields = counted.slice(first, last + 1).map((ticket) => ticket.fields);
  return distinctValues(fields, distinct);
}

/** Who lies in a window that holds enough, which is who `joins` finds; the earliest first. */
export function gatherings<Ticket extends SeenTicket>(
  rule: LookBackRule,
  seen: readonly Ticket[],
): Gathering<Ticket>[] {
  const { atLeast } = rule;
  if (atLeast === null) return [];
  const { counted, at, windows } = windowsOf(rule, seen);
  const stretches: { first: number; last: number }[] = [];
  for (const { first, last, count } of windows) {
    if (count < atLeast) continue;
    const before = stretches.at(-1);
    if (before && first <= before.last) before.last = last;
    else stretches.push({ first, last });
  }
  return stretches.map(({ first, last }) => ({
    tickets: counted.slice(first, last + 1),
    from: at[first]!,
    until: at[last]!,
  }));
}

/** The most that the rule counts in any window of these. */
export function mostOf(rule: LookBackRule, seen: readonly SeenTicket[]): number {
  return windowsOf(rule, seen).windows.reduce((most, { count }) => Math.max(most, count), 0);
}

/** A ticket is found among others only where it counts as they do. */
const isConcerned = ({ countsItself, when }: LookBackRule, ticket: Fields) => !countsItself || when.holds(ticket);

/**
 * What a service has to ask of its tables to get the `others` of a rule: tickets with the same key whose event `rule.from`
 * lies between `since` and `at`, as far as `rule.when` fits them. Of those the newest `rule.atLeast` are enough, where
 * `rule.distinct` says so of different values; if the ticket counts itself, as many of those after `at` as well. `lookBack`
 * over the answer holds where it holds over all tickets.
 */
export interface LookBackQuery {
  rule: LookBackRule;
  /** The ticket's own values. */
  key: Readonly<Record<string, FieldValue>>;
  since: number;
  at: number;
}

/**
 * Null where nothing can be found: the ticket lacks a value of the key, and nothing can be the same as what is not known;
 * it does not count itself as those do that are counted; or the text gives no number.
 */
export function queryFor(rule: LookBackRule, ticket: Fields, at: number): LookBackQuery | null {
  if (rule.atLeast === null || !isConcerned(rule, ticket)) return null;
  const key: Record<string, FieldValue> = {};
  for (const field of rule.key) {
    const value = ticket[field];
    if (value === undefined) return null;
    key[field] = value;
  }
  return { rule, key, since: earliestStart(rule, at), at };
}

function isSeen(rule: LookBackRule, { fields, at: happened }: SeenTicket, at: number): boolean {
  const from = happened[rule.from];
  return from !== undefined && from <= at && rule.when.holds(fields) && isWithin(rule, from, at);
}

/** T9: a window of days holds its last day up to 24:00, which is the next day already; one of hours holds its end. */
export function isWithin(
  { within, calendar, conventions }: Pick<LookBackRule, 'within' | 'calendar' | 'conventions'>,
  from: number,
  at: number,
): boolean {
  if (within === null) return true;
  const end = dueAfter(within, from, [], calendar, conventions);
  if (end.kind !== 'at') return false;
  return within.kind === 'measured' && within.scale === 'elapsed' ? at <= end.at : at < end.at;
}

const DAY = 86_400_000;
const AT_MOST_DAYS = { elapsed: 1 / DAY, workingTime: 1 / 3_600_000, days: 1, workingDays: 3, months: 31 };

/** No window reaches further back than this: the limit taken in ordinary days, with room for holidays and months. */
export function earliestStart({ within }: Pick<LookBackRule, 'within'>, at: number): number {
  if (within === null) return 0;
  if (within.kind === 'endOf') return at - 32 * DAY;
  if (within.kind !== 'measured') return at;
  return at - (within.amount * AT_MOST_DAYS[within.scale] + 15) * DAY;
}

function sameKey({ key }: LookBackRule, ticket: Fields, other: Fields): boolean {
  return key.every((field) => ticket[field] !== undefined && String(ticket[field]) === String(other[field]));
}

function distinctValues(tickets: readonly Fields[], field: string): number {
  return new Set(
    tickets
      .map((fields) => fields[field])
      .filter((value) => value !== undefined)
      .map(String),
  ).size;
}
