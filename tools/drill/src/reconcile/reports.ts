import type { Finding } from '../finding.js';
import type { LogRecord } from '../observe/log-record.js';

type Counts = (fact: LogRecord) => boolean;

const is =
  (type: string, holds: (data: LogRecord['data']) => boolean = () => true): Counts =>
  (fact) =>
    fact.type === type && holds(fact.data);

/** What each figure counts, written here once more: the services' own counting is what is looked at. */
export const FIGURES: Readonly<Record<string, Counts>> = {
  recorded: is('complaint.recorded.v1'),
  settled: is('complaint.recorded.v1', ({ outcome }) => outcome === 'settled'),
  refused: is('complaint.refused.v1'),
  tickets: is('ticket.registered.v1'),
  dispatched: is('work.dispatched.v1'),
  returned: is('work.returned.v1'),
  answered: is('ticket.answered.v1'),
  closed: is('ticket.closed.v1'),
  on_time: is('ticket.closed.v1', ({ onTime }) => onTime === true),
  late: is('ticket.closed.v1', ({ onTime }) => onTime === false),
  withdrawn: is('ticket.closed.v1', ({ closedAs }) => closedAs === 'withdrawn'),
  reopened: is('ticket.reopened.v1'),
  urges: is('request.answered.v1', ({ kind, result }) => kind === 'urge' && result === 'accepted'),
  bounced: is('request.answered.v1', ({ result }) => result === 'bounced'),
  warned: is('deadline.warned.v1'),
  missed: is('deadline.missed.v1'),
  misses_taken_back: is('deadline.miss-taken-back.v1'),
  abnormal: is('ticket.abnormal.v1'),
  satisfied: is('callback.made.v1', ({ outcome }) => outcome === 'satisfied'),
  unsatisfied: is('callback.made.v1', ({ outcome }) => outcome === 'unsatisfied'),
};

/** A line of `GET /reports/provinces`. */
export type ReportLine = { division: string } & Readonly<Record<string, string | number>>;

/** Recounts each figure of each division from the journal and compares it with what reporting answers. */
export function checkReports(facts: readonly LogRecord[], lines: readonly ReportLine[]): Finding[] {
  const reported = new Map(lines.map((line) => [line.division, line]));
  const recounted = Map.groupBy(facts, ({ division }) => division ?? '-');
  return [...new Set([...reported.keys(), ...recounted.keys()])].sort().flatMap((division) =>
    Object.entries(FIGURES).flatMap(([figure, counts]): Finding[] => {
      const expected = (recounted.get(division) ?? []).filter(counts).length;
      const seen = Number(reported.get(division)?.[figure] ?? 0);
      if (seen === expected) return [];
      const fault = seen < expected ? 'lost' : 'doubled';
      return [{ fault, id: `report of division ${division}, ${figure}`, expected: `${expected}`, seen: `${seen}` }];
    }),
  );
}
