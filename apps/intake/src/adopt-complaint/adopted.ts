import type { ComplaintId } from '@cc/contracts';
import type { Assessment } from '@cc/procedures';
import type { Complaint } from '../complaint.entity.js';

/** A complaint of the past that nobody has taken up yet. */
export const maybeAdopted = ({ importedFrom, outcome }: Pick<Complaint, 'importedFrom' | 'outcome'>) =>
  importedFrom !== null && outcome === 'waiting';

/** As it is asked about: it is received here at the instant of its adoption, so that nothing is late that nobody had. */
export const receivedNow = (complaint: Complaint, now: Date): Complaint => ({
  ...complaint,
  outcome: 'ticket',
  occurredAt: now,
  receivedAt: now,
  recordedAt: now,
});

/** The row of the register from then on. When the customer came, and where it comes from, stay what they are. */
export function adopted(complaint: Complaint, assessment: Assessment, answerBy: Date | null, now: Date): Complaint {
  const { acceptance, nature, bases, repeatOf } = assessment;
  return {
    ...complaint,
    outcome: 'ticket',
    status: 'registered',
    statusAt: now,
    receivedAt: now,
    bases,
    nature: nature.value,
    assessedAs: nature.value,
    reasons: [acceptance.reason, nature.reason],
    repeatOf: repeatOf as ComplaintId | null,
    answerBy,
    // What was kept is handed on now, and routing counts what it accepts.
    urges: 0,
  };
}
