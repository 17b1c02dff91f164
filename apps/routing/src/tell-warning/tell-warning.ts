import type { DataOf, DeadlineWarned } from '@cc/contracts';
import type { Step } from '../step.js';
import { tellUnit } from '../tell-unit.js';

/** 预警: whose work it is hears what is due, and when. Of a ticket that has ended nothing is due. */
export function tellWarning(step: Step, { clockId, name, dueAt, why }: DataOf<typeof DeadlineWarned>): void {
  if (step.ticket.closedAt !== null) return;
  tellUnit(step, 'warned', why, { due: [{ clock: clockId, name, dueAt, why }] });
}
