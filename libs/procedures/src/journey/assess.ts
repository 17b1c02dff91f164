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
    .flatMap((procedure) => lookBacksIn(procedure).asked.flatMap((rule) => queryFor(rule, fields, at) ?? []));
}

/** Of those, what makes a complaint what it is together with others, which are then what it is. */
export function gatheringsOf(applied: Applied, complaint: ComplaintToAssess): LookBackQuery[] {
  const at = complaint.receivedAt.getTime();
  const said = saidOf(complaint);
  const fields = countedFields(complaint, said);
  return applied
    .to(complaint.organisation, said, at)
    .flatMap((procedure) => lookBacksIn(procedure).gathering.flatMap((rule) => queryFor(rule, fields, at) ?? []));
}

/** Of a procedure's rules over many tickets, by what they are asked for. */
interface LookBacks {
  /** What the answers hang on, and what names the complaint that this one repeats. */
  asked: readonly LookBackRule[];
  gathering: readonly LookBackRule[];
  ofNumber: readonly LookBackRule[];
}

const known = new WeakMap<Procedure, LookBacks>();

function lookBacksIn(procedure: Procedure): LookBacks {
  const before = known.get(procedure);
  if (before) return before;
  const { lookBacks } = procedure;
  const [behind, behindNature] = [fieldsBehind(ASSESSED, procedure), fieldsBehind(NATURE, procedure)];
  const found = {
    asked: lookBacks.filter((rule) => behind.has(rule.sets) || isOfNumber(rule)),
    gathering: lookBacks.filter(({ countsItself, sets }) => countsItself && behindNature.has(sets)),
    ofNumber: lookBacks.filter(isOfNumber),
  };
  known.set(procedure, found);
  return found;
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
  const seen = seenBy(complaint, fields, at, register);
  const judged = procedures.map((procedure) =>
    withFlags(ASSESSED, procedure, said, lookBacksIn(procedure).asked, (rule) => seen(rule).holds),
  );
  const nature = wordOf(judged, 'nature', { ordinary: 'ordinary', repeat: 'repeat', major: 'major' }, 'ordinary');
  const severity = answerOf(judged, 'severity');
  return {
    bases: procedures.map(({ basis }) => ({ ...basis })),
    acceptance: wordOf(judged, 'acceptance', ACCEPTANCE, 'accepted'),
    nature,
    severity: severity?.configured
      ? { ...severity, value: String(severity.value) }
      : { configured: false, reason: severity?.reason ?? unanswered(judged, 'severity') },
    repeatOf: repeated(procedures, at, seen),
    gathered:
      procedures.flatMap((procedure) => lookBacksIn(procedure).gathering).find((rule) => seen(rule).holds)?.atLeast ??
      null,
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
  const { organisation, channelLevel, category, earlier, named, wanted, dissatisfiedWithAnswer } = contact;
  const at = contact.at.getTime();
  const said: Fields = {
    organisation,
    channelLevel,
    category,
    earlier: earlier.closedAt ? 'closed' : 'open',
    earlierNamed: named,
    aboveEarlier: LEVELS.indexOf(channelLevel) > LEVELS.indexOf(earlier.channelLevel),
    classPartsAt: classesPartAt(category, earlier.category) ?? undefined,
    wanted,
    dissatisfiedWithAnswer,
  };
  const seen = applied.to(organisation, said, at).map((procedure) =>
    withFlags(FURTHER, procedure, said, lookBacksIn(procedure).ofNumber, (rule) => {
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

/** From the lowest to the highest. */
const LEVELS: readonly ChannelLevel[] = ['province', 'group', 'appeal'];

/**
 * The first level, 1 the widest, at which two classes are not the same. Null where neither rules the other out: one is
 * the wider class of the other, or was never said.
 */
function classesPartAt(one: readonly string[], other: readonly string[]): number | null {
  const shared = sharedLevels(one, other);
  return shared < Math.min(one.length, other.length) ? shared + 1 : null;
}

/** How many levels of two classes are the same, from the widest on. */
export function sharedLevels(one: readonly string[], other: readonly string[]): number {
  const parts = one.findIndex((code, level) => code !== other[level]);
  return parts === -1 ? one.length : parts;
}

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
  const flags: Record<string, FieldValue> = {};
  for (const rule of rules) flags[rule.sets] = holds(rule);
  return { procedure, fields: fieldsFor(questions, procedure, said, flags) };
}

/** What one rule over many tickets looks at, and finds. */
interface Looked {
  others: readonly SeenComplaint[];
  holds: boolean;
}
type SeenBy = (rule: LookBackRule) => Looked;

/** What the register answers, and what the complaint itself goes back to; each rule asks once. */
function seenBy(
  { earlier }: ComplaintToAssess,
  fields: Fields,
  at: number,
  register: (query: LookBackQuery) => readonly SeenComplaint[],
): SeenBy {
  const named = earlier.map((one) => ticketOf(one, fields['businessNumber'] as string));
  const looked = new Map<LookBackRule, Looked>();
  return (rule) => {
    const before = looked.get(rule);
    if (before) return before;
    const query = queryFor(rule, fields, at);
    const asked = query === null ? [] : register(query);
    // What the complaint says of them stands: the register may not know yet that one is archived.
    const others = query !== null && isOfNumber(rule) ? withoutTwice(named, asked) : asked;
    const found = { others, holds: joins(rule, fields, at, others) };
    looked.set(rule, found);
    return found;
  };
}

function withoutTwice(named: readonly SeenComplaint[], others: readonly SeenComplaint[]): readonly SeenComplaint[] {
  if (named.length === 0 || others.length === 0) return named.length === 0 ? others : named;
  const ids = new Set(named.map(({ complaintId }) => complaintId));
  return [...named, ...others.filter(({ complaintId }) => !ids.has(complaintId))];
}

const isOfNumber = ({ key }: LookBackRule) => key.length === 1 && key[0] === 'businessNumber';

function ticketOf({ complaintId, registeredAt, closedAt }: EarlierComplaint, businessNumber: string): SeenComplaint {
  return {
    complaintId,
    fields: { businessNumber },
    at: { 'ticket.registered': registeredAt.getTime(), 'ticket.closed': closedAt?.getTime() },
  };
}

/**
 * The newest earlier complaint on the number that alone makes this one a repeat: where one is enough and the rule holds,
 * no other lies more surely in its window.
 */
function repeated(procedures: readonly Procedure[], at: number, seen: SeenBy): string | null {
  let newest: { complaintId: string; from: number } | null = null;
  for (const rule of procedures.flatMap((procedure) => lookBacksIn(procedure).ofNumber)) {
    const { others, holds } = seen(rule);
    if (!holds || rule.atLeast !== 1) continue;
    for (const { complaintId, at: happened } of others) {
      const from = happened[rule.from];
      if (from !== undefined && from <= at && (newest === null || from > newest.from)) newest = { complaintId, from };
    }
  }
  return newest?.complaintId ?? null;
}
