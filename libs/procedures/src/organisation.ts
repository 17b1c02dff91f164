import type { Answer, LocalisedText } from './answer.js';
import type { When } from './conditions/condition.js';
import type { ChannelLevel } from './procedures.js';
import type { ReportRule } from './reports/report-rules.js';

/** A tenant as data: its procedures, divisions, units, sources, dispatch rules. */
export interface Organisations {
  ids(): string[];
  of(organisation: string): Organisation;
}

export interface Organisation {
  id: string;
  name: LocalisedText;
  timeZone: string;
  /** Which procedures a complaint falls under, by its fields. */
  procedures: readonly AppliedProcedure[];
  /** 挂起原因: why work may be paused. */
  pauseReasons: readonly PauseReason[];
  divisions: readonly Division[];
  sources: readonly Source[];
  /** 投诉分类: the widest classes, each with its narrower ones. */
  categories: readonly Category[];
  /** The classes that a source's own words mean; what it does not know is told, never guessed. */
  normaliseCategory(words: readonly string[]): NormalisedCategory;
  /** Work goes where the first rule that fits says; the last rule always fits. Every answer says which one it was. */
  dispatch(work: WorkToDispatch): Answer<Assignment>;
  /** Whether the topic of a division vouches for this role doing this; what the ticket's rules say comes after it. */
  mayByTopic(offered: OfferedByTopic): Answer<boolean>;
  /** The division that audits the slips (回单审核) of a division; always another one. */
  auditorOf(workOf: string): Answer<string>;
  /** 定期报表: counts that are frozen when their time has come. */
  reports: readonly ReportRule[];
  division(id: string): Division | undefined;
  unit(division: string, unit: string): Unit | undefined;
}

export interface AppliedProcedure {
  procedure: string;
  when: When;
}

export interface PauseReason {
  code: string;
  name: LocalisedText;
}

export interface Category {
  /** Unique in the whole tree. */
  code: string;
  name: LocalisedText;
  /** Its two digits of the unified code (统一编码), among its siblings. */
  number?: string | undefined;
  /** Other words for it, as sources write it. */
  aliases: readonly string[];
  children: readonly Category[];
}

export interface NormalisedCategory {
  /** Codes from the widest class to the narrowest one named; empty when no word is known. */
  category: string[];
  /** Words that are no class, or none below the class found. */
  unknown: string[];
}

/** A part of the organisation with a topic and a scope of its own: a province by GB/T 2260, `00`, `g1`, `p-<name>`. */
export interface Division {
  id: string;
  kind: 'group' | 'centre' | 'province' | 'professional';
  name: LocalisedText;
  units: readonly Unit[];
  /** The unit that gets what no rule places and may not refuse it (兜底单位). */
  fallbackUnit: string;
}

export interface Unit {
  id: string;
  name: LocalisedText;
  kind: 'centre' | 'city' | 'department' | 'team';
  superior: string | null;
}

/** A party that submits complaints on `complaints.submissions.<id>`. */
export interface Source {
  id: string;
  name: LocalisedText;
  /** The division whose intake it is. */
  division: string;
  channelLevel: ChannelLevel;
  /** Whether it may hand in complaints of the past, of any division. */
  imports: boolean;
}

export interface WorkToDispatch {
  category: readonly string[];
  channelLevel: ChannelLevel;
  customerLevel: string | null;
  /** GB/T 2260 codes, two or six digits; null when unknown. */
  homeRegion: string | null;
  numberRegion: string | null;
  faultRegion: string | null;
  sourceDivision: string;
  /** Units that already returned it with a reason; a unit's id is unique within its division only. */
  returnedBy: readonly UnitRef[];
}

/** An action that the system of a division hands in on its topic. */
export interface OfferedByTopic {
  division: string;
  /** The division that has the work. */
  workOf: string;
  role: string;
  action: string;
}

export interface UnitRef {
  division: string;
  unit: string;
}

export interface Assignment {
  division: string;
  unit: string;
  fallback: boolean;
}
