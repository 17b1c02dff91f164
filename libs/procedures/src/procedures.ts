import type { Answer, BasisVersion, Configured, LocalisedText, Reason } from './answer.js';
import type { Fields, FieldType, FieldValue } from './conditions/fields.js';
import type { LookBackQuery, SeenTicket } from './look-back/look-back.js';
import type { LookBackRule } from './procedure/procedure.js';
import type { Due } from './time/due.js';
import type { RecordedEvent, Timeline } from './timeline.js';

/**
 * What the services ask the rules. Every method is a pure function: `now`, ids and history come in, an answer with its
 * reason goes out, and the same question gets the same answer in every service.
 */
export interface Procedures {
  /** Which rules and calendars these are: another as soon as one of them says something else. */
  readonly edition: string;

  /** Until when each calendar knows its days; what a limit needs beyond that waits for a decree. */
  calendarEnds(): { calendar: string; until: Date }[];

  /** The rules over many tickets (计数) of every procedure that an organisation applies: what its register must know. */
  lookBackRules(organisation: string): LookBackRule[];

  /** What the register is asked before a complaint is assessed: about the rules over many tickets that apply to it. */
  lookBacks(complaint: ComplaintToAssess): LookBackQuery[];

  /** Those of them whose count decides about the nature of all that are counted: when it changes, so may they. */
  gatherings(complaint: ComplaintToAssess): LookBackQuery[];

  /**
   * Which procedures a new complaint falls under, what it is, and whether it is accepted (受理). `register` answers each
   * of the queries that `lookBacks` names.
   */
  assess(complaint: ComplaintToAssess, register: (query: LookBackQuery) => readonly SeenComplaint[]): Assessment;

  /** What a further contact about a known complaint means: an urge, a new linked complaint, a repeat or a review. */
  furtherContact(contact: FurtherContact): Answer<FurtherContactMeaning>;

  /** The complaint number by the organisation's scheme. `sequence` counts from 1 per organisation and local day. */
  number(organisation: string, receivedAt: Date, sequence: number): Answer<string>;

  /**
   * The state of every clock of a ticket, from its facts alone. Pure, so recomputing after a corrected rule or calendar
   * gives the revision, and whoever needs a due time gets the same one. With `now`, clocks that were missed since the
   * last fact have started those that wait for it.
   */
  clocks(bases: readonly BasisVersion[], timeline: Timeline, now?: Date): Clock[];

  /** Whether the miss of this clock brings more about than telling somebody: it starts or ends another, or sets a field. */
  missMatters(bases: readonly BasisVersion[], clockId: string): boolean;

  /**
   * The misses up to `now` that bring more about than telling somebody, in time order, as the facts of the ticket show
   * them. Whoever carries out what a miss brings about asks it of the facts it knows itself.
   */
  misses(bases: readonly BasisVersion[], timeline: Timeline, now: Date): Miss[];

  /** Whether this role may do this at this stage, where it leads, and what it lacks. */
  mayAct(bases: readonly BasisVersion[], attempt: AttemptedAction): ActionAnswer;

  /** Those of the actions to which `mayAct` says yes, in the order given; all are answered for little more than one. */
  allowedActions<Action extends WorkAction>(
    bases: readonly BasisVersion[],
    situation: ActingSituation,
    among: readonly Action[],
  ): Action[];

  /** Whether this role may put on record (登记) now that something was done which only the procedures know. */
  mayRecord(bases: readonly BasisVersion[], attempt: AttemptedRecord): RecordAnswer;

  /** Whether a running clock may be given more time (延期), until when at the latest, and who consents. */
  mayExtend(bases: readonly BasisVersion[], timeline: Timeline, attempt: AttemptedExtension): ExtensionAnswer;

  /** Whether somebody may decide about more time for a clock, whichever way: who may grant may refuse. */
  mayDecideExtension(bases: readonly BasisVersion[], timeline: Timeline, deciding: DecidingExtension): DecidingAnswer;

  /** The words of these procedures: what people may bring, and how they call what they do. */
  words(bases: readonly BasisVersion[]): TicketWords;

  /** The callbacks (回访) owed once the customer has been answered. */
  callbackOwed(bases: readonly BasisVersion[], ticket: AnsweredTicket): Answer<CallbackDuty>;

  /** What a callback's result does to the ticket. */
  afterCallback(bases: readonly BasisVersion[], outcome: CallbackOutcome, attempts: number): Answer<CallbackEffect>;

  /** What the rules of cases (群体投诉) of an organisation ask of complaints: whoever follows cases must keep it. */
  askedForCases(organisation: string): AskedForCases[];

  /** Where a complaint may count towards a case, whatever a check of it finds. */
  casePlaces(bases: readonly BasisVersion[], fields: Fields): CasePlace[];

  /** The rule of cases that a place names. Throws where its procedure has none such. */
  ruleOfCases(place: Omit<CasePlace, 'key'>): RuleOfCases;

  /** Whether a ticket is abnormal (异常工单), once per rule that says so. */
  abnormal(bases: readonly BasisVersion[], counts: TicketCounts): AbnormalFinding[];
}

/** What the customer's complaint is, as far as the rules look at it. No personal data. */
export interface ComplaintToAssess {
  organisation: string;
  division: string;
  channel: string;
  channelLevel: ChannelLevel;
  category: readonly string[];
  customerLevel: string | null;
  settledOnTheSpot: boolean;
  massFlag: boolean;
  riskFlags: readonly string[];
  occurredAt: Date;
  receivedAt: Date;
  recordedAt: Date;
  /**
   * What else the register keeps of it, by field, for rules over many tickets: the province it is counted in as its
   * division, hashes for numbers and addresses.
   */
  counted: Fields;
  /** Earlier complaints that it goes back to by its own words: they are on its business number, whatever that is. */
  earlier: readonly EarlierComplaint[];
}

/** A complaint on record, as the register counts it. */
export interface SeenComplaint extends SeenTicket {
  complaintId: string;
}

export type ChannelLevel = 'province' | 'group' | 'appeal';

export interface EarlierComplaint {
  complaintId: string;
  registeredAt: Date;
  /** When its ticket was archived (归档); null while it is open. */
  closedAt: Date | null;
}

export interface Assessment {
  bases: BasisVersion[];
  acceptance: Answer<'accepted' | 'refused' | 'handedOver'>;
  /** 投诉性质: ordinary 普通, repeat 重复, major 重大. */
  nature: Answer<Nature>;
  severity: Configured<string>;
  /** The earlier complaint that makes this one a repeat. */
  repeatOf: string | null;
  /** The number of complaints that was reached, itself among them, and decides about the nature of all; else null. */
  gathered: number | null;
}

export type Nature = 'ordinary' | 'repeat' | 'major';

/** Where a complaint came in, and what it is about. */
export interface Matter {
  channelLevel: ChannelLevel;
  /** From the widest to the narrowest; empty where nobody has said. */
  category: readonly string[];
}

export interface FurtherContact extends Matter {
  organisation: string;
  at: Date;
  earlier: EarlierComplaint & Matter;
  /** Whether it says which complaint it goes back to; else it is on the same business number. */
  named: boolean;
  /** What the customer, or the source for them, called it. */
  wanted: 'urge' | 'supplement' | 'complaint';
  dissatisfiedWithAnswer: boolean;
}

export type FurtherContactMeaning = 'urge' | 'linkedComplaint' | 'repeat' | 'review';

/** One clock (时限) of a ticket as it stands after the facts given. */
export interface Clock {
  /** Stable within the ticket: the procedure that has the rule first, the rule, and the number of its start. */
  id: string;
  rule: string;
  basis: BasisVersion;
  state: 'armed' | 'paused' | 'met' | 'cancelled' | 'notConfigured';
  startedAt: Date;
  /** The fact that started it. */
  startedBy: string;
  /** In time at this instant, late after it. Null while paused or without a due time. */
  dueAt: Date | null;
  /** Why there is no due time, for instance that the days it needs are not decreed yet. */
  noDue: Exclude<Due['kind'], 'at'> | null;
  /** Instants at which somebody is to be warned, ascending, and who. */
  warnings: { at: Date; effects: Effect[] }[];
  pauses: { from: Date; until: Date | null; reason: string }[];
  metAt: Date | null;
  /** Who must act in time. */
  owner: 'acceptingUnit' | 'handlingUnit' | 'division' | 'organisation';
  onMiss: Effect[];
  name: LocalisedText;
  reason: Reason;
}

/** What a warning or a miss sets in motion. The services read it; none of them decides it. */
export type Effect =
  | { effect: 'notify'; role: string; of: 'unit' | 'superiorUnit' | 'division' | 'group' }
  | { effect: 'supervise' }
  | { effect: 'escalate'; to: 'group' }
  | { effect: 'rightToAppeal' }
  /** A sanction or a step of the text's own, as the procedure calls it. */
  | { effect: 'consequence'; consequence: string; name: LocalisedText }
  /** A field that is otherwise from then on. Only of a miss. */
  | { effect: 'set'; field: string; value: FieldValue }
  /** An event that counts as having happened. Only of a miss. */
  | { effect: 'happens'; event: string; name: LocalisedText };

/** A clock that was missed, and what follows from it beside telling somebody. */
export interface Miss {
  clockId: string;
  /** The due instant that was missed. */
  dueAt: Date;
  /** Events that count as having happened: silence is consent, withdrawal, closing. */
  happens: string[];
  /** Fields that are otherwise from then on. */
  sets: Readonly<Record<string, FieldValue>>;
  /** What the nature of the ticket became by it; null where it stayed as it was. */
  nature: Nature | null;
  /** The rule of the clock. */
  reason: Reason;
}

/** A ticket and who would act on it. */
export interface ActingSituation {
  stage: Stage;
  role: ActingRole;
  channelLevel: ChannelLevel;
  nature: Nature;
  /** 挂起: whether the work rests; left out where no unit has it. */
  paused?: boolean;
  /** How often the work order was already returned. */
  returns: number;
  /** Whether the unit is the fallback that may not refuse (兜底). */
  fallbackUnit: boolean;
  answerOwed: boolean;
  callbackOwed: boolean;
  /** 延期待批: whether more time was asked for and nobody has decided; left out where nobody can have asked. */
  extensionPending?: boolean;
  /** Fields that the ticket is known by beside these, and those that the action brings. */
  known?: Fields;
  /** Kinds of documents that the ticket has or the action brings. */
  documents?: readonly string[];
  /** Roles that have consented to it. */
  consents?: readonly string[];
}

export interface AttemptedAction extends ActingSituation {
  action: WorkAction;
}

/** The life cycle of a ticket (工单阶段); procedures restrict and extend it. */
export type Stage = 'registered' | 'dispatched' | 'accepted' | 'replied' | 'answered' | 'closed' | 'withdrawn';

export type WorkAction =
  | 'accept'
  | 'return'
  | 'transfer'
  | 'reply'
  | 'refuseReply'
  | 'approveReply'
  | 'pause'
  | 'resume'
  | 'requestExtension'
  | 'grantExtension'
  | 'refuseExtension'
  | 'close'
  | 'reopen'
  | 'withdraw'
  | 'urge'
  | 'supplement';

export type ActingRole = 'handler' | 'dispatcher' | 'auditor' | 'supervisor' | 'system' | 'customer';

export type ActionAnswer =
  /**
   * A reply leads to `replied` where its slip must be audited first (回单审核), else straight to `answered`. What is
   * missing must come first.
   */
  { allowed: true; leadsTo: Stage; missing: Requirement[]; reason: Reason } | { allowed: false; reason: Reason };

/** 登记: an action of the procedures' own, such as a visit or a refund. */
export interface AttemptedRecord extends ActingSituation {
  /** The name of the action. */
  what: string;
  /** Whether who acts is of the group's headquarters: its roles are nobody else's. */
  ofGroup: boolean;
}

export type RecordAnswer =
  | {
      allowed: true;
      /** What it is to the rules: clocks start and end by it. */
      event: RecordedEvent;
      name: LocalisedText;
      missing: Requirement[];
      reason: Reason;
    }
  /** `known`: all that can be put on record under these procedures; `instead`: what this role may now. */
  | { allowed: false; known: string[]; instead: string[]; reason: Reason };

/** 延期: more time for one clock, as it is asked for or as somebody would grant it. */
export interface AttemptedExtension {
  clockId: string;
  until: Date;
  askedAt: Date;
  now: Date;
  /** Who would grant it, and the roles whose consent is brought along; left out while it is only asked for. */
  by?: DecidingExtension['by'];
}

export interface DecidingExtension {
  clockId: string;
  now: Date;
  by: { role: ActingRole; reach: Reach; consents: readonly string[] };
}

/** Where not: who may, and the rule of the clock. */
export type DecidingAnswer = { allowed: true } | { allowed: false; consent: LocalisedText[]; reason: Reason };

/** How far somebody's authority reaches: the unit that has the work, its division, or the whole group. */
export type Reach = 'unit' | 'division' | 'group';

/** The clock as the rules see it: when it is due as it stands, until when it could be at the latest, and who may consent. */
export interface ExtensibleClock {
  name: LocalisedText;
  dueAt: Date | null;
  /** Null where it cannot be extended, or as far as whoever consents says. */
  latest: Date | null;
  /** How often more time is given; null where the rule names no number. */
  times: number | null;
  consent: LocalisedText[];
}

export type ExtensionAnswer =
  /** `by`: the role of the rule that consents, the first of those that may while it is only asked for. */
  | { allowed: true; clock: ExtensibleClock; by: string; reason: Reason }
  | {
      allowed: false;
      because: ExtensionRefusal;
      /** Null where no such clock runs. */
      clock: ExtensibleClock | null;
      /** Clocks that run and that some rule lets be extended. */
      extensible: string[];
      reason: Reason;
    };

export type ExtensionRefusal =
  | 'notRunning'
  | 'notAllowed'
  | 'askedTooLate'
  | 'noConsent'
  | 'timesUsedUp'
  | 'tooLong'
  /** The instant is not after the one at which it is due anyway. */
  | 'noLater'
  /** The instant is over when it is granted. */
  | 'alreadyPast'
  /** The text does not say who consents, or how much more time there is. */
  | 'notConfigured';

/** A field, a document or a consent (同意) that an action needs and nobody has brought. */
export interface Requirement {
  kind: 'field' | 'document' | 'consent';
  /** The name of the field, the kind of the document, the role that consents. */
  what: string;
  name: LocalisedText;
  reason: Reason;
}

export interface TicketWords {
  /** Fields that whoever acts may bring. Others follow from facts and rules, or are decided from. */
  fields: ReadonlyMap<string, FieldType & { name: LocalisedText }>;
  documents: ReadonlyMap<string, LocalisedText>;
  roles: ReadonlyMap<string, LocalisedText>;
  actions: ReadonlyMap<string, LocalisedText>;
  stages: ReadonlyMap<string, LocalisedText>;
}

export interface AnsweredTicket {
  complaintId: string;
  division: string;
  nature: Nature;
  channelLevel: ChannelLevel;
  answeredAt: Date;
}

export interface CallbackDuty {
  owed: boolean;
  attempts: number;
  dueAt: Date | null;
}

export type CallbackOutcome = 'satisfied' | 'unsatisfied' | 'notReached';
export type CallbackEffect = 'close' | 'reopen' | 'tryAgain';

export interface TicketCounts {
  returns: number;
  urges: number;
  overdue: number;
  warned: number;
  /** Only where they may be new: a kind that rests on them alone is found by the fact that raised them. */
  transfers?: number;
  reopenings?: number;
  refusedReplies?: number;
}

/** What a rule of cases, or one that it counts by, looks at. */
export interface AskedForCases {
  fields: string[];
  /** Events from which windows count. */
  events: string[];
  reason: Reason;
}

/** A rule that makes a case of complaints, in the version a complaint runs under, and what these have in common. */
export interface CasePlace {
  /** The procedure that has the rule first, and the rule: `procedure/rule`. */
  rule: string;
  basis: BasisVersion;
  key: Readonly<Record<string, FieldValue>>;
}

/** What a rule of cases says of complaints of one key. */
export interface RuleOfCases {
  name: LocalisedText;
  reason: Reason;
  /** So many must fit what confirms a case. */
  confirmedFrom: number;
  /** Complaints from before this instant are in no case with one of `at`, save through others between them. */
  since(at: number): number;
  /** The complaints of each case that these are, the earliest first. */
  waves<Ticket extends SeenTicket>(seen: readonly Ticket[]): Ticket[][];
  /** How many of them fit what confirms a case. */
  found(seen: readonly SeenTicket[]): number;
  /** The most that each of its look-backs counts among them in any of its windows. */
  counts(seen: readonly SeenTicket[]): CaseCount[];
}

export interface CaseCount {
  counted: number;
  atLeast: number;
  why: Reason;
}

export interface AbnormalFinding {
  /** 异常类型, for instance `returnedTwice`. */
  kind: string;
  reason: Reason;
}
