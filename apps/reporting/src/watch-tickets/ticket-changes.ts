import type { Concern } from './concern.entity.js';

/** The parts of a fact that say where a ticket is and what is wrong with it. */
export interface WatchedFact {
  type: string;
  division: string;
  data: { complaintId: string };
}

/**
 * Which division has the open ticket of each complaint after these facts, null when none has; what no fact says anything about
 * is left out. 在办单位.
 */
export function holdersAfter(facts: readonly WatchedFact[]): Map<string, string | null> {
  const holders = new Map<string, string | null>();
  for (const { type, division, data } of facts) {
    if (type === 'ticket.closed.v1') holders.set(data.complaintId, null);
    else if (HOLDS.has(type)) holders.set(data.complaintId, division);
  }
  return holders;
}

const HOLDS = new Set(['ticket.registered.v1', 'work.dispatched.v1', 'ticket.reopened.v1']);

export interface ConcernChanges {
  /** Complaints that have none any more. */
  settled: string[];
  ended: Pick<Concern, 'complaintId' | 'about'>[];
  raised: Concern[];
}

/** What becomes of concerns by these facts; to be carried out in the order of the fields. */
export function concernChanges(facts: readonly WatchedFact[]): ConcernChanges {
  const settled = new Set<string>();
  const ended = new Map<string, Pick<Concern, 'complaintId' | 'about'>>();
  const raised = new Map<string, Concern>();
  for (const { type, data } of facts) {
    const { complaintId, clockId } = data as WatchedFact['data'] & { clockId: string };
    if (type === 'ticket.closed.v1') {
      settled.add(complaintId);
      for (const [key, concern] of raised) if (concern.complaintId === complaintId) raised.delete(key);
    } else if (ENDS.has(type)) {
      raised.delete(complaintId + clockId);
      ended.set(complaintId + clockId, { complaintId, about: clockId });
    } else {
      const concern = concernOf(type, data as never);
      if (concern) raised.set(concern.complaintId + concern.about, concern);
    }
  }
  return { settled: [...settled], ended: [...ended.values()], raised: [...raised.values()] };
}

/** The clock was met late, stopped for good, or not missed after all. */
const ENDS = new Set(['deadline.met.v1', 'deadline.cancelled.v1', 'deadline.miss-taken-back.v1']);

/** Whose next clock may be another one after these facts, or is asked for the first time. */
export function clocksToLookAt(facts: readonly WatchedFact[]): string[] {
  return [...new Set(facts.filter(({ type }) => MOVES.has(type)).map(({ data }) => data.complaintId))];
}

/** A miss that is taken back is followed by what the clock is instead. */
const MOVES = new Set([
  'ticket.abnormal.v1',
  'deadline.armed.v1',
  'deadline.paused.v1',
  'deadline.resumed.v1',
  'deadline.revised.v1',
  'deadline.missed.v1',
  'deadline.met.v1',
  'deadline.cancelled.v1',
]);

type Raising = Pick<Concern, 'complaintId' | 'name' | 'dueAt' | 'why'> & { clockId: string; kind: string };

function concernOf(type: string, { complaintId, clockId, kind, name, dueAt, why }: Raising): Concern | null {
  switch (type) {
    case 'deadline.missed.v1':
      return { complaintId, about: clockId, kind: 'late', name, dueAt, nextClock: null, why };
    case 'ticket.abnormal.v1':
      return {
        complaintId,
        about: `abnormal/${kind}`,
        kind: 'abnormal',
        name: { kind },
        dueAt: null,
        nextClock: null,
        why,
      };
    default:
      return null;
  }
}
