import type { Reason } from '../answer.js';
import type { Condition } from '../conditions/condition.js';
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
  return { configured, holds: configured && count >= rule.atLeast!, count, reason: rule.reason };
}

/**
 * What a service has to ask of its tables to get the `others` of a rule: all that it may need, and little more. `lookBack`
 * over the rows of the answer finds what it finds over all tickets.
 */
export interface LookBackQuery {
  rule: string;
  /** The flag that the answer sets. */
  sets: string;
  /** Equal to the ticket's own values. */
  key: Readonly<Record<string, FieldValue>>;
  /** The event whose time is bounded below by `since`. */
  event: string;
  since: number;
  /** Bounded above: what happens after the ticket does not count. */
  until: number;
  /** Each row fits, as far as the service knows its fields; `lookBack` looks again. */
  when: Condition | undefined;
  distinct: string | null;
  /** From how many on, the ticket itself with them where `countsItself`; so many rows are enough. */
  atLeast: number | null;
  countsItself: boolean;
}

/** Null when the ticket lacks a value of the key: nothing can be the same as what is not known. */
export function queryFor(rule: LookBackRule, ticket: Fields, at: number): LookBackQuery | null {
  const key = rule.key.map((field) => [field, ticket[field]] as const);
  if (key.some(([, value]) => value === undefined)) return null;
  return {
    rule: rule.rule,
    sets: rule.sets,
    key: Object.fromEntries(key) as Record<string, FieldValue>,
    event: rule.from,
    since: earliestStart(rule, at),
    until: at,
    when: rule.when.says,
    distinct: rule.distinct,
    atLeast: rule.atLeast,
    countsItself: rule.countsItself,
  };
}

function isSeen(rule: LookBackRule, { fields, at: happened }: SeenTicket, at: number): boolean {
  const from = happened[rule.from];
  return from !== undefined && from <= at && rule.when.holds(fields) && isWithin(rule, from, at);
}

/** T9: a window of days holds its last day up to 24:00, which is the next day already; one of hours holds its end. */
function isWithin({ within, calendar, conventions }: LookBackRule, from: number, at: number): boolean {
  if (within === null) return true;
  const end = dueAfter(within, from, [], calendar, conventions);
  if (end.kind !== 'at') return false;
  return within.kind === 'measured' && within.scale === 'elapsed' ? at <= end.at : at < end.at;
}

/** No window reaches further back than this: the limit taken in ordinary days, with room for holidays and months. */
function earliestStart({ within }: LookBackRule, at: number): number {
  const DAY = 86_400_000;
  if (within === null) return 0;
  if (within.kind === 'endOf') return at - 32 * DAY;
  if (within.kind !== 'measured') return at;
  const days = { elapsed: 1 / DAY, workingTime: 1 / 3_600_000, days: 1, workingDays: 3, months: 31 }[within.scale];
  return at - (within.amount * days + 15) * DAY;
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
