import { gatherings, isWithin, type SeenTicket } from '../look-back/look-back.js';
import type { CaseRule, LookBackRule } from '../procedure/procedure.js';

/**
 * The waves among complaints of one key, the earliest first: those that are one case, the oldest first. Pure over the list it is given: what is found untrue leaves its
 * wave, and a wave of too few is none.
 */
export function wavesIn<Ticket extends SeenTicket>(
  rule: CaseRule,
  counting: readonly LookBackRule[],
  seen: readonly Ticket[],
): Ticket[][] {
  const counted = seen.filter(({ fields }) => !rule.leaves.holds(fields));
  const stretches = counting
    .flatMap((lookBack) => gatherings(lookBack, counted).map((gathering) => ({ ...gathering, counts: lookBack.from })))
    .sort((one, other) => one.from - other.from);

  const waves: { until: number; tickets: Map<Ticket, number> }[] = [];
  for (const { from, until, tickets, counts } of stretches) {
    let wave = waves.at(-1);
    if (!wave || (from > wave.until && !isOneWave(rule, wave.until, from))) {
      wave = { until, tickets: new Map() };
      waves.push(wave);
    }
    wave.until = Math.max(wave.until, until);
    for (const ticket of tickets) wave.tickets.set(ticket, ticket.at[counts]!);
  }
  return waves.map(({ tickets }) => [...tickets].sort(([, one], [, other]) => one - other).map(([ticket]) => ticket));
}

function isOneWave({ sameWave, calendar, conventions }: CaseRule, until: number, from: number): boolean {
  return sameWave !== null && isWithin({ within: sameWave, calendar, conventions }, until, from);
}
