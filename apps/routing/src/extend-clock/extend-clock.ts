import {
  ExtensionGranted,
  ExtensionRefused,
  ExtensionRequested,
  type Actor,
  type DataOf,
  type Sealed,
  type WorkAction,
} from '@cc/contracts';
import type { Clock } from '@cc/procedures';
import { dueTimes, runningClocks } from '../due-times.js';
import type { TicketRules } from '../rules.js';
import type { Step } from '../step.js';
import type { AskedExtension } from '../ticket.entity.js';
import { tellUnit } from '../tell-unit.js';
import type { ConsideredExtension } from './consider-extension.js';

interface Doing<Name extends WorkAction['action']> {
  by: Actor;
  at: Date;
  action: Extract<WorkAction, { action: Name }>;
}

/** 申请延期: the clock runs on as it did. */
export function askForTime(
  step: Step,
  {
    by,
    at,
    action,
    considered: { clock, submittedBy, why },
    seal,
  }: Doing<'requestExtension'> & { considered: ConsideredExtension; seal(text: object): Sealed },
): void {
  const { clock: clockId, until, reasonCode } = action;
  const { name, dueAt } = clock;
  const text = action.text === undefined ? null : seal({ text: action.text });

  step.change({
    extensionAsked: {
      clockId,
      name,
      dueAt: dueAt?.toISOString() ?? null,
      until: until.toISOString(),
      askedAt: step.now.toISOString(),
      by,
      submittedBy,
      reasonCode,
      why,
    },
  });
  step.happened('extension.requested', at);
  step.say(ExtensionRequested, { ...ofWork(step, at), clockId, name, dueAt, by, until, reasonCode, text, why });
  if (text) step.keep('extension', text);
  tellUnit(step, 'moreTimeAsked', why, { moreTime: { clock: clockId, until } });
}

/** 准予延期: the clock is due later, and its unit is told when. */
export function grantTime(
  step: Step,
  rules: TicketRules,
  {
    by,
    at,
    action: { clock: clockId, until, reasonCode },
    considered: { clock, consenting, why },
  }: Doing<'grantExtension'> & { considered: ConsideredExtension },
): void {
  const { askedAt } = step.ticket.extensionAsked!;
  const { name, dueAt } = clock;

  step.change({ extensionAsked: null });
  step.happened('extension.granted', at, {
    extension: { clockId, until: until.toISOString(), by: consenting, askedAt },
  });
  step.say(ExtensionGranted, {
    ...ofWork(step, at),
    ...{ clockId, name, dueAt, by, consenting, askedAt: new Date(askedAt), until, reasonCode, why },
  });
  const due = dueTimes(runningClocks(rules.procedures, step.ticket));
  tellUnit(step, 'moreTimeGranted', why, { moreTime: { clock: clockId, until }, due });
}

/** 不予延期. */
export function refuseTime(
  step: Step,
  { by, at, action: { reasonCode, text }, seal }: Doing<'refuseExtension'> & { seal(text: object): Sealed },
): void {
  const asked = step.ticket.extensionAsked!;
  const sealed = text === undefined ? null : seal({ text });

  refuse(step, asked, { ...ofWork(step, at), by, reasonCode, text: sealed });
  if (sealed) step.keep('extensionRefusal', sealed);
  tellRefusal(step, asked, text ?? reasonCode);
}

/** Nothing is left to decide once the clock has ended: whoever asked hears that, and nobody waits any more. */
export function letRequestLapse(step: Step, clocks: readonly Clock[]): void {
  const asked = step.ticket.extensionAsked;
  const clock = asked && clocks.find(({ id }) => id === asked.clockId);
  if (!asked || clock?.state === 'armed' || clock?.state === 'paused') return;
  refuse(step, asked, { ...ofWork(step, step.now), by: null, reasonCode: CLOCK_ENDED, text: null });
  tellRefusal(step, asked, CLOCK_ENDED);
}

const CLOCK_ENDED = 'clock-ended';

type Refusal = Pick<
  DataOf<typeof ExtensionRefused>,
  'complaintId' | 'workOrderId' | 'occurredAt' | 'recordedAt' | 'by' | 'reasonCode' | 'text'
>;

function refuse(step: Step, { clockId, name, dueAt, askedAt, why }: AskedExtension, refusal: Refusal): void {
  step.change({ extensionAsked: null });
  step.happened('extension.refused', refusal.occurredAt);
  step.say(ExtensionRefused, {
    ...refusal,
    ...{ clockId, name, why, askedAt: new Date(askedAt), dueAt: dueAt === null ? null : new Date(dueAt) },
  });
}

const tellRefusal = (step: Step, { clockId, why }: AskedExtension, text: string) =>
  tellUnit(step, 'moreTimeRefused', why, { text, moreTime: { clock: clockId, until: null } });

const ofWork = ({ ticket: { complaintId, workOrderId }, now }: Step, at: Date) => ({
  complaintId,
  workOrderId,
  occurredAt: at,
  recordedAt: now,
});
