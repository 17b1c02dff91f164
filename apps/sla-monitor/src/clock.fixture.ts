import { deriveId, type ComplaintId } from '@cc/contracts';
import type { Clock, Effect, Procedures } from '@cc/procedures';
import { engineProcedures } from '@cc/procedures';
import type { Announcement } from './clock-facts.js';
import { nextInstant } from './clock-instants.js';
import type { ClockTerms } from './clock-terms.entity.js';
import { termsOf } from './keep-clocks/terms.js';
import type { Occasion } from './follow-tickets/reconcile-clocks.js';
import type { WatchedClock } from './watched-clock.entity.js';
import type { WatchedTicket } from './watched-ticket.entity.js';

/** `10:00` or `10:00:01.250` of Tuesday 2026-11-24 in China. */
export const at = (time: string) => new Date(`2026-11-24T${time}+08:00`);

export const COMPLAINT = deriveId<ComplaintId>('spec', 'complaint');

const scope = { organisation: 'telecom-group', division: '44', unit: '44-centre' };
const basis = { id: 'telecom-group/limits', version: '2026' };
const reason = { rule: 'D1', basis: basis.id, version: basis.version, source: 'ours' };
const name = { zh: '答复客户', en: 'Answer to the customer' };

const HANDLER: Effect = { effect: 'notify', role: 'handler', of: 'unit' };

/** As the rules answer it: started at 08:00, warned at 11:00, due at 12:00. */
export const anAnsweredClock = ({ warnAt, ...over }: Partial<Clock> & { warnAt?: readonly Date[] } = {}): Clock => ({
  id: 'telecom-group-2019/D1/1',
  rule: 'D1',
  basis,
  state: 'armed',
  startedAt: at('08:00'),
  startedBy: 'ticket.registered',
  dueAt: at('12:00'),
  noDue: null,
  warnings: (warnAt ?? [at('11:00')]).map((when) => ({ at: when, effects: [HANDLER] })),
  pauses: [],
  metAt: null,
  owner: 'handlingUnit',
  onMiss: [{ effect: 'supervise' }],
  name,
  reason,
  ...over,
});

/** What its rule says of it, with these effects. */
export function terms(effects: ClockTerms['effects']): ClockTerms {
  const { rule, owner } = anAnsweredClock();
  return termsOf({ rule, basis, owner, name, reason, effects });
}

/** The same clock as it is kept. */
export function aWatchedClock(over: Partial<WatchedClock> = {}): WatchedClock {
  const answered = anAnsweredClock();
  const { id: clockId, state, startedAt, startedBy, dueAt, noDue, metAt, warnings } = answered;
  const warnAt = over.warnAt ?? warnings.map(({ at: when }) => when);
  const watched: WatchedClock = {
    complaintId: COMPLAINT,
    clockId,
    ...scope,
    terms: terms({ onWarning: warnAt.map(() => [HANDLER]), onMiss: answered.onMiss }),
    state,
    startedAt,
    startedBy,
    dueAt,
    noDue,
    metAt,
    warnAt,
    paused: [],
    warnedTo: null,
    missedAt: null,
    missedDueAt: null,
    nextAt: null,
    ...over,
  };
  return { ...watched, nextAt: over.nextAt === undefined ? nextInstant(watched) : over.nextAt };
}

export const aWatchedTicket = (over: Partial<WatchedTicket> = {}): WatchedTicket => ({
  complaintId: COMPLAINT,
  ...scope,
  dispatchNo: 1,
  bases: [{ id: 'telecom-group/monitoring', version: '2026' }],
  timeline: [],
  returns: 0,
  urges: 0,
  overdue: 0,
  warned: 0,
  abnormal: [],
  registeredAt: at('08:00'),
  closedAt: null,
  edition: rules.edition,
  traceparent: null,
  ...over,
});

/** Somebody looks at 10:00 because the ticket was answered at that instant. */
export const anOccasion = (over: Partial<Occasion> = {}): Occasion => ({
  complaintId: COMPLAINT,
  scope,
  fact: { name: 'ticket.answered', at: at('10:00') },
  now: at('10:00'),
  ...over,
});

export const rules: Procedures = engineProcedures();

/** What was said, in short. */
export const types = (announcements: readonly Announcement[]): string[] =>
  announcements.map(({ definition }) => definition.type.replace(/\.v1$/, ''));
