import type { LocalisedText } from '../answer.js';
import type { Procedure, Rule } from '../procedure/procedure.js';

/** Sections of a procedure that hold rules with a name. */
const SECTIONS = [
  'clocks',
  'actions',
  'callbacks',
  'proposals',
  'parties',
  'lookBacks',
  'duties',
  'gaps',
] as const satisfies readonly (keyof Procedure)[];

export type Section = (typeof SECTIONS)[number] | 'numbering' | 'decisions' | 'options';

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

/** A rule as far as it says anything: without its origin, its name and what has been worked out from it. */
export type Told = Readonly<Record<string, unknown>>;

/** What differs between two versions, or between an overlay and what it extends, rule by rule in their order. */
export function differencesOf(before: Procedure, after: Procedure): Difference[] {
  return [
    ...SECTIONS.flatMap((section) => compare(section, rulesOf(before[section]), rulesOf(after[section]))),
    ...compare('numbering', rulesOf(numbers(before)), rulesOf(numbers(after))),
    ...compare('decisions', decisions(before), decisions(after)),
    ...compare('options', options(before), options(after)),
  ];
}

interface Entry {
  name: LocalisedText;
  told: Told;
}

function compare(
  section: Section,
  before: ReadonlyMap<string, Entry>,
  after: ReadonlyMap<string, Entry>,
): Difference[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((rule): Difference[] => {
    const was = before.get(rule);
    const is = after.get(rule);
    const parts = was && is ? partsOtherwise(was.told, is.told) : [];
    if (was && is && parts.length === 0) return [];
    return [{ section, rule, name: (is ?? was)!.name, before: was?.told ?? null, after: is?.told ?? null, parts }];
  });
}

function partsOtherwise(was: Told, is: Told): string[] {
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (part) => JSON.stringify(was[part]) !== JSON.stringify(is[part]),
  );
}

const numbers = ({ numbering }: Procedure) => (numbering === null ? [] : [numbering]);

function rulesOf(rules: readonly Rule[]): Map<string, Entry> {
  return new Map(rules.map((rule) => [rule.rule, { name: rule.name, told: told(rule) }]));
}

/** A decision is told rule by rule, because the order of its rules is what it says. */
function decisions({ decisions }: Procedure): Map<string, Entry> {
  return new Map(
    decisions.map(({ field, name, rules }) => [
      field,
      { name, told: { rules: rules.map(({ when, is }) => plain({ when, is })) } },
    ]),
  );
}

function options({ options }: Procedure): Map<string, Entry> {
  return new Map([...options].map(([id, { name, chosen }]) => [id, { name, told: { chosen } }]));
}

/**
 * Where a rule stands in its procedure, who wrote it and what it is called change nothing of what it says; what fills a gap
 * is a rule that is told itself.
 */
const NOT_TOLD = new Set(['rule', 'name', 'reason', 'declaredBy', 'at', 'key', 'filledBy']);

function told(rule: Rule): Told {
  return plain(Object.fromEntries(Object.entries(rule).filter(([part]) => !NOT_TOLD.has(part)))) as Told;
}

/** The same without functions and tables: conditions as the file says them, calendars by their id, sets as lists. */
function plain(value: unknown): unknown {
  if (value instanceof Set) return [...value].map(plain);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if ('says' in value) return value.says;
  if ('workingDays' in value && 'id' in value) return value.id;
  // An effect holds what the file says beside the closure made of its condition.
  const { entry, reason: _, ...parts } = value as Record<string, unknown>;
  const entries = Object.entries({ ...(entry ?? {}), ...parts }).map(([key, part]) => [key, plain(part)] as const);
  return Object.fromEntries(entries.filter(([, part]) => part !== undefined));
}
