import { WorkSupervised, type DataOf, type DeadlineMissed, type MissTakenBack } from '@cc/contracts';
import type { Step } from '../step.js';
import { tellUnit } from '../tell-unit.js';

/** 督办: a miss whose rule says so puts open work under supervision, once per clock. */
export function superviseWork(step: Step, { clockId, effects, why, dueAt }: DataOf<typeof DeadlineMissed>): void {
  const { complaintId, workOrderId, supervisedClocks, closedAt } = step.ticket;
  const supervises = effects.some(({ effect }) => effect === 'supervise');
  if (!supervises || closedAt !== null || supervisedClocks.includes(clockId)) return;

  step.change({ supervisedClocks: [...supervisedClocks, clockId] });
  step.decide('supervision', { clockId }, why);
  step.say(WorkSupervised, { complaintId, workOrderId, clockId, why, occurredAt: dueAt, recordedAt: step.now });
  tellUnit(step, 'supervised', why);
}

/** The miss was none: its clock is no longer a reason for supervision. A later miss of the same clock is one again. */
export function endSupervision(step: Step, { clockId, why }: DataOf<typeof MissTakenBack>): void {
  const { supervisedClocks, closedAt } = step.ticket;
  if (!supervisedClocks.includes(clockId)) return;

  step.change({ supervisedClocks: supervisedClocks.filter((one) => one !== clockId) });
  step.decide('supervision', { clockId, ended: true }, why);
  if (closedAt === null) tellUnit(step, 'supervisionEnded', why);
}
