import { gatherings, isWithin, type Gathering, type SeenTicket } from '../look-back/look-back.js';
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
    .flatMap((lookBack) => gatherings(lookBack, counted).map(stretchOf))
    .sort((one, other) => one.from - other.from);

  const waves: Stretch<Ticket>[] = [];
  for (const stretch of stretches) {
    const last = waves.at(-1);
    if (last && (stretch.from <= last.until || isOneWave(rule, last.until, stretch.from))) {
      for (const [ticket, at] of stretch.tickets) last.tickets.set(ticket, at);
      last.until = Math.max(last.until, stretch.until);
    } else waves.push(stretch);
  }
  return waves.map(({ tickets }) => [...tickets].sort(([, one], [, other]) => one - other).map(([ticket]) => ticket));
}

/** From the first ticket of a window to its last. */
interface Stretch<Ticket extends SeenTicket> {
  from: number;
  until: number;
  tickets: Map<Ticket, number>;
}

function stretchOf<Ticket extends SeenTicket>({ rule, tickets }: Gathering<Ticket>): Stretch<Ticket> {
  const timed = tickets.map((ticket) => [ticket, ticket.at[rule.from]!] as const);
  return { from: timed[0]![1], until: timed.at(-1)![1], tickets: new Map(timed) };
}

function isOneWave({ sameWave, calendar, conventions }: CaseRule, until: number, from: number): boolean {
  return sameWave !== null && isWithin({ within: sameWave, calendar, conventions }, until, from);
}
