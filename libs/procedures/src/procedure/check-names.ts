import type { Calendars } from '../calendar/load.js';
import { DEFAULT_CALENDAR } from '../calendar/default-calendar.js';
import { misfit, testsOf, type Condition } from '../conditions/condition.js';
import {
  COUNTED_FIELDS,
  PLATFORM_FIELDS,
  fieldType,
  fits,
  type FieldType,
  type FieldValue,
} from '../conditions/fields.js';
import { didYouMean } from '../load/did-you-mean.js';
import { DEFAULT_STAGES, DEFAULT_STEPS } from '../life-cycle/default-life-cycle.js';
import type { EffectEntry } from './effect.js';
import type { Limit, LimitEntry } from '../time/limit.js';
import { MISSED, PLATFORM_EVENTS } from './platform-events.js';
import { PLATFORM_ROLES } from './platform-roles.js';
import type { Procedure } from './procedure.js';
import type { Version } from './schema.js';
import { eventsMeeting, type ClockChange, type ClockEntry } from './sections/clocks.js';
import type { LookBackParts } from './sections/look-backs.js';
import { roleInCase, type RoleInCase } from './sections/notation.js';

export type Path = readonly PropertyKey[];
export type Report = (path: Path, message: string) => void;

/** Everything that rules may name, and how each is looked up and told. */
export class Names {
  private readonly known: Readonly<Record<Table, ReadonlySet<string>>>;
  private readonly fields: ReadonlyMap<string, FieldType>;
  /** Decisions, options and flags of look-backs. */
  private readonly answered: ReadonlySet<string>;

  constructor(
    private readonly version: Version,
    private readonly above: Procedure | null,
    private readonly calendars: Calendars,
    private readonly report: Report,
  ) {
    this.fields = fieldsKnown(version, above);
    this.answered = new Set([...this.fields.keys()].filter((field) => !isFilled(field, version, above)));
    const clocks = [
      ...(above?.clocks ?? []).flatMap(({ rule, key }) => [rule, key]),
      ...version.clocks.map(({ rule }) => rule),
    ];
    const ownActions = version.actions.filter(({ name }) => name).flatMap(({ action }) => action);
    this.known = {
      roles: new Set([...Object.keys(PLATFORM_ROLES), ...this.words('roles')]),
      events: new Set([...PLATFORM_EVENTS, ...this.words('events'), ...clocks.map((clock) => MISSED + clock)]),
      consequences: new Set(this.words('consequences')),
      documents: new Set(this.words('documents')),
      stages: new Set([...Object.keys(DEFAULT_STAGES), ...this.words('stages')]),
      clocks: new Set(clocks),
      ownClocks: new Set(version.clocks.map(({ rule }) => rule)),
      lookBacks: new Set(version.lookBacks.map(({ rule }) => rule)),
      gatheringFlags: new Set(
        lookBacksOf(version, above).flatMap(({ sets, countsItself }) => (countsItself ? sets : [])),
      ),
      duties: new Set(version.duties.map(({ rule }) => rule)),
      actions: new Set([
        ...Object.keys(DEFAULT_STEPS),
        ...(above?.actions ?? []).flatMap(({ actions }) => actions),
        ...ownActions,
      ]),
    };
  }

  private words(table: 'roles' | 'events' | 'consequences' | 'documents' | 'stages'): string[] {
    return [...(this.above?.[table].keys() ?? []), ...Object.keys(this.version[table])];
  }

  /** Every one of these names is known; `path` ends in a list or in the name itself. */
  check(table: Table, names: string | readonly string[] | undefined, path: Path): void {
    if (names === undefined) return;
    const list = typeof names === 'string' ? [names] : names;
    list.forEach((name, at) => {
      if (this.known[table].has(name)) return;
      const place = typeof names === 'string' ? path : [...path, at];
      this.report(place, `${UNKNOWN[table]} "${name}"; ${this.instead(table, name)}`);
    });
  }

  field(names: readonly string[] | undefined, path: Path): void {
    names?.forEach((name, at) => {
      if (!this.fields.has(name)) this.report([...path, at], this.unknownField(name));
    });
  }

  flag(name: string | undefined, path: Path): void {
    if (name === undefined) return;
    const type = this.fields.get(name);
    if (type?.type !== 'flag') this.report(path, `"${name}" is no flag; declare it under fields with type: flag`);
  }

  condition(condition: Condition | undefined, path: Path): void {
    if (!condition) return;
    for (const { field, test, path: at } of testsOf(condition, path)) {
      const type = this.fields.get(field);
      const wrong = type ? misfit(field, test, type) : this.unknownField(field);
      if (wrong) this.report(at, wrong);
    }
  }

  value(field: string, value: FieldValue, path: Path): void {
    const type = this.fields.get(field);
    if (!type) return this.report(path, this.unknownField(field));
    if (this.answered.has(field)) {
      return this.report(path, `"${field}" is answered by rules: set a field that they look at, not the answer`);
    }
    if (COUNTED_FIELDS.has(field)) {
      return this.report(path, `"${field}" is counted from the facts; set a field of your own`);
    }
    if (!fits(type, value)) this.report(path, `"${field}" is a ${type.type} and is never ${JSON.stringify(value)}`);
  }

  private unknownField(name: string): string {
    const near = didYouMean(name, [...this.fields.keys()]);
    return `unknown field "${name}"; ${near ?? 'declare it under fields, or answer it under decisions'}`;
  }

  rolesInCase(entries: readonly RoleInCase[] | undefined, path: Path): void {
    entries?.forEach((entry, at) => {
      const { role, when } = roleInCase(entry);
      this.check('roles', role, [...path, at]);
      this.condition(when, [...path, at, 'when']);
    });
  }

  effects(effects: readonly EffectEntry[] | undefined, path: Path, of: 'miss' | 'warning'): void {
    effects?.forEach((effect, at) => {
      const place = [...path, at];
      this.check('roles', effect.notify, [...place, 'notify']);
      this.check('roles', effect.escalateTo, [...place, 'escalateTo']);
      this.check('consequences', effect.consequence, [...place, 'consequence']);
      this.check('events', effect.happens, [...place, 'happens']);
      this.condition(effect.when, [...place, 'when']);
      for (const [field, value] of Object.entries(effect.set ?? {})) this.value(field, value, [...place, 'set', field]);
      if (of === 'warning' && (effect.set ?? effect.happens) !== undefined) {
        this.report(place, 'a warning tells somebody; only a miss sets fields or lets an event happen');
      }
    });
  }

  calendar(calendar: string | undefined, path: Path): void {
    if (calendar !== undefined && !this.calendars.has(calendar)) {
      this.report(path, `unknown calendar "${calendar}"; known: ${this.calendars.ids().join(', ')}`);
    }
  }

  private instead(table: Table, name: string): string {
    const own = [...this.known[table]];
    const near = didYouMean(name, own);
    if (near) return near;
    if (table === 'actions')
      return `give it a name: { zh, en } if it is one of your own, or use one of ${own.join(', ')}`;
    if (table === 'ownClocks') return `an option reads clocks of its own version: ${own.join(', ') || 'none'}`;
    if (table === 'gatheringFlags') return `the flags are ${own.join(', ') || 'none'}`;
    if (table === 'clocks' || table === 'lookBacks' || table === 'duties') {
      return `the ${table} are ${own.join(', ') || 'none'}`;
    }
    return `declare it under ${table}, or use one of ${own.join(', ')}`;
  }
}

type Table =
  | 'roles'
  | 'events'
  | 'consequences'
  | 'documents'
  | 'stages'
  | 'clocks'
  | 'ownClocks'
  | 'lookBacks'
  | 'gatheringFlags'
  | 'duties'
  | 'actions';

const UNKNOWN: Record<Table, string> = {
  roles: 'unknown role',
  events: 'nothing is ever',
  consequences: 'unknown consequence',
  documents: 'unknown document',
  stages: 'unknown stage',
  clocks: 'unknown clock',
  ownClocks: 'this version writes no clock',
  lookBacks: 'unknown look-back',
  gatheringFlags: 'no look-back that counts the ticket itself sets',
  duties: 'unknown duty',
  actions: 'unknown action',
};

/** Every role, event, stage, field, calendar and so on that a rule names is there, and every test fits its field. */
export function checkNames(version: Version, above: Procedure | null, calendars: Calendars, report: Report): void {
  const names = new Names(version, above, calendars, report);
  names.calendar(version.calendar ?? DEFAULT_CALENDAR, ['calendar']);
  names.check('events', version.conventions?.openStart, ['conventions', 'openStart']);

  version.clocks.forEach((clock, at) => checkClock(clock, ['clocks', at], names));
  version.changes.forEach((change, at) => checkClock(change, ['changes', at], names));
  for (const [option, { choices }] of Object.entries(version.options)) {
    for (const [choice, { clocks, lookBacks, duties }] of Object.entries(choices)) {
      const at: Path = ['options', option, 'choices', choice];
      for (const [rule, parts] of Object.entries(lookBacks)) {
        names.check('lookBacks', rule, [...at, 'lookBacks', rule]);
        checkLookBack(parts, [...at, 'lookBacks', rule], names);
      }
      for (const [rule, { owner, to }] of Object.entries(duties)) {
        names.check('duties', rule, [...at, 'duties', rule]);
        names.check('roles', owner, [...at, 'duties', rule, 'owner']);
        names.check('roles', to, [...at, 'duties', rule, 'to']);
      }
      for (const [rule, parts] of Object.entries(clocks)) {
        const path = [...at, 'clocks', rule];
        names.check('ownClocks', rule, path);
        checkClock(parts, path, names);
      }
    }
  }
  for (const [stage, { enteredBy }] of Object.entries(version.stages)) {
    names.check('events', enteredBy, ['stages', stage, 'enteredBy']);
  }
  for (const [field, { rules }] of Object.entries(version.decisions)) {
    rules.forEach(({ when }, at) => names.condition(when, ['decisions', field, 'rules', at, 'when']));
  }
  version.actions.forEach(({ action, by, from, when, leadsTo, records, requires }, at) => {
    const path = ['actions', at];
    names.check(
      'actions',
      [action].flat().filter((one) => one !== 'any'),
      [...path, 'action'],
    );
    names.check('roles', by, [...path, 'by']);
    names.check('stages', from, [...path, 'from']);
    names.condition(when, [...path, 'when']);
    names.check('stages', leadsTo === 'same' ? undefined : leadsTo, [...path, 'leadsTo']);
    names.check('events', records, [...path, 'records']);
    names.field(requires?.fields, [...path, 'requires', 'fields']);
    names.check('documents', requires?.documents, [...path, 'requires', 'documents']);
    names.rolesInCase(requires?.consent, [...path, 'requires', 'consent']);
  });
  version.callbacks.forEach(({ by, from, when, owed, clock }, at) => {
    const path = ['callbacks', at];
    names.check('roles', by, [...path, 'by']);
    names.check('events', from, [...path, 'from']);
    names.condition(when, [...path, 'when']);
    names.flag(owed.marked, [...path, 'owed', 'marked']);
    names.field(owed.sample?.each, [...path, 'owed', 'sample', 'each']);
    names.check('clocks', clock, [...path, 'clock']);
  });
  version.numbering?.parts?.forEach(({ field }, at) => {
    if (field !== undefined) names.field([field], ['numbering', 'parts', at, 'field']);
  });
  version.proposals.forEach(({ when, against, measures, decidedBy }, at) => {
    const path = ['proposals', at];
    names.condition(when, [...path, 'when']);
    names.check('roles', against, [...path, 'against']);
    measures.forEach(({ measure }, index) => names.check('consequences', measure, [...path, 'measures', index]));
    decidedBy.forEach(({ role, when: in_ }, index) => {
      names.check('roles', role, [...path, 'decidedBy', index, 'role']);
      names.condition(in_, [...path, 'decidedBy', index, 'when']);
    });
  });
  version.parties.forEach(({ party, when, needs, mustBe, mayNotBe }, at) => {
    const path = ['parties', at];
    names.check('roles', party, [...path, 'party']);
    names.check('documents', needs, [...path, 'needs']);
    names.condition(when, [...path, 'when']);
    names.condition(mustBe, [...path, 'mustBe']);
    names.condition(mayNotBe, [...path, 'mayNotBe']);
  });
  version.lookBacks.forEach((entry, at) => checkLookBack(entry, ['lookBacks', at], names));
  version.cases.forEach(({ gathers, leaves, confirmed }, at) => {
    const path = ['cases', at];
    names.check('gatheringFlags', gathers, [...path, 'gathers']);
    names.condition(leaves, [...path, 'leaves']);
    names.condition(confirmed.when, [...path, 'confirmed', 'when']);
    const counting = lookBacksOf(version, above).filter(({ sets }) => gathers.includes(sets));
    const keys = new Set(counting.map(({ key }) => key.join(' and ')));
    if (keys.size > 1) report([...path, 'gathers'], `a case has one key; these count by ${[...keys].join(', by ')}`);
    const read = Object.values(version.options).flatMap(({ choices }) =>
      Object.values(choices).flatMap((choice) =>
        counting.flatMap(({ rule, sets }) => ({ sets, within: choice.lookBacks[rule]?.within })),
      ),
    );
    for (const { sets, within } of [...counting, ...read]) {
      if (!isOpenWindow(within)) continue;
      const say = `"${sets}" has no window yet: within is notConfigured, so nothing gathers; give it a length or gather by another flag`;
      report([...path, 'gathers', gathers.indexOf(sets)], say);
    }
  });
  version.duties.forEach(({ owner, to }, at) => {
    names.check('roles', owner, ['duties', at, 'owner']);
    names.check('roles', to, ['duties', at, 'to']);
  });
}

const lookBacksOf = (version: Version, above: Procedure | null) => {
  const replaced = new Set(version.lookBacks.map(({ replaces }) => replaces));
  return [...(above?.lookBacks ?? []).filter(({ rule }) => !replaced.has(rule)), ...version.lookBacks];
};

const isOpenWindow = (within: LimitEntry | Limit | null | undefined) =>
  within && ('kind' in within ? within.kind === 'notConfigured' : within.notConfigured === true);

function checkLookBack({ from, when, key, distinct }: LookBackParts, path: Path, names: Names): void {
  names.check('events', from, [...path, 'from']);
  names.condition(when, [...path, 'when']);
  names.field(key, [...path, 'key']);
  if (distinct !== undefined) names.field([distinct], [...path, 'distinct']);
}

function checkClock(clock: Partial<ClockEntry> | Partial<ClockChange>, path: Path, names: Names): void {
  if (Array.isArray(clock.from)) names.check('events', clock.from, [...path, 'from']);
  if (clock.metBy) names.check('events', eventsMeeting(clock.metBy), [...path, 'metBy']);
  names.check('events', clock.endedBy, [...path, 'endedBy']);
  names.check('events', clock.limit?.before, [...path, 'limit', 'before']);
  names.check('clocks', clock.limit?.dueOf, [...path, 'limit', 'dueOf']);
  clock.pauses?.forEach(({ from, until }, at) => {
    names.check('events', from, [...path, 'pauses', at, 'from']);
    names.check('events', until, [...path, 'pauses', at, 'until']);
  });
  names.condition(clock.when, [...path, 'when']);
  names.calendar(clock.calendar, [...path, 'calendar']);
  names.check('events', clock.conventions?.openStart, [...path, 'conventions', 'openStart']);
  names.check('roles', clock.owner, [...path, 'owner']);
  if (clock.extension && clock.extension.consent !== 'notConfigured') {
    names.rolesInCase(clock.extension.consent, [...path, 'extension', 'consent']);
  }
  clock.warnings?.forEach((warning, at) => names.effects(warning.do, [...path, 'warnings', at, 'do'], 'warning'));
  names.effects(clock.onMiss, [...path, 'onMiss'], 'miss');
}

function fieldsKnown(version: Version, above: Procedure | null): Map<string, FieldType> {
  const flag = { type: 'flag' } as const;
  return new Map<string, FieldType>([
    ...(above?.fields ?? Object.entries(PLATFORM_FIELDS)),
    ...Object.entries(version.fields).map(([name, entry]) => [name, fieldType(entry)] as const),
    ...[...(above?.lookBacks ?? []), ...version.lookBacks].map(({ sets }) => [sets, flag] as const),
    ...[...(above?.options ?? [])].map(([name, { choices }]) => [name, choiceOf([...choices.keys()])] as const),
    ...Object.entries(version.options).map(([name, { choices }]) => [name, choiceOf(Object.keys(choices))] as const),
    ...decidedFields(version, above),
  ]);
}

const choiceOf = (values: readonly string[]): FieldType => ({ type: 'choice', values });

function decidedFields(version: Version, above: Procedure | null): [string, FieldType][] {
  const values = new Map<string, Set<string | boolean | number>>();
  const add = (field: string, is: string | boolean | number | null | undefined) => {
    const known = values.get(field) ?? new Set();
    values.set(field, is === null || is === undefined ? known : known.add(is));
  };
  above?.decisions.forEach(({ field, rules }) => rules.forEach(({ is }) => add(field, is)));
  for (const [field, { rules }] of Object.entries(version.decisions)) rules.forEach(({ is }) => add(field, is));
  return [...values].map(([field, answers]) => {
    const kinds = new Set([...answers].map((one) => typeof one));
    if (kinds.has('boolean')) return [field, { type: 'flag' }];
    if (kinds.has('number')) return [field, { type: 'number' }];
    return [field, choiceOf([...answers].filter((one) => typeof one === 'string'))];
  });
}

/** Whether facts fill a field, and not rules. */
function isFilled(field: string, version: Version, above: Procedure | null): boolean {
  return field in PLATFORM_FIELDS || field in version.fields || (above?.fields.has(field) ?? false);
}
