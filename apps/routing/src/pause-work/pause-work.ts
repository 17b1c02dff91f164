import { WorkPaused, WorkResumed, type Actor, type DataOf, type Reason } from '@cc/contracts';
import { dueTimes, runningClocks } from '../due-times.js';
import type { TicketRules } from '../rules.js';
import type { Step } from '../step.js';
import { tellUnit } from '../tell-unit.js';

/** 挂起: the work rests. Which clocks rest with it is said by their rules; the unit is told what still runs. */
export function pauseWork(
  step: Step,
  rules: TicketRules,
  { by, at, reasonCode, why }: { by: Actor; at: Date; reasonCode: string; why: Reason },
): void {
  const { complaintId, workOrderId } = step.ticket;

  step.change({ pausedAt: step.now, pausedFor: reasonCode });
  step.happened('work.paused', at, { reason: reasonCode });
  step.say(WorkPaused, { complaintId, workOrderId, occurredAt: at, recordedAt: step.now, by, reasonCode, why });
  tellUnit(step, 'paused', why, { due: dueTimes(runningClocks(rules.procedures, step.ticket)) });
}

/** 解挂: the work goes on, or ends or goes elsewhere; work that does not rest is left as it is. */
export function resumeWork(
  step: Step,
  rules: TicketRules,
  { by, at, endedBy, why }: Pick<DataOf<typeof WorkResumed>, 'by' | 'endedBy' | 'why'> & { at: Date },
): void {
  const { complaintId, workOrderId, pausedAt } = step.ticket;
  if (pausedAt === null) return;

  step.change({ pausedAt: null, pausedFor: null });
  step.happened('work.resumed', at);
  step.say(WorkResumed, { complaintId, workOrderId, occurredAt: at, recordedAt: step.now, by, pausedAt, endedBy, why });
  tellUnit(step, 'resumed', why, { due: dueTimes(runningClocks(rules.procedures, step.ticket)) });
}
