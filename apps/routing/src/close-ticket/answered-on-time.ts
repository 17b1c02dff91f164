import type { Clock, Procedures, Timeline, TimelineFact } from '@cc/procedures';
import type { Ticket } from '../ticket.entity.js';
import { timelineOf } from '../timeline.js';

/** How the answer stands to its clocks. `undecreed` had no due instant, for want of a decree: of them nobody knows. */
export interface Timeliness {
  onTime: boolean;
  undecreed: string[];
}

/**
 * Whether the customer was answered in time by every clock that an answer stops, in every round. A ticket that ends
 * unanswered is measured as if the answer had come at its end.
 */
export function answeredOnTime(
  procedures: Procedures,
  ticket: Pick<Ticket, 'bases' | 'timeline'>,
  endedAt: Date,
): Timeliness {
  const known = timelineOf(ticket);
  const timeline = isAnswered(known) ? known : [...known, answerAt(endedAt)];
  const unanswered = timeline.filter(({ fact }) => fact !== 'ticket.answered');

  const metAnyway = new Map(procedures.clocks(ticket.bases, unanswered).map(({ id, metAt }) => [id, metAt?.getTime()]));
  const metByAnswer = ({ id, metAt }: Clock) => metAt !== null && metAt.getTime() !== metAnyway.get(id);
  const stopped = procedures.clocks(ticket.bases, timeline).filter(metByAnswer);
  return {
    onTime: stopped.every(inTime),
    undecreed: stopped.filter(({ noDue }) => noDue === 'notDecreed').map(({ id }) => id),
  };
}

/** A reopened ticket owes its answer again. */
const isAnswered = (timeline: Timeline) =>
  timeline.findLast(({ fact }) => fact === 'ticket.answered' || fact === 'ticket.reopened')?.fact === 'ticket.answered';

const answerAt = (at: Date): TimelineFact => ({ fact: 'ticket.answered', occurredAt: at, recordedAt: at });

const inTime = ({ metAt, dueAt }: Clock) => dueAt === null || metAt!.getTime() <= dueAt.getTime();
