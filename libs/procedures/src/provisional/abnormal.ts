import type { BasisVersion } from '../answer.js';
import type { AbnormalFinding, TicketCounts } from '../procedures.js';
import { because, known } from './bases.js';

/** 异常工单; the measures name them (13.1, appendix 1) without defining them. */
const RULES: readonly { kind: string; fits: (counts: TicketCounts) => boolean }[] = [
  { kind: 'overdue', fits: ({ overdue }) => overdue >= 1 },
  { kind: 'aboutToBeOverdue', fits: ({ warned }) => warned >= 1 },
  { kind: 'returnedTwice', fits: ({ returns }) => returns >= 2 },
  { kind: 'urgedThreeTimes', fits: ({ urges }) => urges >= 3 },
];

export function abnormal(bases: readonly BasisVersion[], counts: TicketCounts): AbnormalFinding[] {
  if (!known(bases).has('limits')) return [];
  return RULES.filter(({ fits }) => fits(counts)).map(({ kind }) => ({
    kind,
    reason: because('limits', `abnormal/${kind}`),
  }));
}
