import { clocksOf, isLate } from '../clocks/clock-state.js';
import type { TicketState } from '../clocks/replay.js';
import { fieldsFrom } from '../conditions/decide.js';
import type { Fields } from '../conditions/fields.js';
import type { Procedure } from '../procedure/procedure.js';

/** The fields of a ticket as it stands at `now`, with those of the person or the moment that the question is about. */
export function situation(procedure: Procedure, state: TicketState, now: number, asked: Fields = {}): Fields {
  const clocks = clocksOf(state);
  const counts = {
    stage: state.stage,
    overdue: clocks.filter((clock) => isLate(clock, now)).length,
    warned: clocks.filter(({ state: is, warnings }) => is === 'armed' && warnings.some(({ at }) => at <= now)).length,
  };
  return fieldsFrom(procedure, { ...counts, ...state.said, ...asked });
}
