import { randomFor, Weighted } from '../random.js';
import { SHARES } from '../shares.js';
import type { PartyOptions } from './branches.js';

/** What a callback brought, as `POST /callbacks/:complaintId/attempts` wants it, and how long after it was owed. */
export interface Callback {
  afterHours: number;
  attempt: { attemptId: string; outcome: 'satisfied' | 'unsatisfied' | 'notReached' };
}

/** 回访: `call` counts every call to this customer from 1, over all rounds. From the third unsatisfied on nobody is. */
export function callbackBrings(
  { complaintId, call, unsatisfiedBefore }: { complaintId: string; call: number; unsatisfiedBefore: number },
  { seed, shares = SHARES }: Pick<PartyOptions, 'seed' | 'shares'>,
): Callback {
  const random = randomFor(seed, 'callback', `${complaintId} ${call}`);
  const { outcome } = new Weighted(shares.callback, ({ weight }) => weight).pick(random);
  return {
    afterHours: 0.5 + 7 * random.fraction(),
    attempt: {
      attemptId: `${complaintId}-call-${call}`,
      outcome: outcome === 'unsatisfied' && unsatisfiedBefore >= 2 ? 'satisfied' : outcome,
    },
  };
}
