import type { Answer } from '../answer.js';
import { fieldsFor } from '../conditions/decide.js';
import type { Fields } from '../conditions/fields.js';
import { lookBack, type SeenTicket } from '../look-back/look-back.js';
import type { LookBackRule, Procedure } from '../procedure/procedure.js';
import type {
  Assessment,
  ComplaintToAssess,
  EarlierComplaint,
  FurtherContact,
  FurtherContactMeaning,
} from '../procedures.js';
import type { Applied } from './applied.js';
import { answerOf, unanswered, wordOf, type Seen } from './questions.js';

const ASSESSED = ['nature', 'acceptance', 'severity'];
const FURTHER = ['furtherContact'];

export function assess(applied: Applied, complaint: ComplaintToAssess): Assessment {
  const said = saidOf(complaint);
  const at = complaint.receivedAt.getTime();
  const procedures = applied.to(complaint.organisation, said, at);
  const { earlier } = complaint;
  const seen = procedures.map((procedure) => withLookBacks(ASSESSED, procedure, said, earlier, at));
  const nature = wordOf(seen, 'nature', { ordinary: 'ordinary', repeat: 'repeat', major: 'major' }, 'ordinary');
  const severity = answerOf(seen, 'severity');
  return {
    bases: procedures.map(({ basis }) => ({ ...basis })),
    acceptance: wordOf(seen, 'acceptance', ACCEPTANCE, 'accepted'),
    nature,
    severity: severity?.configured
      ? { ...severity, value: String(severity.value) }
      : { configured: false, reason: severity?.reason ?? unanswered(seen, 'severity') },
    repeatOf: repeated(procedures, earlier, at),
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
  const seen = applied
    .to(organisation, said, at)
    .map((procedure) => withLookBacks(FURTHER, procedure, said, [earlier], at));
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
    ...(customerLevel === null ? {} : { customerLevel }),
  };
}

/** The number itself is sealed; that it is the same is all the rules need. */
const SAME_NUMBER = { businessNumber: 'the number of this complaint' };

function withLookBacks(
  questions: readonly string[],
  procedure: Procedure,
  said: Fields,
  earlier: readonly EarlierComplaint[],
  at: number,
): Seen {
  const others = earlier.map(ticketOf);
  const flags = rulesOfNumber(procedure).map((rule) => [rule.sets, lookBack(rule, SAME_NUMBER, at, others).holds]);
  const fields = fieldsFor(questions, procedure, { ...said, ...(Object.fromEntries(flags) as Fields) });
  return { procedure, fields };
}

/** Earlier complaints are known by their business number; rules with another key ask a table of tickets. */
const rulesOfNumber = ({ lookBacks }: Procedure): LookBackRule[] =>
  lookBacks.filter(({ key }) => key.length === 1 && key[0] === 'businessNumber');

function ticketOf({ registeredAt, closedAt }: EarlierComplaint): SeenTicket {
  return {
    fields: SAME_NUMBER,
    at: { 'ticket.registered': registeredAt.getTime(), 'ticket.closed': closedAt?.getTime() },
  };
}

/** The newest earlier complaint that alone makes this one a repeat. */
function repeated(procedures: readonly Procedure[], earlier: readonly EarlierComplaint[], at: number): string | null {
  const rules = procedures.flatMap(rulesOfNumber);
  const repeats = (one: EarlierComplaint) =>
    rules.some((rule) => lookBack(rule, SAME_NUMBER, at, [ticketOf(one)]).holds);
  return earlier.find(repeats)?.complaintId ?? null;
}
