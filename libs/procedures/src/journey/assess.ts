import type { Answer } from '../answer.js';
import { fieldsFor } from '../conditions/decide.js';
import type { Fields } from '../conditions/fields.js';
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
const FURTHER = ['furtherContact'];

export function lookBacksOf(applied: Applied, complaint: ComplaintToAssess): LookBackQuery[] {
  const at = complaint.receivedAt.getTime();
  const fields = countedFields(complaint);
  return applied
    .to(complaint.organisation, saidOf(complaint), at)
    .flatMap(({ lookBacks }) => lookBacks.flatMap((rule) => queryFor(rule, fields, at) ?? []));
}

export function assess(
  applied: Applied,
  complaint: ComplaintToAssess,
  register: (query: LookBackQuery) => readonly SeenComplaint[],
): Assessment {
  const said = saidOf(complaint);
  const at = complaint.receivedAt.getTime();
  const procedures = applied.to(complaint.organisation, said, at);
  const seenBy = othersSeen(complaint, register);
  const fields = countedFields(complaint);
  const holds = (rule: LookBackRule) => joins(rule, fields, at, seenBy(rule));
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
  const { organisation, division, channel, channelLevel, category, customerLevel, ...flags } = complaint;
  return {
    organisation,
    division,
    channel,
    channelLevel,
    category,
    settledOnTheSpot: flags.settledOnTheSpot,
    massFlag: flags.massFlag,
    riskFlags: flags.riskFlags,
    upgraded: isUpgraded(channelLevel),
    ...(customerLevel === null ? {} : { customerLevel }),
  };
}

/** 升/越级: past the province, to the group or to a body of appeal. */
export const isUpgraded = (channelLevel: ChannelLevel) => channelLevel !== 'province';

/** As rules over many tickets see it. A complaint about no number is on one with those it goes back to, and on no other. */
const countedFields = (complaint: ComplaintToAssess): Fields => ({
  ...saidOf(complaint),
  ...(complaint.earlier.length > 0 ? SAME_NUMBER : {}),
  ...complaint.counted,
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
  const flags = Object.fromEntries(rules.map((rule) => [rule.sets, holds(rule)])) as Fields;
  return { procedure, fields: fieldsFor(questions, procedure, { ...said, ...flags }) };
}

type SeenBy = (rule: LookBackRule) => readonly SeenComplaint[];

/** What the register answers, and what the complaint itself goes back to. */
function othersSeen(
  complaint: ComplaintToAssess,
  register: (query: LookBackQuery) => readonly SeenComplaint[],
): SeenBy {
  const fields = countedFields(complaint);
  const at = complaint.receivedAt.getTime();
  return (rule) => {
    const query = queryFor(rule, fields, at);
    if (query === null) return [];
    const others = register(query);
    if (!isOfNumber(rule) || complaint.earlier.length === 0) return others;
    // What the complaint says of them stands: the register may not know yet that one is archived.
    const named = complaint.earlier.map((earlier) => ticketOf(earlier, fields['businessNumber'] as string));
    const ids = new Set(named.map(({ complaintId }) => complaintId));
    return [...named, ...others.filter(({ complaintId }) => !ids.has(complaintId))];
  };
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
