import type { Finding } from '../finding.js';
import type { LogRecord } from '../observe/log-record.js';
import { checkRows } from './rows.js';

/** Where a ticket is, and what has happened to it, as the journal tells it. */
interface Told {
  state: 'open' | 'answered' | 'closed' | 'withdrawn';
  closed: boolean;
  /** Which division has it, or had it last; of an open one in reporting. */
  division: string | null;
  holder: string | null;
  dispatches: number;
  returns: number;
  urges: number;
  reopened: number;
  missed: number;
}

/** A ticket as a service keeps it, with what this service says of it. */
export interface StoredTicket {
  service: string;
  complaintId: string;
  says: Partial<Told>;
}

/** Each service that keeps tickets has each that was registered and no other, once, and says of it what the journal says. */
export function checkTickets(facts: readonly LogRecord[], tickets: readonly StoredTicket[]): Finding[] {
  const expected = new Map(
    [...Map.groupBy(facts, ({ key }) => key!)]
      .filter(([, stream]) => stream.some(({ type }) => type === 'ticket.registered.v1'))
      .map(([complaint, stream]) => [complaint, toldBy(stream)]),
  );
  return KEEPERS.flatMap((service) =>
    checkRows(
      expected,
      tickets
        .filter((ticket) => ticket.service === service)
        .map(({ complaintId, says }) => ({ id: complaintId, kept: says })),
      { name: (complaint) => `ticket ${complaint} in ${service}`, because: 'registered', compare },
    ),
  );
}

const KEEPERS = ['intake', 'routing', 'sla-monitor', 'reporting'] as const;

const STATE_AFTER: Readonly<Record<string, Told['state']>> = {
  'work.dispatched.v1': 'open',
  'ticket.reopened.v1': 'open',
  'ticket.answered.v1': 'answered',
};

function toldBy(stream: readonly LogRecord[]): Told {
  const count = (type: string, holds: (data: LogRecord['data']) => boolean = () => true) =>
    stream.filter((fact) => fact.type === type && holds(fact.data)).length;
  const end = stream.find(({ type }) => type === 'ticket.closed.v1');
  const moved = stream.findLast(({ type }) => type in STATE_AFTER);
  const dispatched = stream.findLast(({ type }) => type === 'work.dispatched.v1');
  const division = dispatched?.division ?? null;
  return {
    state: end
      ? end.data.closedAs === 'withdrawn'
        ? 'withdrawn'
        : 'closed'
      : (STATE_AFTER[moved?.type ?? ''] ?? 'open'),
    closed: end !== undefined,
    division,
    holder: end ? null : division,
    dispatches: count('work.dispatched.v1'),
    returns: count('work.returned.v1'),
    urges: count('request.answered.v1', ({ kind, result }) => kind === 'urge' && result === 'accepted'),
    reopened: count('ticket.reopened.v1'),
    missed: count('deadline.missed.v1') - count('deadline.miss-taken-back.v1'),
  };
}

function compare(id: string, told: Told, says: Partial<Told>): Finding[] {
  return (Object.keys(says) as (keyof Told)[])
    .filter((what) => says[what] !== told[what])
    .map((what) => ({
      fault: typeof told[what] === 'number' && Number(says[what]) > told[what] ? 'doubled' : 'lost',
      id,
      expected: `${what} ${told[what]}`,
      seen: String(says[what]),
    }));
}
