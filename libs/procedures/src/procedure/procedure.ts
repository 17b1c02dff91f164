import type { BasisVersion, LocalisedText, Reason } from '../answer.js';
import type { Calendar } from '../calendar/calendar.js';
import type { When } from '../conditions/condition.js';
import type { FieldType, FieldValue } from '../conditions/fields.js';
import type { Clock as OwnedClock } from '../procedures.js';
import type { Conventions } from '../time/conventions.js';
import type { Limit } from '../time/limit.js';
import type { Recurrence } from '../time/recurring.js';
import type { EffectEntry } from './effect.js';
import type { DutyParts } from './sections/duties.js';
import type { LookBackParts } from './sections/look-backs.js';
import type { CallbackEntry } from './sections/callbacks.js';
import type { Below } from './sections/notation.js';
import type { NumberingEntry } from './sections/numbering.js';
import type { ProposalEntry } from './sections/proposals.js';
import type { Takeover } from './takes-over.js';

/** A version of a procedure with everything it has from those it extends, ready to be asked. */
export interface Procedure {
  basis: BasisVersion;
  name: LocalisedText;
  /** Empty for a literal procedure; else the widest first. */
  extends: readonly BasisVersion[];
  inForceFrom: string | null;
  inForceUntil: string | null;
  /** Of the version; a rule may have another. */
  calendar: Calendar;
  roles: ReadonlyMap<string, Role>;
  events: ReadonlyMap<string, LocalisedText>;
  consequences: ReadonlyMap<string, LocalisedText>;
  documents: ReadonlyMap<string, LocalisedText>;
  fields: ReadonlyMap<string, FieldType>;
  stages: ReadonlyMap<string, Stage>;
  options: ReadonlyMap<string, Option>;
  /** In the order in which they can be answered: none looks at a later one. */
  decisions: readonly Decision[];
  clocks: readonly ClockRule[];
  actions: readonly ActionRule[];
  callbacks: readonly CallbackRule[];
  numbering: NumberingRule | null;
  proposals: readonly ProposalRule[];
  parties: readonly PartyRule[];
  lookBacks: readonly LookBackRule[];
  cases: readonly CaseRule[];
  duties: readonly DutyRule[];
  gaps: readonly GapRule[];
  /** What this version itself takes over of the rules above it. */
  takesOver: readonly Takeover[];
}

/** What every rule of a list is. */
export interface Rule {
  rule: string;
  name: LocalisedText;
  reason: Reason;
  /** How far an overlay may change it. */
  below: Below;
  /** The procedure that has the rule first. */
  declaredBy: string;
}

export interface Role {
  name: LocalisedText;
  owns: OwnedClock['owner'] | null;
  of: 'unit' | 'superiorUnit' | 'division' | 'group' | null;
  acts: readonly string[];
}

export interface Stage {
  name: LocalisedText;
  enteredBy: readonly string[];
  ends: boolean;
  /** The text breaks off before it says what follows. */
  openEnd: boolean;
}

export interface Option {
  name: LocalisedText;
  choices: ReadonlyMap<string, LocalisedText>;
  chosen: string;
  /** Of the text that leaves it open, or of the overlay that chose. */
  reason: Reason;
}

export interface Decision {
  field: string;
  name: LocalisedText;
  below: 'nothing' | 'replace';
  rules: readonly DecisionRule[];
}

export interface DecisionRule {
  when: When;
  /** Null where the text names the question and does not answer it. */
  is: string | boolean | number | null;
  reason: Reason;
}

export interface ClockRule extends Rule {
  /** Its place in `Procedure.clocks`. */
  at: number;
  /** Its rule id; where two levels have the same, with the procedure in front: `law/D1`. */
  key: string;
  from: readonly string[];
  /** The text leaves its start open, and a reading convention fills it. */
  startIsOpen: boolean;
  counts: 'recordedAt' | 'occurredAt' | 'receivedAt';
  again: 'anew' | 'once';
  when: When;
  limit: Limit;
  calendar: Calendar;
  conventions: Conventions;
  owner: string;
  metBy: ReadonlySet<string>;
  /** Only once all of `metBy` have happened. */
  metByAll: boolean;
  inPrinciple: boolean;
  endedBy: ReadonlySet<string>;
  pauses: readonly { from: string; until: string; reasons: readonly string[] | null }[];
  extension: Extension | null;
  warnings: readonly Warning[];
  onMiss: readonly Effect[];
}

export interface Extension {
  reason: Reason;
  /** Null where the text does not say who consents. */
  consent: readonly RoleWhen[] | null;
  /** Infinite where the text sets no end; null where it is not configured. */
  times: number | null;
  by: Limit;
}

export interface RoleWhen {
  role: string;
  when: When;
}

export interface Effect {
  entry: EffectEntry;
  when: When;
}

export interface Warning {
  at: { percent: number } | { left: Limit } | { after: Limit };
  do: readonly Effect[];
}

export interface ActionRule extends Rule {
  actions: readonly string[];
  kind: 'permits' | 'refuses' | 'requires';
  by: readonly string[] | null;
  from: readonly string[] | null;
  when: When;
  leadsTo: string | null;
  records: string | null;
  requires: { fields: readonly string[]; documents: readonly string[]; consent: readonly RoleWhen[] };
}

export interface CallbackRule extends Rule {
  by: string;
  from: readonly string[];
  when: When;
  owed: CallbackEntry['owed'];
  /** T12: how a share of the tickets becomes a whole number. */
  rounding: Conventions['samples'];
  clock: string | null;
  attempts: number | null;
}

export interface NumberingRule extends Rule {
  /** Null where a number is demanded and no scheme given. */
  parts: NonNullable<NumberingEntry['parts']> | null;
}

export interface ProposalRule extends Rule {
  kind: ProposalEntry['kind'];
  when: When;
  against: string | null;
  measures: ProposalEntry['measures'];
  /** `role` is null where the text does not say who. */
  decidedBy: readonly { role: string | null; upTo: number | null; when: When }[];
}

export interface PartyRule extends Rule {
  party: string;
  when: When;
  atLeast: number | null;
  atMost: number | null;
  needs: readonly string[];
  mustBe: When | null;
  mayNotBe: When | null;
}

export interface LookBackRule extends Rule {
  /** The same rule under a reading of the text that changes parts of it. */
  read: (parts: LookBackParts) => LookBackRule;
  sets: string;
  key: readonly string[];
  from: string;
  /** Null where the text names no window. */
  within: Limit | null;
  calendar: Calendar;
  conventions: Conventions;
  when: When;
  /** Null where the text gives no number. */
  atLeast: number | null;
  countsItself: boolean;
  distinct: string | null;
}

export interface CaseRule extends Rule {
  /** Flags of look-backs. */
  gathers: readonly string[];
  leaves: When;
  confirmed: { when: When; atLeast: number };
  /** Null where each count is a case of its own. */
  sameWave: Limit | null;
  calendar: Calendar;
  conventions: Conventions;
}

export interface DutyRule extends Rule {
  read: (parts: DutyParts) => DutyRule;
  owner: string;
  to: string | null;
  /** Null where the text gives no period. */
  due: readonly Recurrence[] | null;
  calendar: Calendar;
  conventions: Conventions;
}

export interface GapRule extends Rule {
  /** The rules of overlays that fill it. */
  filledBy: readonly Reason[];
}

/** Fields with the values an option or an effect gives them. */
export type FieldsSet = Readonly<Record<string, FieldValue>>;
