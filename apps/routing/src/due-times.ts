import type { DataOf, WorkOrder } from '@cc/contracts';
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

/** What a unit is measured by, as it is told. */
export const dueTimes = (clocks: readonly RunningClock[]): DataOf<typeof WorkOrder>['due'] =>
  clocks.map(({ id, name, dueAt, reason }) => ({ clock: id, name, dueAt, why: reason }));

/** The same as it is kept. */
export const promisedDueTimes = (clocks: readonly RunningClock[]): PromisedDueTime[] =>
  dueTimes(clocks).map((due) => ({ ...due, dueAt: due.dueAt.toISOString() }));
