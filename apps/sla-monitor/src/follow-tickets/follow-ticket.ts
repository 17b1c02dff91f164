import { DeadlineMissed, MissTakenBack, type BasisVersion, type ComplaintId, type Scope } from '@cc/contracts';
import type { Cause } from '@cc/messaging';
import type { Procedures, TimelineFact } from '@cc/procedures';
import { scopeOf, type Announcement } from '../clock-facts.js';
import { flagAbnormal } from '../flag-abnormal/flag-abnormal.js';
import type { WatchedClock } from '../watched-clock.entity.js';
import type { StoredFact, WatchedTicket } from '../watched-ticket.entity.js';
import { reckonedUnder, reconcileClocks, type Occasion, type Reconciled } from './reconcile-clocks.js';
import { asRulesReadIt, closedAt, remember } from './timeline.js';

/** What an event tells about a ticket, as far as its clocks and counts look at it. */
export interface News {
  event: Cause & Scope;
  complaintId: ComplaintId;
  /** Takes its place in the timeline. */
  fact?: Omit<TimelineFact, 'fact'> & { name: TimelineFact['fact'] };
  /** Brings the procedures the ticket runs under; clocks run from here on. */
  registered?: { bases: BasisVersion[]; at: Date };
  /** The work went to the unit of the event's scope. */
  dispatchNo?: number;
  /** How often the work was returned, or the ticket urged, as its owner counts. */
  returns?: number;
  urges?: number;
}

/** An event that says nothing more to the clocks than that something happened, and when. */
export function happened(
  name: TimelineFact['fact'],
  event: Cause & Scope & { data: { complaintId: ComplaintId; occurredAt: Date; recordedAt: Date } },
): News & { fact: NonNullable<News['fact']> } {
  const { complaintId, occurredAt, recordedAt } = event.data;
  return { event, complaintId, fact: { name, occurredAt, recordedAt } };
}

export interface Followed {
  ticket: WatchedTicket;
  changed: WatchedClock[];
  announcements: Announcement[];
}

/** The ticket, its clocks and what there is to say after the news. */
export function followTicket(
  known: WatchedTicket | undefined,
  clocks: readonly WatchedClock[],
  news: News,
  rules: Procedures,
  now: Date,
): Followed {
  const before = known ?? unheardOf(news);
  const isReckoned = news.fact !== undefined;
  const informed = inform(before, news);
  const reconciled = reconcile(before, informed, clocks, news, rules, now);
  const edition = isReckoned ? reckonedUnder(rules, reconciled.clocks) : before.edition;
  return counted({ ...informed, edition }, reconciled, rules, now);
}

/** The ticket with what became known of its clocks counted on it, and what is abnormal by these counts. */
export function counted(informed: WatchedTicket, reconciled: Reconciled, rules: Procedures, now: Date): Followed {
  const misses = reconciled.announcements.filter(({ definition }) => definition === DeadlineMissed).length;
  const takenBack = reconciled.announcements.filter(({ definition }) => definition === MissTakenBack).length;
  const { ticket, announcements } = flagAbnormal(
    { ...informed, overdue: Math.max(0, informed.overdue + misses - takenBack) },
    rules,
    now,
  );
  return {
    ticket,
    changed: reconciled.changed,
    announcements: [...reconciled.announcements, ...announcements],
  };
}

function unheardOf({ event, complaintId }: News): WatchedTicket {
  return {
    complaintId,
    ...scopeOf(event),
    dispatchNo: 0,
    bases: [],
    timeline: [],
    returns: 0,
    urges: 0,
    overdue: 0,
    warned: 0,
    abnormal: [],
    registeredAt: null,
    closedAt: null,
    edition: null,
    traceparent: event.traceparent,
  };
}

function inform(ticket: WatchedTicket, { event, fact, registered, dispatchNo = 0, ...news }: News): WatchedTicket {
  const timeline = fact ? remember(ticket.timeline, stored(event.id, fact)) : ticket.timeline;
  const isLatestDispatch = dispatchNo > ticket.dispatchNo;
  return {
    ...ticket,
    ...(isLatestDispatch || (registered && ticket.dispatchNo === 0) ? scopeOf(event) : {}),
    dispatchNo: Math.max(ticket.dispatchNo, dispatchNo),
    bases: registered?.bases ?? ticket.bases,
    registeredAt: registered?.at ?? ticket.registeredAt,
    timeline,
    returns: Math.max(ticket.returns, news.returns ?? 0),
    urges: Math.max(ticket.urges, news.urges ?? 0),
    closedAt: closedAt(timeline),
  };
}

function stored(event: string, fact: NonNullable<News['fact']>): StoredFact {
  const { name, occurredAt, recordedAt, receivedAt, until, reason, set, extension } = fact;
  return {
    event,
    fact: name,
    occurredAt: occurredAt.toISOString(),
    recordedAt: recordedAt.toISOString(),
    ...(receivedAt && { receivedAt: receivedAt.toISOString() }),
    ...(until && { until: until.toISOString() }),
    ...(reason !== undefined && { reason }),
    ...(set && { set }),
    ...(extension && {
      extension: {
        ...extension,
        until: extension.until.toISOString(),
        askedAt: extension.askedAt.toISOString(),
      },
    }),
  };
}

/**
 * Facts that came before the registration are kept, and no clock runs on them. When it comes they are gone through in
 * the order of the timeline, so that the same is said as if they had come in order.
 */
function reconcile(
  before: WatchedTicket,
  ticket: WatchedTicket,
  clocks: readonly WatchedClock[],
  news: News,
  rules: Procedures,
  now: Date,
): Reconciled {
  if (ticket.registeredAt === null || news.fact === undefined)
    return { clocks: [...clocks], changed: [], announcements: [] };
  const timeline = asRulesReadIt(ticket.timeline);
  const scope = scopeOf(ticket);
  const { complaintId } = ticket;

  if (before.registeredAt !== null) {
    const fact = occasionOf({ ...news.fact, fact: news.fact.name });
    return reconcileClocks(clocks, rules.clocks(ticket.bases, timeline), { complaintId, scope, fact, now });
  }
  const told: Announcement[] = [];
  let running: WatchedClock[] = [...clocks];
  timeline.forEach((known, index) => {
    const answered = rules.clocks(ticket.bases, timeline.slice(0, index + 1));
    const step = reconcileClocks(running, answered, { complaintId, scope, fact: occasionOf(known), now });
    running = step.clocks;
    told.push(...step.announcements);
  });
  return { clocks: running, changed: running, announcements: told };
}

/** More time counts from when it was asked for: granted after the due instant, it shows that nothing was missed. */
function occasionOf({ fact: name, recordedAt: at, extension }: TimelineFact): Occasion['fact'] {
  return { name, at, ...(extension && { ofClock: { clockId: extension.clockId, at: extension.askedAt } }) };
}
