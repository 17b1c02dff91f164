import type { BasisVersion } from '@cc/contracts';
import { knownAtRegistration, type Procedures } from '@cc/procedures';

/** By when the customer is promised an answer: the first due time of those who handle the ticket; null where no rule says one. */
export function answerPromise(
  procedures: Procedures,
  bases: readonly BasisVersion[],
  { occurredAt, recordedAt, receivedAt }: { occurredAt: Date; recordedAt: Date; receivedAt: Date },
  known: Parameters<typeof knownAtRegistration>[0],
): Date | null {
  const due = procedures
    .clocks(bases, [
      {
        fact: 'ticket.registered',
        occurredAt,
        recordedAt,
        receivedAt,
        ...(known.answerBy && { until: known.answerBy }),
        set: knownAtRegistration(known),
      },
    ])
    .filter(({ owner, state }) => owner === 'handlingUnit' && state === 'armed')
    .flatMap(({ dueAt }) => dueAt ?? []);
  return due.length === 0 ? null : new Date(Math.min(...due.map(Number)));
}
