import type { LocalisedText, Reason } from '../answer.js';
import { DEFAULT_STEPS } from '../life-cycle/default-life-cycle.js';
import { clocksNamed } from './compile/clocks.js';
import type { Compiled, Compiling } from './compile.js';
import type { Rule } from './procedure.js';
import { permits } from './sections/actions.js';

/** What a version puts in the place of a rule above it, or before it, so that this one no longer decides alone. */
export interface Takeover {
  section: 'clocks' | 'decisions' | 'actions' | 'numbering' | 'options' | (typeof REPLACING)[number];
  /** The rule above, or the question, action or option that it answers. */
  rule: string;
  name: LocalisedText;
  /** Null where it is the default life cycle that says it. */
  above: Reason | null;
  by: Reason;
  how: 'changes' | 'answersBefore' | 'answersAlways' | 'permits' | 'refuses' | 'replaces' | 'chooses';
  /** The parts that are otherwise, of a clock. */
  parts: readonly string[];
}

const REPLACING = ['callbacks', 'proposals', 'parties', 'lookBacks', 'cases', 'duties'] as const;

/** Parts of a change that only add to what stands above. */
const ADDING = new Set(['changes', 'cite', 'ours', 'fills', 'name', 'warnings', 'onMiss']);

/** All that a version takes over. What it only adds, and a gap that it fills, takes nothing over. */
export function takesOver(above: Compiled | null, compiling: Compiling): Takeover[] {
  if (!above) return [];
  return [
    ...clocks(above, compiling),
    ...decisions(above, compiling),
    ...actions(above, compiling),
    ...REPLACING.flatMap((section) => replaced(section, above, compiling)),
    ...numbering(above, compiling),
    ...choices(above, compiling),
  ];
}

function clocks({ written, procedure }: Compiled, { version, because }: Compiling): Takeover[] {
  return version.changes.flatMap((change): Takeover[] => {
    const [meant] = clocksNamed(written, change.changes);
    const rule = meant && procedure.clocks[written.indexOf(meant)];
    const parts = Object.entries(change).flatMap(([part, value]) =>
      value === undefined || ADDING.has(part) ? [] : [part],
    );
    if (!rule || rule.limit.kind === 'notConfigured' || parts.length === 0) return [];
    const by = because(rule.rule, change);
    return [{ section: 'clocks', rule: rule.rule, name: rule.name, above: rule.reason, by, how: 'changes', parts }];
  });
}

function decisions({ procedure }: Compiled, { version, because }: Compiling): Takeover[] {
  return Object.entries(version.decisions).flatMap(([field, { rules }]): Takeover[] => {
    const before = procedure.decisions.find((decision) => decision.field === field);
    const answered = before?.rules.find(({ is }) => is !== null);
    if (!before || !answered || before.below === 'nothing') return [];
    return rules.map((rule) => ({
      section: 'decisions',
      rule: field,
      name: before.name,
      above: answered.reason,
      by: because(rule.rule, rule),
      how: rule.when ? 'answersBefore' : 'answersAlways',
      parts: [],
    }));
  });
}

/** Who may do what every ticket knows is taken over too where only the default life cycle has said it. */
function actions({ procedure }: Compiled, { version, because }: Compiling): Takeover[] {
  return version.actions.flatMap((entry): Takeover[] => {
    if (!permits(entry) && !entry.refused) return [];
    const named = [entry.action].flat();
    const above = procedure.actions.filter(({ kind }) => kind === 'permits');
    const known = new Map<string, { name: LocalisedText; reason: Reason | null }>([
      ...Object.entries(DEFAULT_STEPS).map(([action, { name }]) => [action, { name, reason: null }] as const),
      ...above
        .toReversed()
        .flatMap(({ actions: all, name, reason }) => all.map((one) => [one, { name, reason }] as const)),
    ]);
    const by = because(entry.rule, entry);
    const how = entry.refused ? 'refuses' : 'permits';
    return named.flatMap((rule): Takeover[] => {
      const before = known.get(rule);
      return before ? [{ section: 'actions', rule, name: before.name, above: before.reason, by, how, parts: [] }] : [];
    });
  });
}

function replaced(
  section: (typeof REPLACING)[number],
  { procedure }: Compiled,
  { version, because }: Compiling,
): Takeover[] {
  const above: readonly Rule[] = procedure[section];
  return version[section].flatMap((entry): Takeover[] => {
    const before = above.find(({ rule }) => rule === entry.replaces);
    if (!before) return [];
    const { rule, name, reason } = before;
    return [{ section, rule, name, above: reason, by: because(entry.rule, entry), how: 'replaces', parts: [] }];
  });
}

function numbering({ procedure }: Compiled, { version, because }: Compiling): Takeover[] {
  const before = procedure.numbering;
  if (!version.numbering || !before?.parts) return [];
  const { rule, name, reason } = before;
  const by = because(version.numbering.rule, version.numbering);
  return [{ section: 'numbering', rule, name, above: reason, by, how: 'replaces', parts: [] }];
}

function choices({ procedure }: Compiled, { version, because }: Compiling): Takeover[] {
  return Object.entries(version.choose).flatMap(([rule, { is, ...cited }]): Takeover[] => {
    const option = procedure.options.get(rule);
    if (!option || option.chosen === is) return [];
    const { name, reason } = option;
    return [{ section: 'options', rule, name, above: reason, by: because(rule, cited), how: 'chooses', parts: [] }];
  });
}
