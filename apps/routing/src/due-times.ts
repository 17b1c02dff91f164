import type { Clock, Procedures } from '@cc/procedures';
import type { PromisedDueTime } from './dispatched-work.entity.js';
import type { Ticket } from './ticket.entity.js';
import { timelineOf } from './timeline.js';

export type RunningClock = Clock & { dueAt: Date };

/** The clocks that run at this moment, the earliest due time first. */
export function runningClocks(procedures: Procedures, ticket: Pick<Ticket, 'bases' | 'timeline'>): RunningClock[] {
  return procedures
    .clocks(ticket.bases, timelineOf(ticket))
    .filter((clock): clock is RunningClock => clock.state === 'armed' && clock.dueAt !== null)
    .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
}

/** What a unit is promised to be measured by. */
export const promisedDueTimes = (clocks: readonly RunningClock[]): PromisedDueTime[] =>
  clocks.map(({ id, name, dueAt, reason }) => ({ clock: id, name, dueAt: dueAt.toISOString(), why: reason }));
