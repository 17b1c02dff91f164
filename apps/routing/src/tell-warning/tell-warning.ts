import type { DataOf, DeadlineWarned } from '@cc/contracts';
import { runningClocks } from '../due-times.js';
import type { TicketRules } from '../rules.js';
import type { Step } from '../step.js';
import { tellUnit } from '../tell-unit.js';

type Warned = DataOf<typeof DeadlineWarned>;

/**
 * 预警: whose work it is hears what is due, and when, where the rule warns the unit. It must stand by our own facts too:
 * what was done, paused or put off while the warning was on its way is not near any more.
 */
export function tellWarning(step: Step, { procedures }: TicketRules, warned: Warned): void {
  const { clockId, name, dueAt, why } = warned;
  if (!isForTheUnit(warned) || step.ticket.closedAt !== null) return;
  const runs = runningClocks(procedures, step.ticket).some(
    (clock) => clock.id === clockId && clock.dueAt.getTime() === dueAt.getTime(),
  );
  if (runs) tellUnit(step, 'warned', why, { due: [{ clock: clockId, name, dueAt, why }] });
}

const isForTheUnit = ({ effects }: Warned) => effects.some((one) => one.effect === 'notify' && one.of === 'unit');
