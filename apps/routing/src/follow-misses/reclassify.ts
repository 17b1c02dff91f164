import { Nature, WorkReclassified, type DataOf, type MissTakenBack } from '@cc/contracts';
import type { Miss } from '@cc/procedures';
import type { Step } from '../step.js';
import type { Ticket } from '../ticket.entity.js';
import { tellUnit } from '../tell-unit.js';

/**
 * 重新定性: an open ticket is what these misses have made of it. The work stays with its unit, which knows the case and is
 * told; no rule of dispatch looks at the nature, and the due times that do follow from it.
 */
export function reclassify(
  step: Step,
  misses: readonly Miss[],
  { clockId, dueAt, why }: Pick<DataOf<typeof MissTakenBack>, 'clockId' | 'dueAt' | 'why'>,
): void {
  const { complaintId, workOrderId, nature: before, closedAt } = step.ticket;
  const nature = misses.findLast((miss) => miss.nature !== null)?.nature ?? lastSaid(step.ticket);
  if (closedAt !== null || nature === before) return;

  step.change({ nature });
  step.decide('nature', { before, nature, clockId, dueAt }, why);
  step.say(WorkReclassified, {
    complaintId,
    workOrderId,
    before,
    nature,
    clockId,
    why,
    occurredAt: dueAt,
    recordedAt: step.now,
  });
  tellUnit(step, 'reclassified', why, { nature });
}

/** As it was registered, or as somebody has said since. */
function lastSaid({ timeline, nature }: Pick<Ticket, 'timeline' | 'nature'>): Nature {
  const said = Nature.safeParse(timeline.findLast(({ set }) => set?.nature !== undefined)?.set?.nature);
  return said.success ? said.data : nature;
}
