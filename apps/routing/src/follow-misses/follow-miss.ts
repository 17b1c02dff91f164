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
  learn(step, known);
  if (known.nature !== null) reclassify(step, misses, missed);
  letHappen(step, rules, known.happens, missed);
}

/** What the miss changed about the ticket is as before; what it let happen stays. */
export function followMissTakenBack(step: Step, rules: TicketRules, takenBack: DataOf<typeof MissTakenBack>): void {
  const { bases } = step.ticket;
  if (!rules.procedures.missMatters(bases, takenBack.clockId)) return;

  const misses = rules.procedures.misses(bases, timelineOf(step.ticket), step.now);
  const others = misses.filter((miss) => !isOf(miss, takenBack));
  forget(step, rules, others, takenBack.clockId);
  reclassify(step, others, takenBack);
  letStand(step, takenBack);
}

/** What may be done from now on is decided from it too. */
function learn(step: Step, { sets }: Miss): void {
  const { known } = step.ticket;
  if (Object.entries(sets).some(([field, value]) => known[field] !== value))
    step.change({ known: { ...known, ...sets } });
}

/** Fields that only this miss had set are open again. */
function forget(step: Step, { procedures }: TicketRules, others: readonly Miss[], clockId: string): void {
  const { bases, known } = step.ticket;
  const clock = procedures.clocks(bases, timelineOf(step.ticket), step.now).find(({ id }) => id === clockId);
  const set = (clock?.onMiss ?? []).flatMap((effect) => (effect.effect === 'set' ? [effect.field] : []));
  const open = set.filter((field) => field in known && !others.some(({ sets }) => field in sets));
  if (open.length === 0) return;
  step.change({ known: Object.fromEntries(Object.entries(known).filter(([field]) => !open.includes(field))) });
}

const isOf = (miss: Miss, { clockId, dueAt }: Pick<DataOf<typeof MissTakenBack>, 'clockId' | 'dueAt'>) =>
  miss.clockId === clockId && miss.dueAt.getTime() === dueAt.getTime();
