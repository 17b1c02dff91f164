import type { LocalisedText, Reason } from '../answer.js';
import type { Clock, Effect } from '../procedures.js';
import type { TimelineFact, TimelineFactName } from '../timeline.js';
import { because, type BasisName } from './bases.js';
import { afterDays, afterHours, afterWorkingHours } from './working-time.js';

export interface ClockRule {
  basis: BasisName;
  rule: string;
  name: LocalisedText;
  reason: Reason;
  owner: Clock['owner'];
  /** Each of these starts a new clock; one that still runs is cancelled by it. */
  startedBy: readonly TimelineFactName[];
  metBy: readonly TimelineFactName[];
  cancelledBy: readonly TimelineFactName[];
  /** Whether `work.paused` stops it; what the text does not allow to pause runs on. */
  pausable: boolean;
  countsFrom(fact: TimelineFact): Date;
  /** Null where no calendar is decreed for the days it needs. */
  dueAfter(from: Date): Date | null;
  warnAfter(from: Date): Date[];
  onWarning: readonly Effect[];
  onMiss: readonly Effect[];
}

const ENDED: readonly TimelineFactName[] = ['ticket.closed', 'ticket.withdrawn'];
const recordedAt = (fact: TimelineFact) => fact.recordedAt;
const never = () => [];

const supervisedAbove: Effect[] = [
  { effect: 'notify', role: 'supervisor', of: 'superiorUnit' },
  { effect: 'supervise' },
];

export const CLOCK_RULES: readonly ClockRule[] = [
  {
    // Once for the whole complaint: the law knows no pause, and a reopened ticket has had its answer.
    basis: 'regulation',
    rule: 'D1',
    name: { zh: '答复用户(15日)', en: 'Answer to the user within 15 days' },
    reason: because('regulation', 'D1', 'regulationArticle8'),
    owner: 'organisation',
    startedBy: ['ticket.registered'],
    metBy: ['ticket.answered'],
    cancelledBy: ENDED,
    pausable: false,
    countsFrom: (fact) => fact.receivedAt ?? fact.recordedAt,
    dueAfter: (from) => afterDays(from, 15),
    warnAfter: never,
    onWarning: [],
    onMiss: [
      { effect: 'rightToAppeal' },
      { effect: 'escalate', to: 'group' },
      { effect: 'notify', role: 'supervisor', of: 'group' },
    ],
  },
  {
    // Again whenever the work goes back to be dispatched, so that undispatched work is late too.
    basis: 'limits',
    rule: 'dispatch',
    name: { zh: '派单', en: 'Dispatch' },
    reason: because('limits', 'dispatch'),
    owner: 'division',
    startedBy: ['ticket.registered', 'work.returned', 'work.transferred', 'ticket.reopened'],
    metBy: ['work.dispatched'],
    cancelledBy: [...ENDED, 'ticket.answered'],
    pausable: false,
    countsFrom: recordedAt,
    dueAfter: (from) => afterHours(from, 0.5),
    warnAfter: never,
    onWarning: [],
    onMiss: [{ effect: 'notify', role: 'dispatcher', of: 'division' }],
  },
  {
    // For every unit that gets the work; sending it back or on ends the unit's clock.
    basis: 'limits',
    rule: 'accept',
    name: { zh: '接单', en: 'Acceptance by the branch' },
    reason: because('limits', 'accept'),
    owner: 'acceptingUnit',
    startedBy: ['work.dispatched'],
    metBy: ['work.accepted'],
    cancelledBy: [...ENDED, 'work.returned', 'work.transferred', 'ticket.answered'],
    pausable: false,
    countsFrom: recordedAt,
    dueAfter: (from) => afterWorkingHours(from, 2),
    warnAfter: never,
    onWarning: [],
    onMiss: supervisedAbove,
  },
  {
    // From registration, so that a return or transfer never buys time; anew when an unsatisfied customer reopens.
    basis: 'limits',
    rule: 'answer',
    name: { zh: '答复客户', en: 'Answer to the customer' },
    reason: because('limits', 'answer'),
    owner: 'handlingUnit',
    startedBy: ['ticket.registered', 'ticket.reopened'],
    metBy: ['ticket.answered'],
    cancelledBy: ENDED,
    pausable: true,
    countsFrom: recordedAt,
    dueAfter: (from) => afterHours(from, 48),
    warnAfter: (from) => [afterHours(from, 36)],
    onWarning: [{ effect: 'notify', role: 'handler', of: 'unit' }],
    onMiss: supervisedAbove,
  },
];

/** What group level and appeals add: a late answer goes up to the group. */
export const GROUP_LEVEL_ON_MISS: Readonly<Record<string, readonly Effect[]>> = {
  answer: [{ effect: 'escalate', to: 'group' }],
};
