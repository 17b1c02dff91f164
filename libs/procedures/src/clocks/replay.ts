import { decide } from '../conditions/decide.js';
import type { Fields } from '../conditions/fields.js';
import type { Procedure } from '../procedure/procedure.js';
import type { Fact } from './fact.js';
import { continueRun, endRun, startRun, type Run } from './run.js';

/** A ticket as its facts leave it. A value: every fact gives a new one. */
export interface TicketState {
  /** What facts have said, the latest last. */
  said: Fields;
  /** The same with what the procedure decides from it. */
  fields: Fields;
  /** Every run of every clock, in the order of the rules and of their starts. */
  runs: ReadonlyMap<string, readonly Run[]>;
}

export const NOTHING_YET: TicketState = { said: {}, fields: {}, runs: new Map() };

/**
 * The state of a ticket under a procedure: a pure function of its facts in the order they were recorded. Going on from
 * a state gives the same as beginning anew.
 */
export function replay(procedure: Procedure, facts: readonly Fact[], from: TicketState = NOTHING_YET): TicketState {
  return facts.reduce((state, fact) => after(procedure, state, fact), from);
}

function after(procedure: Procedure, state: TicketState, fact: Fact): TicketState {
  const said = fact.set ? { ...state.said, ...fact.set } : state.said;
  const fields = fact.set || state === NOTHING_YET ? { ...said, ...decide(procedure, said) } : state.fields;
  const runs = new Map(state.runs);
  for (const rule of procedure.clocks) {
    const earlier = runs.get(rule.rule) ?? [];
    const last = earlier.at(-1);
    const running = last?.end === null ? last : undefined;
    const continued = running ? continueRun(running, fact, fields) : undefined;
    const started = startRun(rule, earlier, fact, fields);
    if (continued === running && !started) continue;

    const kept = running ? earlier.slice(0, -1) : earlier;
    const ended =
      continued && started && !continued.end ? endRun(continued, 'cancelled', fact.recordedAt, fact.fact) : continued;
    runs.set(rule.rule, [...kept, ...(ended ? [ended] : []), ...(started ? [started] : [])]);
  }
  return { said, fields, runs };
}
