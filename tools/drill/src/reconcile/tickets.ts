import type { Finding } from '../finding.js';
import type { LogRecord } from '../observe/log-record.js';

/** A ticket as a service keeps it, with what it counts by itself. */
export interface StoredTicket {
  service: string;
  complaintId: string;
  dispatches: number;
  returns: number;
  urges: number;
  closed: boolean;
}

type Counted = Omit<StoredTicket, 'service' | 'complaintId'>;

/** Each service that keeps tickets has each that was registered and no other, and has counted what happened to it once. */
export function checkTickets(facts: readonly LogRecord[], tickets: readonly StoredTicket[]): Finding[] {
  const expected = new Map(
    [...Map.groupBy(facts, ({ key }) => key!)]
      .filter(([, stream]) => stream.some(({ type }) => type === 'ticket.registered.v1'))
      .map(([complaint, stream]) => [complaint, countedIn(stream)]),
  );
  return [...Map.groupBy(tickets, ({ service }) => service)].flatMap(([service, kept]) => {
    const seen = new Map(kept.map((ticket) => [ticket.complaintId, ticket]));
    return [...new Set([...expected.keys(), ...seen.keys()])].flatMap((complaint) =>
      compare(`ticket ${complaint} in ${service}`, expected.get(complaint), seen.get(complaint)),
    );
  });
}

function countedIn(stream: readonly LogRecord[]): Counted {
  const count = (type: string, holds: (data: LogRecord['data']) => boolean = () => true) =>
    stream.filter((fact) => fact.type === type && holds(fact.data)).length;
  return {
    dispatches: count('work.dispatched.v1'),
    returns: count('work.returned.v1'),
    urges: count('request.answered.v1', ({ kind, result }) => kind === 'urge' && result === 'accepted'),
    closed: count('ticket.closed.v1') > 0,
  };
}

function compare(id: string, expected: Counted | undefined, seen: Counted | undefined): Finding[] {
  if (seen === undefined) return [{ fault: 'lost', id, expected: 'kept: it was registered', seen: 'none' }];
  if (expected === undefined) return [{ fault: 'doubled', id, expected: 'none: it was not registered', seen: 'one' }];
  return (['dispatches', 'returns', 'urges', 'closed'] as const)
    .filter((what) => Number(seen[what]) !== Number(expected[what]))
    .map((what) => ({
      fault: Number(seen[what]) < Number(expected[what]) ? 'lost' : 'doubled',
      id,
      expected: `${what} ${expected[what]}`,
      seen: String(seen[what]),
    }));
}
