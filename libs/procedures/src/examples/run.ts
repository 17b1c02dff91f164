import { clocksOf, type ClockState } from '../clocks/clock-state.js';
import type { Fact } from '../clocks/fact.js';
import { replay, type TicketState } from '../clocks/replay.js';
import type { Fields } from '../conditions/fields.js';
import { situation } from '../life-cycle/situation.js';
import { lookBack, type Finding, type SeenTicket } from '../look-back/look-back.js';
import type { ProcedureBook } from '../procedure/load.js';
import type { Procedure } from '../procedure/procedure.js';
import { parseLocal } from '../time/local-time.js';
import { differences, type Miss } from './compare.js';
import type { ExampleEntry, FactEntry, OtherTicket } from './schema.js';

/** An example played: the ticket at the time it is asked, and what differs from what was expected. */
export interface Played {
  procedure: Procedure;
  facts: readonly Fact[];
  /** Other tickets, as they are known when it is asked. */
  others: readonly SeenTicket[];
  now: number;
  zone: string;
  state: TicketState;
  /** The ticket's fields when asked. */
  fields: Fields;
  clocks: readonly ClockState[];
  findings: ReadonlyMap<string, Finding>;
  misses: readonly Miss[];
}

export type Instant = (text: string) => number;

/** Plays one example against the engine. Throws `RangeError` on a time, an option or a choice that does not exist. */
export function play(book: ProcedureBook, asWritten: Procedure, example: ExampleEntry): Played {
  const chosen = Object.keys(example.choose).length > 0;
  const procedure = chosen ? book.read(asWritten.basis, example.choose) : asWritten;
  const zone = procedure.calendar.days.timeZone;
  const instant: Instant = (text) => {
    const found = parseLocal(text, zone);
    if (found === null) throw new RangeError(`${text} does not exist in ${zone}`);
    return found;
  };
  const facts = example.facts.map((entry) => factOf(entry, instant));
  const now = example.ask ? instant(example.ask) : (facts.at(-1)?.recordedAt ?? 0);
  const others = seenTickets(example.others, now, instant);
  const result = { ...played(procedure, facts, others, now), procedure, facts, others, now, zone, misses: [] };
  return { ...result, misses: differences(result, example.expect, instant) };
}

/** What is to be otherwise when an example is played again. */
export interface Otherwise {
  /** Another procedure that the ticket runs under as well. */
  procedure?: Procedure;
  /** Another instant: nobody knows at an earlier one what came after it. */
  now?: number;
  /** Other facts of a ticket that meets the same others. */
  facts?: readonly Fact[];
}

/** The ticket of an example under another procedure, at another instant, or one with other facts; nothing is expected of it. */
export function playOtherwise(
  { procedure: own, facts: happened, now: asked, others, zone }: Played,
  { procedure = own, now = asked, facts: told = happened }: Otherwise,
): Played {
  const facts = told.filter(({ recordedAt }) => recordedAt <= now);
  return { ...played(procedure, facts, others, now), procedure, facts, others, now, zone, misses: [] };
}

/**
 * The rules over many tickets are asked when the ticket is registered, and again with what has become known of the
 * others since: a mass complaint of which one was found untrue is none any more.
 */
function played(procedure: Procedure, facts: readonly Fact[], others: readonly SeenTicket[], now: number) {
  const [first, ...rest] = facts;
  const findings = new Map(
    first
      ? procedure.lookBacks.map(
          (rule) => [rule.rule, lookBack(rule, first.set ?? {}, first.recordedAt, others)] as const,
        )
      : [],
  );
  const flags = Object.fromEntries(
    procedure.lookBacks.map(({ rule, sets }) => [sets, findings.get(rule)?.holds ?? false]),
  );
  const seen = first ? [{ ...first, set: { ...flags, ...first.set } }, ...rest] : [];
  const state = replay(procedure, seen, { now });
  return { findings, state, clocks: clocksOf(state), fields: situation(procedure, state, now) };
}

function factOf({ at, occurredAt, receivedAt, askedAt, until, ...rest }: FactEntry, instant: Instant): Fact {
  const named = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return {
    ...(named as Pick<Fact, 'fact'>),
    recordedAt: instant(at),
    occurredAt: instant(occurredAt ?? at),
    ...(receivedAt === undefined ? {} : { receivedAt: instant(receivedAt) }),
    ...(askedAt === undefined ? {} : { askedAt: instant(askedAt) }),
    ...(until === undefined ? {} : { until: instant(until) }),
  };
}

/** The other tickets as they are known at the time asked. */
export function seenTickets(others: readonly OtherTicket[], now: number, instant: Instant): SeenTicket[] {
  return others.map(({ at, fields, later }) => ({
    fields: Object.assign({}, fields, ...later.filter((one) => instant(one.at) <= now).map(({ set }) => set)) as Fields,
    at: Object.fromEntries(Object.entries(at).map(([event, time]) => [event, instant(time)])),
  }));
}
