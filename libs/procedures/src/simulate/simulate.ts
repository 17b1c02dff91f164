import type { Configured, LocalisedText } from '../answer.js';
import { clocksOf, isLate, type ClockState } from '../clocks/clock-state.js';
import type { Fact } from '../clocks/fact.js';
import { replay } from '../clocks/replay.js';
import { answerTo } from '../conditions/decide.js';
import type { Fields } from '../conditions/fields.js';
import type { Procedure } from '../procedure/procedure.js';
import { revisionsOf, type Revision } from './revisions.js';

/** A ticket whose facts are replayed. */
export interface PastTicket {
  id: string;
  facts: readonly Fact[];
}

/** What tickets would have come to under another procedure, another version or another calendar. */
export interface Simulation {
  /** What is late, missed or warned of depends on the instant at which it is asked. */
  askedAt: number;
  tickets: number;
  late: { before: number; after: number };
  /** Clocks whose miss would have gone to another level. */
  escalated: { before: number; after: number };
  /** Only tickets for which something is otherwise, in the order given. */
  otherwise: TicketOtherwise[];
}

export interface TicketOtherwise {
  ticket: string;
  clocks: Revision[];
  /** Questions that both ask; one that only one of them asks is a difference of the procedures. */
  decisions: { question: string; name: LocalisedText; before: Configured<unknown>; after: Configured<unknown> }[];
}

/** Replays every ticket under both; nothing is changed by it. */
export function simulate(before: Procedure, after: Procedure, tickets: readonly PastTicket[], now: number): Simulation {
  const result: Simulation = {
    askedAt: now,
    tickets: tickets.length,
    late: { before: 0, after: 0 },
    escalated: { before: 0, after: 0 },
    otherwise: [],
  };
  for (const { id, facts } of tickets) {
    const was = outcome(before, facts, now);
    const is = outcome(after, facts, now);
    result.late.before += count(was.clocks, now, () => true);
    result.late.after += count(is.clocks, now, () => true);
    result.escalated.before += count(was.clocks, now, escalates);
    result.escalated.after += count(is.clocks, now, escalates);

    const clocks = revisionsOf(was.clocks, is.clocks, now);
    const decisions = decidedOtherwise(before, was.fields, after, is.fields);
    if (clocks.length + decisions.length > 0) result.otherwise.push({ ticket: id, clocks, decisions });
  }
  return result;
}

function outcome(procedure: Procedure, facts: readonly Fact[], now: number): { clocks: ClockState[]; fields: Fields } {
  const state = replay(procedure, facts, { now });
  return { clocks: clocksOf(state), fields: state.fields };
}

function count(clocks: readonly ClockState[], now: number, which: (clock: ClockState) => boolean): number {
  return clocks.filter((clock) => isLate(clock, now) && which(clock)).length;
}

const escalates = ({ rule }: ClockState) => rule.onMiss.some(({ entry }) => entry.escalateTo !== undefined);

function decidedOtherwise(
  before: Procedure,
  fieldsBefore: Fields,
  after: Procedure,
  fieldsAfter: Fields,
): TicketOtherwise['decisions'] {
  const asked = new Map(after.decisions.map((decision) => [decision.field, decision]));
  return before.decisions.flatMap((decision) => {
    const later = asked.get(decision.field);
    if (!later) return [];
    const was = answerTo(decision, fieldsBefore);
    const is = answerTo(later, fieldsAfter);
    return valueOf(was) === valueOf(is) ? [] : [{ question: decision.field, name: later.name, before: was, after: is }];
  });
}

const valueOf = (answer: Configured<unknown>) => (answer.configured ? answer.value : undefined);
