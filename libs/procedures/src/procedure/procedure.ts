import type { BasisVersion, LocalisedText, Reason } from '../answer.js';
import type { Calendar } from '../calendar/calendar.js';
import type { Condition } from '../conditions/condition.js';
import type { FieldType } from '../conditions/fields.js';
import type { Clock as OwnedClock } from '../procedures.js';
import type { Conventions } from '../time/conventions.js';
import type { Limit } from '../time/limit.js';
import type { Recurrence } from '../time/recurring.js';
import type { EffectEntry } from './effect.js';

/** A version of a procedure with everything it has from those it extends, ready to be asked. */
export interface Procedure {
  basis: BasisVersion;
  name: LocalisedText;
  /** Null for a literal procedure. */
  extends: BasisVersion | null;
  inForceFrom: string | null;
  inForceUntil: string | null;
  roles: ReadonlyMap<string, Role>;
  events: ReadonlyMap<string, LocalisedText>;
  consequences: ReadonlyMap<string, LocalisedText>;
  fields: ReadonlyMap<string, FieldType>;
  /** In the order in which they can be answered: none looks at a later one. */
  decisions: readonly Decision[];
  clocks: readonly ClockRule[];
  lookBacks: readonly LookBackRule[];
  duties: readonly DutyRule[];
  gaps: readonly GapRule[];
}

export interface Role {
  name: LocalisedText;
  owns: OwnedClock['owner'] | null;
  of: 'unit' | 'superiorUnit' | 'division' | 'group' | null;
}

export interface Decision {
  field: string;
  name: LocalisedText;
  below: 'nothing' | 'replace';
  rules: readonly DecisionRule[];
}

export interface DecisionRule {
  when: Condition | undefined;
  /** Null where the text names the question and does not answer it. */
  is: string | boolean | null;
  reason: Reason;
}

export interface ClockRule {
  rule: string;
  name: LocalisedText;
  /** The rule the limit comes from: where an overlay changed it, the overlay's. */
  reason: Reason;
  from: readonly string[];
  /** The text leaves its start open, and a reading convention fills it. */
  startIsOpen: boolean;
  counts: 'recordedAt' | 'occurredAt' | 'receivedAt';
  again: 'anew' | 'once';
  when: Condition | undefined;
  limit: Limit;
  calendar: Calendar;
  conventions: Conventions;
  owner: string;
  metBy: ReadonlySet<string>;
  endedBy: ReadonlySet<string>;
  pauses: readonly { from: string; until: string; reasons: readonly string[] | null }[];
  extension: { consent: readonly string[]; times: number; by: Limit } | null;
  warnings: readonly Warning[];
  onMiss: readonly EffectEntry[];
}

export interface Warning {
  at: { percent: number } | { left: Limit } | { after: Limit };
  do: readonly EffectEntry[];
}

export interface LookBackRule {
  rule: string;
  name: LocalisedText;
  reason: Reason;
  sets: string;
  key: readonly string[];
  from: string;
  within: Limit;
  calendar: Calendar;
  conventions: Conventions;
  when: Condition | undefined;
  atLeast: number;
  countsItself: boolean;
  distinct: string | null;
}

export interface DutyRule {
  rule: string;
  name: LocalisedText;
  reason: Reason;
  owner: string;
  due: readonly Recurrence[];
  calendar: Calendar;
  conventions: Conventions;
}

export interface GapRule {
  rule: string;
  name: LocalisedText;
  reason: Reason;
}
