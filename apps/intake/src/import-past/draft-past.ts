import type { ComplaintId } from '@cc/contracts';
import type { Complaint } from '../complaint.entity.js';
import type { ComplaintContent, Origin, Secrets } from '../register-complaint/draft-complaint.js';
import type { PastItem } from './decide-past.js';

/**
 * The row of a complaint of the past, still without its number. It was received when the customer came to whoever had it
 * then; no rule of ours has judged it, so it has no basis and promises nothing.
 */
export function draftPast(
  id: ComplaintId,
  origin: Origin,
  content: ComplaintContent,
  { past, outcome }: { past: PastItem; outcome: 'settled' | 'waiting' },
  secrets: Secrets,
): Complaint {
  const {
    customer: _customer,
    text: _text,
    hashes: _hashes,
    settledOnTheSpot: _settled,
    sourceLimit: _limit,
    ...described
  } = content;
  return {
    id,
    number: '',
    ...origin,
    unit: null,
    outcome,
    ...described,
    nature: 'ordinary',
    assessedAs: 'ordinary',
    ...secrets,
    bases: [],
    reasons: [],
    linkedTo: null,
    repeatOf: null,
    answerBy: null,
    status: outcome === 'settled' ? 'closed' : 'waiting',
    statusAt: origin.recordedAt,
    handlingDivision: null,
    handlingUnit: null,
    urges: 0,
    reopened: 0,
    missed: 0,
    // Where the export does not say when, the earliest possible instant: no rule about what came soon after an end may fire.
    closedAt: outcome === 'settled' ? (past.closedAt ?? origin.occurredAt) : null,
    closedAs: null,
    onTime: null,
    verified: null,
    verifiedAt: null,
    importedFrom: past.origin,
  };
}
