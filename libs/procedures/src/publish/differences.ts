import type { LocalisedText } from '../answer.js';
import type { Procedure } from '../procedure/procedure.js';
import { toldRules, type Section, type Told, type ToldRule } from '../explain/told.js';

/** One rule that two versions do not have alike. */
export interface Difference {
  section: Section;
  rule: string;
  name: LocalisedText;
  /** Null where the earlier version has no such rule. */
  before: Told | null;
  /** Null where the later version has it no more. */
  after: Told | null;
  /** What of it differs, where both have it. */
  parts: readonly string[];
}

/** What differs between two versions, or between an overlay and what it extends, rule by rule in their order. */
export function differencesOf(before: Procedure, after: Procedure): Difference[] {
  const later = new Map(toldRules(after));
  return toldRules(before).flatMap(([section, rules]) => compare(section, rules, later.get(section)!));
}

function compare(
  section: Section,
  before: ReadonlyMap<string, ToldRule>,
  after: ReadonlyMap<string, ToldRule>,
): Difference[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((id): Difference[] => {
    const was = before.get(id);
    const is = after.get(id);
    const parts = was && is ? partsOtherwise(was.told, is.told) : [];
    if (was && is && parts.length === 0) return [];
    const { rule, name } = (is ?? was)!;
    return [{ section, rule, name, before: was?.told ?? null, after: is?.told ?? null, parts }];
  });
}

function partsOtherwise(was: Told, is: Told): string[] {
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (part) => JSON.stringify(was[part]) !== JSON.stringify(is[part]),
  );
}
