import { PLATFORM_FIELDS } from '../conditions/fields.js';
import { DEFAULT_STAGES } from '../life-cycle/default-life-cycle.js';
import type { Report } from './check-names.js';
import { PLATFORM_EVENTS } from './platform-events.js';
import type { Procedure } from './procedure.js';
import { QUESTIONS } from './questions.js';
import type { Version } from './schema.js';

/** What two levels mean by one word must be one thing, and a well-known question has well-known answers. */
export function checkWords(version: Version, above: Procedure | null, report: Report): void {
  const tables = [
    ['roles', above?.roles],
    ['events', above?.events],
    ['consequences', above?.consequences],
    ['documents', above?.documents],
    ['fields', above?.fields ?? new Map(Object.entries(PLATFORM_FIELDS))],
    ['stages', new Map<string, unknown>([...Object.entries(DEFAULT_STAGES), ...(above?.stages ?? [])])],
    ['options', above?.options],
  ] as const;
  for (const [table, known] of tables) {
    for (const name of Object.keys(version[table])) {
      if (known?.has(name)) report([table, name], `"${name}" is there already; use it, or choose another name`);
    }
  }
  for (const event of Object.keys(version.events)) {
    if (PLATFORM_EVENTS.has(event)) report(['events', event], `"${event}" happens to every ticket; do not declare it`);
  }
  for (const field of [...Object.keys(version.decisions), ...Object.keys(version.options)]) {
    const table = field in version.decisions ? 'decisions' : 'options';
    if (field in PLATFORM_FIELDS || field in version.fields) {
      report([table, field], `"${field}" is a field that facts fill; this needs a name of its own`);
    }
  }
  const asked = new Set([...Object.keys(version.decisions), ...Object.keys(version.options)]);
  version.lookBacks.forEach(({ sets, replaces }, at) => {
    const path = ['lookBacks', at, 'sets'];
    const others = [...(above?.lookBacks ?? []), ...version.lookBacks.slice(0, at)];
    const other = others.find((one) => one.sets === sets && one.rule !== replaces);
    if (sets in PLATFORM_FIELDS || sets in version.fields || above?.fields.has(sets) || asked.has(sets)) {
      report(path, `"${sets}" is filled or answered elsewhere; a look-back sets a flag of its own`);
    } else if (other)
      report(path, `"${sets}" is set by "${other.rule}" already; give each look-back a flag of its own`);
  });
  checkQuestions(version, above, report);
  checkOptions(version, above, report);
}

function checkQuestions(version: Version, above: Procedure | null, report: Report): void {
  for (const [field, { name, rules }] of Object.entries(version.decisions)) {
    const path = ['decisions', field];
    const known = QUESTIONS[field];
    const before = above?.decisions.find((decision) => decision.field === field);
    if (!name && !known && !before)
      report([...path, 'name'], `"${field}" is a question of your own: give it a name: { zh, en }`);
    rules.forEach(({ is }, at) => {
      if (is === undefined || !known || known.answers === 'own') return;
      if (known.answers === 'flag' ? typeof is === 'boolean' : String(is) in known.words) return;
      const answers = known.answers === 'flag' ? ANSWERS_IN_WORDS.boolean : Object.keys(known.words).join(', ');
      report([...path, 'rules', at, 'is'], `"${field}" is never ${JSON.stringify(is)}; its answers are ${answers}`);
    });
    const kinds = new Set(rules.flatMap(({ is }) => (is === undefined ? [] : [ANSWERS_IN_WORDS[typeof is]!])));
    if (kinds.size > 1) report(path, `"${field}" answers ${[...kinds].join(' and ')}; all answers are of one kind`);
  }
}

const ANSWERS_IN_WORDS: Readonly<Record<string, string>> = {
  string: 'words',
  number: 'numbers',
  boolean: 'true and false',
};

function checkOptions(version: Version, above: Procedure | null, report: Report): void {
  for (const [name, { choices, default: chosen }] of Object.entries(version.options)) {
    const known = Object.keys(choices);
    if (known.length < 2) report(['options', name, 'choices'], 'an option has two choices or more');
    if (!known.includes(chosen)) {
      report(['options', name, 'default'], `"${chosen}" is no choice of "${name}"; choose one of ${known.join(', ')}`);
    }
  }
  for (const [name, { is }] of Object.entries(version.choose)) {
    const option = above?.options.get(name);
    if (!option) {
      const known = [...(above?.options.keys() ?? [])].join(', ') || 'none';
      report(['choose', name], `there is no option "${name}" above; there are: ${known}`);
    } else if (!option.choices.has(is)) {
      report(
        ['choose', name, 'is'],
        `"${is}" is no choice of "${name}"; choose one of ${[...option.choices.keys()].join(', ')}`,
      );
    }
  }
}
