import type { Path, Report } from './check-names.js';
import { sourceOf, type Cited } from './citation.js';
import type { Compiled } from './compile.js';
import { fillings } from './compile.js';
import { when } from '../conditions/condition.js';
import { DEFAULT_STEPS } from '../life-cycle/default-life-cycle.js';
import { inOrder } from './decision-order.js';
import { ANY_ACTION, permits } from './sections/actions.js';
import { ruleIds } from './rule-ids.js';
import type { Version } from './schema.js';

/** What a version's rules must be among themselves: named once, cited, able to start, to be met and to be decided. */
export function checkRules(version: Version, above: Compiled | null, report: Report): void {
  checkIds(version, above, report);
  checkOrigins(version, report);
  checkExtending(version, above, report);
  checkDecisions(version, above, report);
  checkActions(version, above, report);
  checkDeciders(version, report);
}

/** An action that is neither permitted nor refused is never done, and a permission says of what. */
function checkActions(version: Version, above: Compiled | null, report: Report): void {
  const ruled = new Set([
    ...Object.keys(DEFAULT_STEPS),
    ...(above?.procedure.actions ?? []).filter(({ kind }) => kind !== 'requires').flatMap(({ actions }) => actions),
    ...version.actions.filter((entry) => entry.refused || permits(entry)).flatMap(({ action }) => action),
  ]);
  version.actions.forEach((entry, at) => {
    const actions = [entry.action].flat();
    if (actions.includes(ANY_ACTION) && permits(entry)) {
      report(['actions', at], 'nobody is permitted any action at all: name those that are meant');
    }
    const none = actions.find((action) => action !== ANY_ACTION && entry.name && !ruled.has(action));
    if (none) report(['actions', at], `nobody may do "${none}": permit it, with by and from`);
    if (!entry.refused && !entry.requires && !permits(entry)) {
      report(
        ['actions', at],
        'says nothing: permit with by, from or leadsTo, demand with requires, or say refused: true',
      );
    }
  });
}

/** Who decides is the first that fits. */
function checkDeciders(version: Version, report: Report): void {
  version.proposals.forEach(({ decidedBy }, at) => {
    decidedBy.forEach(({ when: inCase, upTo = Infinity }, nth) => {
      const earlier = decidedBy.slice(0, nth).find((one) => one.when === undefined && (one.upTo ?? Infinity) >= upTo);
      if (!earlier || inCase) return;
      const who = earlier.role ?? 'notConfigured';
      report(
        ['proposals', at, 'decidedBy', nth],
        `is never reached: "${who}" before it decides as much; smaller first`,
      );
    });
  });
}

function checkIds(version: Version, above: Compiled | null, report: Report): void {
  const seen = new Set(above ? ruleIds(above.procedure) : []);
  for (const { rule, path } of cited(version)) {
    if (rule === null) continue;
    if (seen.has(rule))
      report([...path, 'rule'], `rule "${rule}" is there twice${above ? '; an overlay changes it under changes' : ''}`);
    seen.add(rule);
  }
}

/** A literal procedure says what its source says and nothing more; an overlay says of each rule whose it is. */
function checkOrigins(version: Version, report: Report): void {
  const literal = version.extends === undefined;
  if (literal && !version.source) {
    report([], 'a procedure that extends nothing is literal: say its source: { title, lines }');
  }
  for (const { cite, ours, path } of cited(version)) {
    if (literal && ours !== undefined) report([...path, 'ours'], 'a value of ours has no place in a literal procedure');
    else if (literal && !cite) report(path, 'say where it stands: cite: { article, lines }');
    else if (!literal && (cite === undefined) === (ours === undefined)) {
      report(path, 'say either cite: { article, lines } or ours: why');
    } else if (cite && !version.source) report([...path, 'cite'], 'cites a text, but the version names no source');
  }
}

/** Everything of a version that says where it comes from, and the rule id it gives; null where it gives none. */
function* cited(version: Version): Generator<Cited & { rule: string | null; path: Path }> {
  const lists = [
    'clocks',
    'actions',
    'callbacks',
    'proposals',
    'parties',
    'lookBacks',
    'cases',
    'duties',
    'gaps',
  ] as const;
  for (const name of lists) {
    for (const [at, entry] of version[name].entries()) yield { ...entry, path: [name, at] as Path };
  }
  for (const section of ['clocks', 'changes'] as const) {
    for (const [at, { extension }] of version[section].entries()) {
      if (extension?.rule) yield { ...extension, rule: extension.rule, path: [section, at, 'extension'] as Path };
    }
  }
  if (version.numbering) yield { ...version.numbering, path: ['numbering'] };
  for (const [at, entry] of version.changes.entries()) yield { ...entry, rule: null, path: ['changes', at] as Path };
  for (const [field, { rules }] of Object.entries(version.decisions)) {
    for (const [at, rule] of rules.entries()) yield { ...rule, path: ['decisions', field, 'rules', at] as Path };
  }
  for (const [name, entry] of Object.entries(version.options)) yield { ...entry, rule: null, path: ['options', name] };
  for (const [name, entry] of Object.entries(version.choose)) yield { ...entry, rule: null, path: ['choose', name] };
}

function checkExtending(version: Version, above: Compiled | null, report: Report): void {
  if (!version.extends) {
    if (version.changes.length > 0) report(['changes'], 'changes nothing: the version extends no other');
    if (Object.keys(version.choose).length > 0) report(['choose'], 'chooses nothing: the version extends no other');
  }
  const gaps = new Set([
    ...(above?.procedure.gaps ?? []).map(({ rule }) => rule),
    ...(above?.procedure.decisions ?? []).flatMap(({ rules }) =>
      rules.filter(({ is }) => is === null).map(({ reason }) => reason.rule),
    ),
    ...(above?.procedure.clocks ?? []).filter(({ limit }) => limit.kind === 'notConfigured').map(({ rule }) => rule),
  ]);
  for (const { rule, fills } of fillings(version)) {
    for (const gap of fills.filter((one) => !gaps.has(one))) {
      report([], `rule "${rule}" fills "${gap}", which is no gap of what it extends`);
    }
  }
}

function checkDecisions(version: Version, above: Compiled | null, report: Report): void {
  const before = new Map(above?.procedure.decisions.map((decision) => [decision.field, decision]));
  for (const [field, { rules, below }] of Object.entries(version.decisions)) {
    const path: Path = ['decisions', field];
    const inherited = before.get(field);
    const always = rules.findIndex((rule) => rule.when === undefined);
    if (!inherited && always === -1) {
      report(path, 'the last rule must have no condition, so that there is always an answer');
    }
    rules.slice(always + 1).forEach(({ rule }, behind) => {
      if (always === -1) return;
      report(
        [...path, 'rules', always + 1 + behind],
        `rule "${rule}" is never reached: "${rules[always]!.rule}" always fits`,
      );
    });
    if (inherited?.below === 'nothing' && below === 'replace' && inherited.rules.some(({ is }) => is !== null)) {
      const { basis } = inherited.rules.at(-1)!.reason;
      report([...path, 'below'], `lets "${field}" be replaced below, but ${basis} does not`);
    }
    if (inherited?.below === 'nothing' && inherited.rules.every(({ is }) => is !== null)) {
      const { basis } = inherited.rules.at(-1)!.reason;
      report(path, `${basis} answers "${field}" in every case and does not let it be replaced below`);
    }
  }
  const { cycle } = inOrder([
    ...(above?.procedure.decisions ?? []),
    ...Object.entries(version.decisions).map(([field, { rules }]) => ({
      field,
      name: { zh: field, en: field },
      below: 'nothing' as const,
      rules: rules.map((rule) => ({
        when: when(rule.when),
        is: rule.is ?? null,
        reason: { rule: rule.rule, basis: '', version: version.version, source: sourceOf(rule, '') },
      })),
    })),
  ]);
  if (cycle.length > 0) {
    report(
      ['decisions', cycle.find((field) => field in version.decisions)!],
      `look at one another in a circle: ${cycle.join(', ')}`,
    );
  }
}
