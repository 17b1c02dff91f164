import type { Answer } from '../answer.js';
import { fieldsBehind, fieldsFor } from '../conditions/decide.js';
import type { Fields, FieldValue } from '../conditions/fields.js';
import { joins, lookBack, queryFor, type LookBackQuery } from '../look-back/look-back.js';
import type { LookBackRule, Procedure } from '../procedure/procedure.js';
import type {
  Assessment,
  ChannelLevel,
  ComplaintToAssess,
  EarlierComplaint,
  FurtherContact,
  FurtherContactMeaning,
  SeenComplaint,
} from '../procedures.js';
import type { Applied } from './applied.js';
import { answerOf, unanswered, wordOf, type Seen } from './questions.js';

const ASSESSED = ['nature', 'acceptance', 'severity'];
const NATURE = ['nature'];
const FURTHER = ['furtherContact'];

export function lookBacksOf(applied: Applied, complaint: ComplaintToAssess): LookBackQuery[] {
  const at = complaint.receivedAt.getTime();
  const said = saidOf(complaint);
  const fields = countedFields(complaint, said);
  return applied
    .to(complaint.organisation, said, at)
    .flatMap(({ lookBacks }) => lookBacks.flatMap((rule) => queryFor(rule, fields, at) ?? []));
}

/** Of those, what makes a complaint what it is together with others, which are then what it is. */
export function gatheringsOf(applied: Applied, complaint: ComplaintToAssess): LookBackQuery[] {
  const at = complaint.receivedAt.getTime();
  const said = saidOf(complaint);
  const fields = countedFields(complaint, said);
  return applied
    .to(complaint.organisation, said, at)
    .flatMap((procedure) => gathering(procedure).flatMap((rule) => queryFor(rule, fields, at) ?? []));
}

const gatherings = new WeakMap<Procedure, readonly LookBackRule[]>();

function gathering(procedure: Procedure): readonly LookBackRule[] {
  const before = gatherings.get(procedure);
  if (before) return before;
  const behind = fieldsBehind(NATURE, procedure);
  const rules = procedure.lookBacks.filter(({ countsItself, sets }) => countsItself && behind.has(sets));
  gatherings.set(procedure, rules);
  return rules;
}

export function assess(
  applied: Applied,
  complaint: ComplaintToAssess,
  register: (query: LookBackQuery) => readonly SeenComplaint[],
): Assessment {
  const said = saidOf(complaint);
  const at = complaint.receivedAt.getTime();
  const procedures = applied.to(complaint.organisation, said, at);
  const fields = countedFields(complaint, said);
  const seenBy = othersSeen(complaint, fields, at, register);
  const held = new Map<LookBackRule, boolean>();
  const holds = (rule: LookBackRule) => {
    const known = held.get(rule) ?? joins(rule, fields, at, seenBy(rule));
    held.set(rule, known);
    return known;
  };
  const seen = procedures.map((procedure) => withFlags(ASSESSED, procedure, said, procedure.lookBacks, holds));
  const nature = wordOf(seen, 'nature', { ordinary: 'ordinary', repeat: 'repeat', major: 'major' }, 'ordinary');
  const severity = answerOf(seen, 'severity');
  return {
    bases: procedures.map(({ basis }) => ({ ...basis })),
    acceptance: wordOf(seen, 'acceptance', ACCEPTANCE, 'accepted'),
    nature,
    severity: severity?.configured
      ? { ...severity, value: String(severity.value) }
      : { configured: false, reason: severity?.reason ?? unanswered(seen, 'severity') },
    repeatOf: repeated(procedures, fields, at, seenBy),
    gathered: procedures.flatMap(gathering).find(holds)?.atLeast ?? null,
  };
}

/** What is not answered is accepted: nothing is refused without a rule. */
const ACCEPTANCE = {
  accepted: 'accepted',
  refused: 'refused',
  referredElsewhere: 'refused',
  handedOver: 'handedOver',
} as const;

export function furtherContact(applied: Applied, contact: FurtherContact): Answer<FurtherContactMeaning> {
  const { organisation, earlier, wanted, dissatisfiedWithAnswer } = contact;
  const at = contact.at.getTime();
  const said: Fields = {
    organisation,
    earlier: earlier.closedAt ? 'closed' : 'open',
    wanted,
    dissatisfiedWithAnswer,
  };
  const seen = applied.to(organisation, said, at).map((procedure) =>
    withFlags(FURTHER, procedure, said, rulesOfNumber(procedure), (rule) => {
      return lookBack(rule, SAME_NUMBER, at, [ticketOf(earlier, SAME_NUMBER.businessNumber)]).holds;
    }),
  );
  return wordOf(seen, 'furtherContact', MEANINGS, 'linkedComplaint');
}

const MEANINGS = {
  urge: 'urge',
  linkedComplaint: 'linkedComplaint',
  reopening: 'linkedComplaint',
  repeat: 'repeat',
  review: 'review',
} as const;

/** What the rules look at of a complaint that has come in. */
function saidOf(complaint: ComplaintToAssess): Fields {
  const { organisation, division, channel, channelLevel, category, customerLevel } = complaint;
  const { settledOnTheSpot, massFlag, riskFlags } = complaint;
  return {
    organisation,
    division,
    channel,
    channelLevel,
    category,
    settledOnTheSpot,
    massFlag,
    riskFlags,
    upgraded: isUpgraded(channelLevel),
    ...(customerLevel === null ? undefined : { customerLevel }),
  };
}

/** 升/越级: past the province, to the group or to a body of appeal. */
export const isUpgraded = (channelLevel: ChannelLevel) => channelLevel !== 'province';

/** As rules over many tickets see it. A complaint about no number is on one with those it goes back to, and on no other. */
const countedFields = ({ earlier, counted }: ComplaintToAssess, said: Fields): Fields => ({
  ...said,
  ...(earlier.length > 0 ? SAME_NUMBER : undefined),
  ...counted,
});

/** The number itself is sealed; that it is the same is all the rules need. */
const SAME_NUMBER = { businessNumber: 'the number of this complaint' };

function withFlags(
  questions: readonly string[],
  procedure: Procedure,
  said: Fields,
  rules: readonly LookBackRule[],
  holds: (rule: LookBackRule) => boolean,
): Seen {
  const known: Record<string, FieldValue | undefined> = { ...said };
  for (const rule of rules) known[rule.sets] = holds(rule);
  return { procedure, fields: fieldsFor(questions, procedure, known) };
}

type SeenBy = (rule: LookBackRule) => readonly SeenComplaint[];

/** What the register answers, and what the complaint itself goes back to; each rule asks once. */
function othersSeen(
  { earlier }: ComplaintToAssess,
  fields: Fields,
  at: number,
  register: (query: LookBackQuery) => readonly SeenComplaint[],
): SeenBy {
  const named = earlier.map((one) => ticketOf(one, fields['businessNumber'] as string));
  const answered = new Map<LookBackRule, readonly SeenComplaint[]>();
  return (rule) => {
    const before = answered.get(rule);
    if (before) return before;
    const query = queryFor(rule, fields, at);
    const others = query === null ? [] : register(query);
    // What the complaint says of them stands: the register may not know yet that one is archived.
    const seen = query !== null && isOfNumber(rule) ? withoutTwice(named, others) : others;
    answered.set(rule, seen);
    return seen;
  };
}

function withoutTwice(named: readonly SeenComplaint[], others: readonly SeenComplaint[]): readonly SeenComplaint[] {
  if (named.length === 0 || others.length === 0) return named.length === 0 ? others : named;
  const ids = new Set(named.map(({ complaintId }) => complaintId));
  return [...named, ...others.filter(({ complaintId }) => !ids.has(complaintId))];
}

const isOfNumber = ({ key }: LookBackRule) => key.length === 1 && key[0] === 'businessNumber';
const rulesOfNumber = ({ lookBacks }: Procedure) => lookBacks.filter(isOfNumber);

function ticketOf({ complaintId, registeredAt, closedAt }: EarlierComplaint, businessNumber: string): SeenComplaint {
  return {
    complaintId,
    fields: { businessNumber },
    at: { 'ticket.registered': registeredAt.getTime(), 'ticket.closed': closedAt?.getTime() },
  };
}

/** The newest earlier complaint on the number that alone makes this one a repeat. */
function repeated(procedures: readonly Procedure[], fields: Fields, at: number, seenBy: SeenBy): string | null {
  let newest: { complaintId: string; from: number } | null = null;
  for (const rule of procedures.flatMap(rulesOfNumber)) {
    for (const other of seenBy(rule)) {
      const from = other.at[rule.from] ?? 0;
      if (newest && from <= newest.from) continue;
      if (lookBack(rule, fields, at, [other]).holds) newest = { complaintId: other.complaintId, from };
    }
  }
  return newest?.complaintId ?? null;
}
