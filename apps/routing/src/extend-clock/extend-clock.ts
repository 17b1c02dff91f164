import {
  ExtensionGranted,
  ExtensionRefused,
  ExtensionRequested,
  type Actor,
  type DataOf,
  type Sealed,
} from '@cc/contracts';
import type { Clock } from '@cc/procedures';
import { dueTimes, runningClocks } from '../due-times.js';
import type { TicketRules } from '../rules.js';
import type { Step } from '../step.js';
import type { AskedExtension } from '../ticket.entity.js';
import { tellUnit } from '../tell-unit.js';
import type { ConsideredExtension } from './consider-extension.js';

interface Doing {
  by: Actor;
  at: Date;
  seal(text: object): Sealed;
}

type Considered<Kind extends ConsideredExtension['kind']> = Extract<ConsideredExtension, { kind: Kind }>;

/** Writes down what is asked for or decided about more time (延期). */
export function extendClock(step: Step, rules: TicketRules, doing: Doing, considered: ConsideredExtension): void {
  switch (considered.kind) {
    case 'request':
      return askForTime(step, doing, considered);
    case 'grant':
      return grantTime(step, rules, doing, considered);
    case 'refusal':
      return refuseTime(step, doing, considered);
  }
}

/** 申请延期: the clock runs on as it did. */
function askForTime(
  step: Step,
  { by, at, seal }: Doing,
  { action, clock, askedAt, submittedBy, why }: Considered<'request'>,
): void {
  const { clock: clockId, until, reasonCode } = action;
  const { name, dueAt } = clock;
  const text = action.text === undefined ? null : seal({ text: action.text });
  const contentId = text ? step.keep('extension', text) : null;

  step.change({
    extensionAsked: {
      clockId,
      name,
      dueAt: dueAt?.toISOString() ?? null,
      until: until.toISOString(),
      askedAt: askedAt.toISOString(),
      by,
      submittedBy,
      reasonCode,
      ...(contentId && { contentId }),
      why,
    },
  });
  step.happened('extension.requested', at);
  step.say(ExtensionRequested, { ...ofWork(step, at), clockId, name, dueAt, by, until, reasonCode, text, why });
  tellUnit(step, 'moreTimeAsked', why, { moreTime: { clock: clockId, until } });
}

/** 准予延期: the clock is due later, and its unit is told when. */
function grantTime(
  step: Step,
  rules: TicketRules,
  { by, at }: Doing,
  { action: { clock: clockId, until, reasonCode }, clock, consenting, asked: { askedAt }, why }: Considered<'grant'>,
): void {
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
function refuseTime(
  step: Step,
  { by, at, seal }: Doing,
  { action: { reasonCode, text }, asked }: Considered<'refusal'>,
): void {
  const sealed = text === undefined ? null : seal({ text });

  refuse(step, asked, { ...ofWork(step, at), by, reasonCode, text: sealed });
  if (sealed) step.keep('extensionRefusal', sealed);
  tellRefusal(step, asked, { reasonCode, text: text ?? null });
}

/** Nothing is left to decide once the clock has ended: whoever asked hears that, and nobody waits any more. */
export function letRequestLapse(step: Step, clocks: readonly Clock[]): void {
  const asked = step.ticket.extensionAsked;
  const clock = asked && clocks.find(({ id }) => id === asked.clockId);
  if (!asked || (clock && clock.state !== 'met' && clock.state !== 'cancelled')) return;
  refuse(step, asked, { ...ofWork(step, step.now), by: null, reasonCode: CLOCK_ENDED, text: null });
  step.decide('action', { action: 'refuseExtension', because: CLOCK_ENDED, clock: asked.clockId }, asked.why);
  tellRefusal(step, asked, { reasonCode: CLOCK_ENDED, text: null });
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

/** `text` is for people, in their words alone. */
const tellRefusal = (
  step: Step,
  { clockId, why }: AskedExtension,
  { reasonCode, text }: { reasonCode: string; text: string | null },
) => tellUnit(step, 'moreTimeRefused', why, { text, moreTime: { clock: clockId, until: null, reasonCode } });

const ofWork = ({ ticket: { complaintId, workOrderId }, now }: Step, at: Date) => ({
  complaintId,
  workOrderId,
  occurredAt: at,
  recordedAt: now,
});
