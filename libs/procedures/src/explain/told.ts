import type { LocalisedText, Reason } from '../answer.js';
import type { Procedure, Rule } from '../procedure/procedure.js';

/** Sections of a procedure that hold rules with a name. */
const SECTIONS = [
  'clocks',
  'actions',
  'callbacks',
  'proposals',
  'parties',
  'lookBacks',
  'cases',
  'duties',
  'gaps',
] as const satisfies readonly (keyof Procedure)[];

export type Section = (typeof SECTIONS)[number] | 'numbering' | 'decisions' | 'options';

/** A rule as far as it says anything: without its origin, its name and what has been worked out from it. */
export type Told = Readonly<Record<string, unknown>>;

export interface ToldRule {
  rule: string;
  name: LocalisedText;
  reason: Reason;
  told: Told;
}

/** Every rule of a procedure by section and id, in their order. */
export function toldRules(procedure: Procedure): [Section, ReadonlyMap<string, ToldRule>][] {
  return [
    ...SECTIONS.map((section): [Section, Map<string, ToldRule>] => [section, rulesOf(procedure[section])]),
    ['numbering', rulesOf(numbers(procedure))],
    ['decisions', decisions(procedure)],
    ['options', options(procedure)],
  ];
}

const numbers = ({ numbering }: Procedure) => (numbering === null ? [] : [numbering]);

/** Two levels may have a rule of one name: they are kept apart by who has it first. */
function rulesOf(rules: readonly Rule[]): Map<string, ToldRule> {
  return new Map(
    rules.map((rule) => [
      `${rule.declaredBy}/${rule.rule}`,
      { rule: rule.rule, name: rule.name, reason: rule.reason, told: told(rule) },
    ]),
  );
}

/** A decision is told rule by rule, because the order of its rules is what it says. */
function decisions({ decisions }: Procedure): Map<string, ToldRule> {
  return new Map(
    decisions.map(({ field, name, rules }) => [
      field,
      {
        rule: field,
        name,
        reason: rules[0]!.reason,
        told: { rules: rules.map(({ when, is }) => plain({ when, is, field })) },
      },
    ]),
  );
}

function options({ options }: Procedure): Map<string, ToldRule> {
  return new Map(
    [...options].map(([id, { name, chosen, reason }]) => [
      id,
      { rule: id, name, reason, told: { chosen: { [id]: chosen } } },
    ]),
  );
}

/**
 * Where a rule stands in its procedure, who wrote it and what it is called change nothing of what it says; what fills a gap
 * is a rule that is told itself.
 */
const NOT_TOLD = new Set(['rule', 'name', 'reason', 'declaredBy', 'at', 'filledBy']);

function told(rule: Rule): Told {
  const isClock = 'metBy' in rule;
  const parts = Object.entries(rule).filter(
    ([part, value]) => !NOT_TOLD.has(part) && typeof value !== 'function' && !(isClock && part === 'key'),
  );
  return plain(Object.fromEntries(parts)) as Told;
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
