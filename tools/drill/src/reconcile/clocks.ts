import type { Finding } from '../finding.js';
import type { LogRecord } from '../observe/log-record.js';

/** A clock as sla-monitor keeps it. */
export interface StoredClock {
  complaintId: string;
  clockId: string;
  state: string;
  missed: boolean;
}

/** In which state a clock is after each of these; what is not named changes none. */
const STATE_AFTER: Readonly<Record<string, string>> = {
  'deadline.armed.v1': 'armed',
  'deadline.paused.v1': 'paused',
  'deadline.resumed.v1': 'armed',
  'deadline.met.v1': 'met',
  'deadline.cancelled.v1': 'cancelled',
};

/** Nobody waits for these: they may be kept without a word about them. */
const SILENT = ['notConfigured', 'cancelled'];

/**
 * Every registered ticket has a clock, and the one that its promise to the customer comes from; each clock was armed once
 * before it ended; the clocks that sla-monitor keeps are those that the journal tells of, in that state.
 */
export function checkClocks(facts: readonly LogRecord[], clocks: readonly StoredClock[]): Finding[] {
  const registered = facts.filter(({ type }) => type === 'ticket.registered.v1');
  const ofClocks = facts.filter(({ type }) => type.startsWith('deadline.'));
  const told = Map.groupBy(ofClocks, ({ key, data }) => named(key!, String(data.clockId)));
  const kept = Map.groupBy(clocks, ({ complaintId, clockId }) => named(complaintId, clockId));
  const armed = Map.groupBy(
    facts.filter(({ type }) => type === 'deadline.armed.v1'),
    ({ key }) => key!,
  );
  return [
    ...registered.flatMap(({ key, data }) => promised(key!, data.answerBy, armed.get(key!) ?? [])),
    ...[...told].flatMap(([clock, stream]) => armedOnce(clock, stream)),
    ...[...new Set([...told.keys(), ...kept.keys()])].flatMap((clock) =>
      compare(clock, told.get(clock) ?? [], kept.get(clock) ?? []),
    ),
  ];
}

const named = (complaintId: string, clockId: string) => `clock ${clockId} of ticket ${complaintId}`;

function promised(complaint: string, answerBy: unknown, armed: readonly LogRecord[]): Finding[] {
  if (armed.length === 0) {
    return [{ fault: 'lost', id: `clocks of ticket ${complaint}`, expected: 'one is armed', seen: 'none' }];
  }
  if (typeof answerBy !== 'string' || armed.some(({ data }) => data.dueAt === answerBy)) return [];
  return [
    {
      fault: 'lost',
      id: `clocks of ticket ${complaint}`,
      expected: `one is armed that is due at ${answerBy}, as the customer was promised`,
      seen: armed.map(({ data }) => `${String(data.clockId)} at ${String(data.dueAt)}`).join(', '),
    },
  ];
}

/** A clock that ended may run again, when a fact comes late; one that runs is not armed. */
function armedOnce(clock: string, stream: readonly LogRecord[]): Finding[] {
  let runs = false;
  return stream.flatMap(({ type, id, offset }): Finding[] => {
    const again = type === 'deadline.armed.v1' && runs;
    if (type === 'deadline.armed.v1') runs = true;
    if (type === 'deadline.met.v1' || type === 'deadline.cancelled.v1') runs = false;
    return again
      ? [{ fault: 'doubled', id: clock, expected: 'armed once', seen: `again by ${id} (offset ${offset})` }]
      : [];
  });
}

function compare(id: string, stream: readonly LogRecord[], kept: readonly StoredClock[]): Finding[] {
  const [clock, ...more] = kept;
  const state = STATE_AFTER[stream.findLast(({ type }) => type in STATE_AFTER)?.type ?? ''];
  if (clock === undefined) return [{ fault: 'lost', id, expected: `kept, ${state}`, seen: 'none' }];
  const again = more.map((): Finding => ({ fault: 'doubled', id, expected: 'kept once', seen: 'once more' }));
  if (state === undefined) {
    if (SILENT.includes(clock.state)) return again;
    return [...again, { fault: 'lost', id, expected: 'deadline.armed.v1: it is kept', seen: 'no fact' }];
  }
  const misses = stream.findLast(({ type }) => MISSES.includes(type));
  const missed = misses?.type === 'deadline.missed.v1';
  return [
    ...again,
    ...(clock.state === state ? [] : [{ fault: 'lost', id, expected: state, seen: clock.state } as const]),
    ...(clock.missed === missed
      ? []
      : [{ fault: 'lost', id, expected: `missed ${missed}`, seen: `missed ${clock.missed}` } as const]),
  ];
}

const MISSES = ['deadline.missed.v1', 'deadline.miss-taken-back.v1'];
