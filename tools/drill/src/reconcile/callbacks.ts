import { deriveId } from '@cc/contracts';
import type { Finding } from '../finding.js';
import type { Made } from '../load/callback-agents.js';
import type { LogRecord } from '../observe/log-record.js';
import { checkRows } from './rows.js';

/** A callback task as notification keeps it. */
export interface StoredCallback {
  callbackId: string;
  state: string;
}

/** A call on record. */
export interface StoredAttempt {
  complaintId: string;
  attemptId: string;
  callbackId: string;
  effect: string;
}

/** What takes an open callback from the list without a call. */
const ENDED_BY = ['ticket.answered.v1', 'ticket.closed.v1', 'ticket.reopened.v1'];

/**
 * Each answer whose procedures ask for a callback has one, in the state that the calls and the journal leave it in; each call that
 * was acknowledged is on record once.
 */
export function checkCallbacks(
  facts: readonly LogRecord[],
  calls: readonly Made[],
  { callbacks, attempts }: { callbacks: readonly StoredCallback[]; attempts: readonly StoredAttempt[] },
): Finding[] {
  const decided = new Set(attempts.filter(({ effect }) => effect !== 'tryAgain').map(({ callbackId }) => callbackId));
  const owed = new Map(
    [...Map.groupBy(facts, ({ key }) => key!).values()].flatMap((stream) =>
      stream.flatMap(({ type, id, data }, at): [string, Owed][] => {
        const asked = (data.callback as { owed?: boolean } | undefined)?.owed;
        if (type !== 'ticket.answered.v1' || !asked) return [];
        const callbackId = deriveId(id, 'callback');
        const ended = stream.slice(at + 1).some((later) => ENDED_BY.includes(later.type));
        const state = decided.has(callbackId) ? 'done' : ended ? 'ended' : 'open';
        return [[callbackId, { complaintId: String(data.complaintId), state }]];
      }),
    ),
  );
  return [
    ...checkRows(
      owed,
      callbacks.map(({ callbackId, state }) => ({ id: callbackId, kept: state })),
      {
        name: (callbackId) => `callback ${callbackId}${ofComplaint(owed.get(callbackId))}`,
        because: 'owed by an answer',
        compare: (id, { state }, seen) => (seen === state ? [] : [{ fault: 'lost', id, expected: state, seen }]),
      },
    ),
    ...checkRows(
      new Map(calls.map((call) => [nameOf(call), call])),
      attempts.map((attempt) => ({ id: nameOf(attempt), kept: attempt })),
      { name: (id) => id, because: 'acknowledged' },
    ),
  ];
}

interface Owed {
  complaintId: string;
  state: string;
}

const ofComplaint = (owed: Owed | undefined) => (owed ? ` of complaint ${owed.complaintId}` : '');
const nameOf = ({ complaintId, attemptId }: Pick<Made, 'complaintId' | 'attemptId'>) =>
  `call ${attemptId} to the customer of complaint ${complaintId}`;
