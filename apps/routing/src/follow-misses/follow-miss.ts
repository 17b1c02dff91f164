import type { DataOf, DeadlineMissed, MissTakenBack } from '@cc/contracts';
import type { Miss } from '@cc/procedures';
import type { TicketRules } from '../rules.js';
import type { Step } from '../step.js';
import { timelineOf } from '../timeline.js';
import { letHappen, letStand, refuseOvertaken } from './let-happen.js';
import { reclassify } from './reclassify.js';

/**
 * What a miss brings about by its rule alone. It must stand by our own facts too: what was done in time but was heard of by
 * the clock too late, we have known all along.
 */
export function followMiss(step: Step, rules: TicketRules, missed: DataOf<typeof DeadlineMissed>): void {
  const { bases } = step.ticket;
  if (!rules.procedures.missMatters(bases, missed.clockId)) return;

  const misses = rules.procedures.misses(bases, timelineOf(step.ticket), step.now);
  const known = misses.find((miss) => isOf(miss, missed));
  if (!known) return refuseOvertaken(step, missed);
  if (known.nature !== null) reclassify(step, misses, missed);
  letHappen(step, rules, known.happens, missed);
}

/** What the miss changed about the ticket is as before; what it let happen stays. */
export function followMissTakenBack(step: Step, rules: TicketRules, takenBack: DataOf<typeof MissTakenBack>): void {
  const { bases } = step.ticket;
  if (!rules.procedures.missMatters(bases, takenBack.clockId)) return;

  const misses = rules.procedures.misses(bases, timelineOf(step.ticket), step.now);
  reclassify(
    step,
    misses.filter((miss) => !isOf(miss, takenBack)),
    takenBack,
  );
  letStand(step, takenBack);
}

const isOf = (miss: Miss, { clockId, dueAt }: Pick<DataOf<typeof MissTakenBack>, 'clockId' | 'dueAt'>) =>
  miss.clockId === clockId && miss.dueAt.getTime() === dueAt.getTime();
