import type { ChannelLevel, Reason, Violation } from '@cc/contracts';
import type { PastDecision } from '../import-past/decide-past.js';
import {
  sharedLevels,
  type Assessment,
  type ComplaintToAssess,
  type EarlierComplaint,
  type FurtherContact,
  type LookBackQuery,
  type Matter,
  type Procedures,
  type SeenComplaint,
} from '@cc/procedures';
import type { Complaint } from '../complaint.entity.js';

/** Its adoption hands all of it on at once, while somebody waits for the answer. */
export const MOST_KEPT = 200;

/** What the decision looks at of a complaint on record. */
export type KnownComplaint = Pick<
  Complaint,
  'id' | 'outcome' | 'status' | 'channelLevel' | 'category' | 'nature' | 'bases' | 'receivedAt' | 'closedAt'
>;

/** What a complaint would be assessed by: itself, and the register's answers about others. */
export interface ToAssess {
  complaint: ComplaintToAssess;
  register: (query: LookBackQuery) => readonly SeenComplaint[];
}

/** An item with what it goes back to. `assessed` is asked only where a complaint would be recorded. */
export type ItemToDecide<Known extends KnownComplaint> = {
  organisation: string;
  place: number;
  channelLevel: ChannelLevel;
  receivedAt: Date;
  assessed: () => ToAssess;
} & (
  | {
      kind: 'new';
      category: readonly string[];
      settled: boolean;
      /** The earlier complaint the source named, if it is on record. */
      target: Known | null;
      /** The open ones on the same business number, but for those of the same contact, the newest first. */
      openOnSameNumber: readonly Known[];
      openBeside: readonly Known[];
    }
  | {
      kind: 'urge' | 'supplement' | 'withdraw';
      target: Known | null;
      tried: string;
      openBeside: readonly Known[];
      /** How much is kept with a target that waits. */
      kept: number;
    }
);

export type Decision<Known extends KnownComplaint> =
  | {
      outcome: 'ticket' | 'settled' | 'handedOver';
      assessment: Assessment;
      /** The earlier complaint that the new one goes back to. */
      linkedTo: Known | null;
      reasons: Reason[];
    }
  | { outcome: 'urge' | 'supplement' | 'withdrawn'; target: Known; reasons: Reason[] }
  | Extract<PastDecision, { past: unknown }>
  | { outcome: 'refused'; reasons: Reason[]; violations: Violation[] };

/** What becomes of one item. What a further contact means is the procedures' answer; here it is only asked for. */
export function decideOutcome<Known extends KnownComplaint>(
  item: ItemToDecide<Known>,
  procedures: Procedures,
): Decision<Known> {
  if (item.kind === 'new') return decideNew(item, procedures);
  const { target } = item;
  if (target === null) return refused(item.place, unknownTarget(item.tried));
  if (target.outcome === 'handedOver') return refused(item.place, handedOver(target));
  if (isWaiting(target) && item.kept >= MOST_KEPT) return refused(item.place, tooMuchKept(item.kept));
  const { kind } = item;
  return kind === 'withdraw'
    ? decideWithdrawal(item.place, target, procedures)
    : decideContact({ ...item, kind }, target, procedures);
}

function decideNew<Known extends KnownComplaint>(
  item: Extract<ItemToDecide<Known>, { kind: 'new' }>,
  procedures: Procedures,
): Decision<Known> {
  const { target } = item;
  // What is settled already asks nothing of the work on an earlier complaint.
  if (item.settled) return record(item, target, [], procedures);

  if (target && isOpen(target)) {
    const { known, value, reason } = meaningOf({ ...item, wanted: 'complaint' }, target, procedures);
    return value === 'urge'
      ? { outcome: 'urge', target: known, reasons: [reason] }
      : record(item, target, [reason], procedures);
  }
  const open = mostAlikeFirst(item.openOnSameNumber, [item.category]);
  // Nobody is at work on what waits: a complaint of today must not wait with it.
  const earlier = target && !isWaiting(target) ? [...open, target] : open;
  if (earlier.length === 0) return record(item, target, [], procedures);
  const contact = { ...item, wanted: 'complaint' } as const;
  const contacts = earlier.map((known) => ({
    known,
    ...furtherContact(contact, known, { named: known === target }, procedures),
  }));
  const urge = contacts.find(({ value }) => value === 'urge');
  if (urge) return { outcome: 'urge', target: urge.known, reasons: [urge.reason] };
  const { known, reason } = contacts.find((each) => each.known === target) ?? contacts[0]!;
  return record(item, target ?? known, [reason], procedures);
}

/** A further contact; without a class where it only says something about the complaint that it names. */
interface Contact {
  organisation: string;
  receivedAt: Date;
  channelLevel: ChannelLevel;
  category: readonly string[];
  wanted: FurtherContact['wanted'];
}

function furtherContact(
  { organisation, receivedAt, channelLevel, category, wanted }: Contact,
  earlier: KnownComplaint,
  { named }: { named: boolean },
  procedures: Procedures,
) {
  return procedures.furtherContact({
    organisation,
    at: receivedAt,
    channelLevel,
    category,
    earlier: asEarlier(earlier),
    named,
    wanted,
    // Who adds something after the end is not satisfied with the end.
    dissatisfiedWithAnswer: wanted === 'supplement' && !isOpen(earlier),
  });
}

/** A contact about a complaint that it names. */
export interface NamingContact<Known extends KnownComplaint> extends Contact {
  /** What is open beside the named one: linked to it, or on its number. */
  openBeside: readonly Known[];
}

/**
 * What a contact about a known complaint means, and which one it goes to. Where the named one is open and not urged by it,
 * the contact may have a complaint of its own already: who goes past a level a second time goes to that one.
 */
export function meaningOf<Known extends KnownComplaint>(
  contact: NamingContact<Known>,
  target: Known,
  procedures: Procedures,
) {
  const asked = { known: target, ...furtherContact(contact, target, { named: true }, procedures) };
  if (asked.value === 'urge' || !isOpen(target)) return asked;
  const matters = mattersOf(contact, target);
  const beside = mostAlikeFirst(contact.openBeside, matters).flatMap((known) =>
    matters.map((category) => ({
      known,
      ...furtherContact({ ...contact, category }, known, { named: false }, procedures),
    })),
  );
  return beside.find(({ value }) => value === 'urge') ?? asked;
}

type Class = readonly string[];

/** Who names a complaint speaks of it, whatever class was written down: either class may be that of the one beside it. */
function mattersOf({ category }: Contact, target: KnownComplaint): readonly Class[] {
  const said = [category, target.category].filter((each) => each.length > 0);
  return said.length > 0 ? said : [[]];
}

/** Of those that share as many levels of the class the newest stays the first. */
function mostAlikeFirst<Known extends KnownComplaint>(newestFirst: readonly Known[], matters: readonly Class[]) {
  const likeness = ({ category }: Known) => Math.max(...matters.map((matter) => sharedLevels(matter, category)));
  return newestFirst.toSorted((one, other) => likeness(other) - likeness(one));
}

function decideContact<Known extends KnownComplaint>(
  item: ItemToDecide<Known> & { kind: 'urge' | 'supplement' },
  target: Known,
  procedures: Procedures,
): Decision<Known> {
  const { known, value, reason } = meaningOf({ ...item, category: [], wanted: item.kind }, target, procedures);
  if (value !== 'urge') return record(item, target, [reason], procedures);
  return { outcome: item.kind === 'urge' ? 'urge' : 'supplement', target: known, reasons: [reason] };
}

function decideWithdrawal<Known extends KnownComplaint>(
  place: number,
  target: Known,
  procedures: Procedures,
): Decision<Known> {
  // Whether it may be taken back is asked of the rules that it runs under once somebody has taken it up.
  if (isWaiting(target)) return { outcome: 'withdrawn', target, reasons: [] };
  const answer = procedures.mayAct(target.bases, {
    stage: stageOf(target),
    action: 'withdraw',
    role: 'customer',
    channelLevel: target.channelLevel,
    nature: target.nature,
    returns: 0,
    fallbackUnit: false,
    answerOwed: false,
    callbackOwed: false,
  });
  if (answer.allowed) return { outcome: 'withdrawn', target, reasons: [answer.reason] };
  return { ...refused<Known>(place, alreadyEnded), reasons: [answer.reason] };
}

/** A complaint goes on record as the procedures assess it; `reasons` say why it is a complaint of its own. */
export function record<Known extends KnownComplaint>(
  item: { place: number; assessed: () => ToAssess },
  linkedTo: Known | null,
  reasons: Reason[],
  procedures: Procedures,
): Decision<Known> {
  const { complaint, register } = item.assessed();
  const assessment = procedures.assess(complaint, register);
  const { acceptance, nature } = assessment;
  const why = [acceptance.reason, nature.reason, ...reasons];
  if (acceptance.value === 'refused') return { ...refused<Known>(item.place, notAccepted), reasons: why };
  if (acceptance.value === 'handedOver') return { outcome: 'handedOver', assessment, linkedTo, reasons: why };
  return { outcome: complaint.settledOnTheSpot ? 'settled' : 'ticket', assessment, linkedTo, reasons: why };
}

export const isOpen = ({ outcome, closedAt }: KnownComplaint) => outcome === 'ticket' && closedAt === null;

/** Nobody has taken it up yet: what is said about it is kept with it. */
export const isWaiting = ({ outcome }: Pick<KnownComplaint, 'outcome'>) => outcome === 'waiting';

/** As the procedures ask for it. */
export function asEarlier({ id, receivedAt, closedAt, ...known }: KnownComplaint): EarlierComplaint & Matter {
  return {
    complaintId: id,
    registeredAt: receivedAt,
    closedAt,
    channelLevel: known.channelLevel,
    category: known.category,
  };
}

function stageOf({ status }: KnownComplaint) {
  switch (status) {
    case 'reopened':
      return 'dispatched';
    case 'settled':
    case 'handedOver':
    case 'waiting':
      return 'closed';
    default:
      return status;
  }
}

interface Objection {
  rule: string;
  value?: string;
  zh: string;
  en: string;
}

function refused<Known extends KnownComplaint>(place: number, { rule, value, zh, en }: Objection) {
  const field = rule === 'not-accepted' ? `/items/${place}` : `/items/${place}/earlier`;
  const violations = [{ field, value: value ?? null, rule, detail: { zh, en } }];
  return { outcome: 'refused', reasons: [], violations } as Extract<Decision<Known>, { outcome: 'refused' }>;
}

const unknownTarget = (tried: string): Objection => ({
  rule: 'unknown-complaint',
  value: tried,
  zh: `没有找到原投诉（已按 ${tried} 查找）；请核对编号，或作为新投诉提交`,
  en: `no such complaint is on record (looked for ${tried}); check it, or submit a new complaint`,
});

const handedOver = ({ outcome }: KnownComplaint): Objection => ({
  rule: 'not-worked-on',
  value: outcome,
  zh: '原投诉已移送其他单位，不在处理中；请作为新投诉提交',
  en: 'that complaint was handed over: nobody here works on it; submit a new complaint',
});

const tooMuchKept = (kept: number): Objection => ({
  rule: 'too-much-kept',
  value: String(kept),
  zh: `原投诉为待转办的历史投诉，已留存 ${kept} 次诉求，不再留存；请先转办原投诉，或作为新投诉提交`,
  en: `that complaint of the past waits, with ${kept} requests kept, and no more are: adopt it, or submit a new complaint`,
});

const alreadyEnded: Objection = {
  rule: 'already-ended',
  zh: '原投诉已结束，不能撤诉',
  en: 'that complaint has ended; there is nothing to take back',
};

const notAccepted: Objection = {
  rule: 'not-accepted',
  zh: '按处理规程不予受理，依据见 reasons',
  en: 'not accepted by the procedures; reasons say which rule',
};
