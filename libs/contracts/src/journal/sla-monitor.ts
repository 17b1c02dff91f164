import { z } from 'zod';
import { defineEvent } from '../event.js';
import { ComplaintId } from '../ids.js';
import { BasisVersion, Instant, Reason } from '../values.js';

const Words = z.object({ zh: z.string(), en: z.string() });

/** A clock (时限) of a ticket: which rule of which basis, and what it runs to. */
const OfClock = z.object({
  complaintId: ComplaintId,
  /** Basis, rule and number of its start: `telecom-group/answer/1`. */
  clockId: z.string(),
  rule: z.string(),
  basis: BasisVersion,
  owner: z.enum(['acceptingUnit', 'handlingUnit', 'division', 'organisation']),
  name: Words,
  why: Reason,
  recordedAt: Instant,
});

/** What a warning or a miss asks others to do. */
export const Effect = z.discriminatedUnion('effect', [
  z.object({
    effect: z.literal('notify'),
    role: z.string(),
    of: z.enum(['unit', 'superiorUnit', 'division', 'group']),
  }),
  z.object({ effect: z.literal('supervise') }),
  z.object({ effect: z.literal('escalate'), to: z.literal('group') }),
  z.object({ effect: z.literal('rightToAppeal') }),
]);
export type Effect = z.infer<typeof Effect>;

/** 后果: sanctions or steps of the text's own, as the procedure calls them. Left out where there are none. */
const consequences = z.array(z.object({ consequence: z.string(), name: Words })).optional();

/** 时限启动: a clock runs, from `startedAt` to `dueAt`. */
export const DeadlineArmed = defineEvent(
  'deadline.armed.v1',
  OfClock.extend({ startedAt: Instant, startedBy: z.string(), dueAt: Instant, warnAt: z.array(Instant) }),
);

/** The clock stands still; `because` is the reason of the pause. `before` is when it was due until then. */
export const DeadlinePaused = defineEvent(
  'deadline.paused.v1',
  OfClock.extend({ pausedAt: Instant, because: z.string(), before: Instant.optional() }),
);

/** It runs again, to `dueAt`; `before` is when it was due before the pause, `because` the reason it had stood still. */
export const DeadlineResumed = defineEvent(
  'deadline.resumed.v1',
  OfClock.extend({
    resumedAt: Instant,
    dueAt: Instant,
    before: Instant.optional(),
    because: z.string().optional(),
  }),
);

/** A due time moved after it was armed: a corrected rule, calendar or fact. A past message is never unsent. */
export const DeadlineRevised = defineEvent(
  'deadline.revised.v1',
  OfClock.extend({ before: Instant, after: Instant, because: z.string() }),
);

/** 预警: the deadline is near. */
export const DeadlineWarned = defineEvent(
  'deadline.warned.v1',
  OfClock.extend({ warnAt: Instant, dueAt: Instant, effects: z.array(Effect), consequences }),
);

/** 超时: noticed at `recordedAt`; `noticedLateBy` is over zero (seconds) when we were down. */
export const DeadlineMissed = defineEvent(
  'deadline.missed.v1',
  OfClock.extend({
    dueAt: Instant,
    noticedLateBy: z.number().min(0),
    effects: z.array(Effect),
    consequences,
    /** Fields that are otherwise from then on: change by age. Left out where there are none. */
    sets: z
      .array(
        z.object({ field: z.string(), value: z.union([z.boolean(), z.number(), z.string(), z.array(z.string())]) }),
      )
      .optional(),
    /**
     * Events that by the rule count as having happened: silence is consent, withdrawal, closing. Who owns such an event carries
     * it out, or refuses it by the life cycle. Left out where there are none.
     */
    happens: z.array(z.object({ event: z.string(), name: Words })).optional(),
  }),
);

/**
 * The miss of the due instant `dueAt` was announced and is none: a fact recorded in time came only afterwards. What the
 * miss set in motion ends; messages sent meanwhile stay sent. The clock may yet be missed at another instant.
 */
export const MissTakenBack = defineEvent('deadline.miss-taken-back.v1', OfClock.extend({ dueAt: Instant }));

/** What the clock asked for was done; `late` when the clock was missed before it was met. */
export const DeadlineMet = defineEvent(
  'deadline.met.v1',
  OfClock.extend({ metAt: Instant, dueAt: Instant.nullable(), late: z.boolean() }),
);

/** The clock ends without being met or missed: the ticket was withdrawn or the work went elsewhere. */
export const DeadlineCancelled = defineEvent('deadline.cancelled.v1', OfClock.extend({ because: z.string() }));

/** 异常工单. */
export const TicketAbnormal = defineEvent(
  'ticket.abnormal.v1',
  z.object({ complaintId: ComplaintId, kind: z.string(), why: Reason, recordedAt: Instant }),
);
