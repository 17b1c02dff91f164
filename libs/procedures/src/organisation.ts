import type { Answer, LocalisedText } from './answer.js';
import type { ChannelLevel } from './procedures.js';

/** A tenant as data: its divisions, units, sources, numbering, dispatch rules. */
export interface Organisations {
  ids(): string[];
  of(organisation: string): Organisation;
}

export interface Organisation {
  id: string;
  name: LocalisedText;
  timeZone: string;
  divisions: readonly Division[];
  sources: readonly Source[];
  /** Work goes where the first rule that fits says; the last rule always fits. Every answer says which one it was. */
  dispatch(work: WorkToDispatch): Answer<Assignment>;
  division(id: string): Division | undefined;
  unit(division: string, unit: string): Unit | undefined;
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
  /** Units that already returned it with a reason. */
  returnedBy: readonly string[];
}

export interface Assignment {
  division: string;
  unit: string;
  fallback: boolean;
}
