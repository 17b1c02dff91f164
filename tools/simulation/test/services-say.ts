import { FACTS, topics, type ComplaintId } from '@cc/contracts';
import type { PlatformUnderTest, Seen } from './platform-under-test.js';

/** A ticket after a step: as routing shows it to those who may act on it. */
export interface Standing {
  stage: string;
  nature: string;
  fallback: boolean;
  allowed: { role: string; actions: string[] }[];
}

/** What became of a ticket, as far as rules say something about it. Instants are milliseconds since 1970. */
export interface Conclusions {
  number: string;
  bases: string[];
  nature: string;
  facts: string[];
  clocks: Record<string, ConcludedClock>;
  /** In the order of time; what is noticed at one instant has no order. */
  warned: string[];
  /** Due instant, when it was noticed, and the clock. */
  missed: string[];
  escalated: string[];
  supervised: string[];
  abnormal: string[];
  /** What each answer owes. */
  callbacks: string[];
  onTime: boolean | null;
}

export interface ConcludedClock {
  basis: string;
  state: string;
  started: string;
  due: string | null;
  pauses: string[];
  met: string | null;
}

interface ShownWork {
  number: string;
  stage: string;
  nature: string;
  fallback: boolean;
  bases: { id: string; version: string }[];
  allowedActions: Standing['allowed'];
}

interface ShownClock {
  clockId: string;
  basis: { id: string; version: string };
  state: string;
  startedAt: string;
  startedBy: string;
  dueAt: string | null;
  metAt: string | null;
  pauses: { from: string; until: string | null; reason: string }[];
}

const ACTING = ['handler', 'dispatcher', 'auditor', 'supervisor'] as const;

const work = (platform: PlatformUnderTest, complaintId: ComplaintId) =>
  platform.shown<ShownWork>('routing', `/work-orders/${complaintId}`, [...ACTING]);

export async function standingIn(platform: PlatformUnderTest, complaintId: ComplaintId): Promise<Standing> {
  const { stage, nature, fallback, allowedActions } = await work(platform, complaintId);
  return { stage, nature, fallback, allowed: allowedActions.map(({ role, actions }) => ({ role, actions })) };
}

export async function concludedBy(platform: PlatformUnderTest, complaintId: ComplaintId): Promise<Conclusions> {
  const { number, nature, bases } = await work(platform, complaintId);
  const { clocks } = await platform.shown<{ clocks: ShownClock[] }>(
    'sla-monitor',
    `/complaints/${complaintId}/clocks`,
    'viewer',
  );
  const journal = platform.seen(FACTS).filter(({ key }) => key === complaintId);
  const escalations = platform.seen(topics.escalations).filter(({ key }) => key === complaintId);
  const said = (type: string) => journal.filter((one) => one.type === type).map(({ data }) => data);
  return {
    number,
    nature,
    bases: bases.map(nameOf),
    facts: journal.flatMap(factOf),
    clocks: Object.fromEntries(clocks.map((clock) => [clock.clockId, concluded(clock)])),
    warned: said('deadline.warned.v1')
      .map((one) => words(one['warnAt'], one['recordedAt'], one['clockId']))
      .sort(),
    missed: said('deadline.missed.v1')
      .map((one) => words(one['dueAt'], one['recordedAt'], one['clockId']))
      .sort(),
    escalated: escalations.map(({ data: one }) => words(one['dueAt'], one['at'], one['clockId'])).sort(),
    supervised: said('work.supervised.v1')
      .map((one) => words(one['recordedAt'], one['clockId']))
      .sort(),
    abnormal: said('ticket.abnormal.v1')
      .map((one) => words(one['recordedAt'], one['kind']))
      .sort(),
    callbacks: said('ticket.answered.v1').map(({ callback }) => {
      const { owed, attempts, dueAt } = callback as { owed: boolean; attempts: number; dueAt: string | null };
      return words(owed, attempts, dueAt);
    }),
    onTime: (said('ticket.closed.v1')[0]?.['onTime'] as boolean | undefined) ?? null,
  };
}

export const nameOf = ({ id, version }: { id: string; version: string }) => `${id} ${version}`;

/** Instants are written alike, whoever says them. */
export const words = (...parts: unknown[]) => parts.map((part) => String(part)).join(' ');

function concluded({ basis, state, startedAt, startedBy, dueAt, metAt, pauses }: ShownClock): ConcludedClock {
  return {
    basis: nameOf(basis),
    state,
    started: words(startedBy, startedAt),
    due: dueAt,
    pauses: pauses.map(({ from, until, reason }) => words(reason, from, until)),
    met: metAt,
  };
}

/** What the rules call it that an event of the journal tells. */
function factOf({ type, data }: Seen): string[] {
  const name = nameOfFact(type, data);
  const at = data['recordedAt'];
  return name === null ? [] : [words(name, data['occurredAt'] ?? at, at)];
}

const NAMES: Readonly<Record<string, string>> = {
  'ticket.registered.v1': 'ticket.registered',
  'work.dispatched.v1': 'work.dispatched',
  'work.accepted.v1': 'work.accepted',
  'work.returned.v1': 'work.returned',
  'work.transferred.v1': 'work.transferred',
  'work.replied.v1': 'work.replied',
  'work.reply-refused.v1': 'work.replyRefused',
  'work.reply-approved.v1': 'work.replyApproved',
  'work.paused.v1': 'work.paused',
  'work.resumed.v1': 'work.resumed',
  'ticket.answered.v1': 'ticket.answered',
  'ticket.reopened.v1': 'ticket.reopened',
  'ticket.closed.v1': 'ticket.closed',
  'callback.made.v1': 'callback.made',
};

function nameOfFact(type: string, data: Seen['data']): string | null {
  if (type === 'request.answered.v1')
    return data['kind'] === 'urge' && data['result'] === 'accepted' ? 'work.urged' : null;
  return NAMES[type] ?? null;
}
