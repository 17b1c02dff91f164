import type { Nature } from '@cc/contracts';
import type { Complaint } from '../complaint.entity.js';

/** What the register shows of the work on a complaint. */
export type Followed = Pick<
  Complaint,
  | 'nature'
  | 'answerBy'
  | 'status'
  | 'statusAt'
  | 'handlingDivision'
  | 'handlingUnit'
  | 'reopened'
  | 'missed'
  | 'urges'
  | 'closedAt'
  | 'closedAs'
  | 'onTime'
>;

/** What happened to the ticket, as far as the register looks at it. */
export type Happening = { recordedAt: Date } & (
  | { fact: 'dispatched'; division: string; unit: string | null }
  | { fact: 'accepted' }
  | { fact: 'answered' }
  | { fact: 'reopened'; times: number }
  | { fact: 'closed'; closedAs: string; onTime: boolean; at: Date }
  | { fact: 'missed' }
  | { fact: 'missTakenBack' }
  | { fact: 'urged'; urges: number }
  | { fact: 'reclassified'; nature: Nature }
  /** A clock that was due at `before` stands still, or is due at another instant. */
  | { fact: 'rests'; before: Date | undefined }
  | { fact: 'moved'; before: Date | undefined; dueAt: Date }
);

/**
 * The register's line after something happened. Counts always follow; the status follows only what is newer than itself,
 * so that an event which waited aside does not turn it back; an end is final.
 */
export function followed(before: Followed, happening: Happening): Followed {
  switch (happening.fact) {
    case 'missed':
      return { ...before, missed: before.missed + 1 };
    case 'missTakenBack':
      return before.missed > 0 ? { ...before, missed: before.missed - 1 } : before;
    case 'urged':
      return { ...before, urges: Math.max(before.urges, happening.urges) };
    case 'rests':
      return before;
    case 'moved':
      return isPromise(before, happening) ? { ...before, answerBy: happening.dueAt } : before;
    case 'reclassified':
      return before.nature === happening.nature ? before : { ...before, nature: happening.nature };
    case 'closed':
      return before.closedAt === null ? { ...before, ...ended(happening) } : before;
    case 'reopened':
      return statusMoved({ ...before, reopened: Math.max(before.reopened, happening.times) }, happening, 'reopened');
    case 'dispatched': {
      const { division, unit } = happening;
      return statusMoved(before, happening, 'dispatched', { handlingDivision: division, handlingUnit: unit });
    }
    default:
      return statusMoved(before, happening, happening.fact);
  }
}

/** Whether it is news: the register's line is another one after it, or nobody can say for now when the answer is due. */
export const isNews = (before: Followed, happening: Happening) =>
  happening.fact === 'rests' ? isPromise(before, happening) : followed(before, happening) !== before;

/** The customer is promised what the clocks of those who handle the ticket allow at first; it moves with the clock it came from. */
function isPromise({ answerBy, closedAt }: Followed, { before }: { before: Date | undefined }): boolean {
  return closedAt === null && answerBy !== null && answerBy.getTime() === before?.getTime();
}

function statusMoved(
  before: Followed,
  { recordedAt }: Happening,
  status: Followed['status'],
  more: Partial<Followed> = {},
): Followed {
  if (before.closedAt !== null || recordedAt < before.statusAt) return before;
  return { ...before, ...more, status, statusAt: recordedAt };
}

function ended({ closedAs, onTime, at, recordedAt }: Extract<Happening, { fact: 'closed' }>) {
  const status = closedAs === 'withdrawn' ? ('withdrawn' as const) : ('closed' as const);
  return { status, statusAt: recordedAt, closedAt: at, closedAs, onTime };
}
