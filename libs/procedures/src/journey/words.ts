import type { LocalisedText } from '../answer.js';
import { fieldsOf } from '../conditions/condition.js';
import { PLATFORM_FIELDS, FIELDS_OF_THE_ACT, type FieldType } from '../conditions/fields.js';
import { DEFAULT_STAGES, DEFAULT_STEPS } from '../life-cycle/default-life-cycle.js';
import { PLATFORM_ROLES } from '../procedure/platform-roles.js';
import type { ClockRule, Procedure } from '../procedure/procedure.js';
import type { TicketWords } from '../procedures.js';

type Named<T> = readonly (readonly [string, T])[];

/** Tickets of a division all run under the same few: their words are put together once. */
export function rememberingWords(): (procedures: readonly Procedure[]) => TicketWords {
  const known = new Map<string, TicketWords>();
  return (procedures) => {
    const key = procedures.map(({ basis }) => `${basis.id} ${basis.version}`).join();
    const words = known.get(key) ?? wordsOf(procedures);
    known.set(key, words);
    return words;
  };
}

/** The words of several procedures together; where two call something otherwise, the first. */
function wordsOf(procedures: readonly Procedure[]): TicketWords {
  const all = <T>(of: (procedure: Procedure) => Named<T>) => procedures.toReversed().flatMap(of);
  return {
    fields: new Map(broughtFields(procedures)),
    documents: new Map(all(({ documents }) => [...documents])),
    roles: new Map([...Object.entries(PLATFORM_ROLES), ...all(({ roles }) => named(roles))]),
    actions: new Map([...all(ownActions), ...named(Object.entries(DEFAULT_STEPS))]),
    stages: new Map([...all(({ stages }) => named(stages)), ...named(Object.entries(DEFAULT_STAGES))]),
  };
}

/**
 * Fields that whoever acts may say. What a question is decided from is assessed, not said along the way: a unit could
 * decide by it that its own slip is not audited. What an action requires is asked of who acts. What the miss of a clock
 * says, nobody else does: a unit could say that no time has passed.
 */
function broughtFields(procedures: readonly Procedure[]): Named<FieldType & { name: LocalisedText }> {
  const decisions = procedures.flatMap((procedure) => procedure.decisions);
  const decided = new Set(decisions.map(({ field }) => field));
  const decidedFrom = new Set(decisions.flatMap(({ rules }) => rules.flatMap(({ when }) => fieldsOf(when.says))));
  const required = new Set(procedures.flatMap(({ actions }) => actions.flatMap(({ requires }) => requires.fields)));
  const byTime = new Set(procedures.flatMap(({ clocks }) => clocks.flatMap(setByMiss)));
  const maySay = (field: string, { type }: FieldType) => {
    if (decided.has(field) || byTime.has(field)) return false;
    if (type === 'text' || FIELDS_OF_THE_ACT.has(field) || required.has(field)) return true;
    return !(field in PLATFORM_FIELDS) && !decidedFrom.has(field);
  };
  // The platform names the fields of its own that people are asked for, and no others.
  return procedures
    .toReversed()
    .flatMap(({ fields }) => [...fields])
    .flatMap(([field, type]) => (type.name && maySay(field, type) ? [[field, { ...type, name: type.name }]] : []));
}

const setByMiss = ({ onMiss }: ClockRule) => onMiss.flatMap(({ entry }) => Object.keys(entry.set ?? {}));

const ownActions = ({ actions }: Procedure): Named<LocalisedText> =>
  actions
    .flatMap((rule) =>
      rule.actions.filter((action) => !(action in DEFAULT_STEPS)).map((action) => [action, rule.name] as const),
    )
    .toReversed();

const named = (words: Iterable<readonly [string, { name: LocalisedText }]>): Named<LocalisedText> =>
  [...words].map(([word, { name }]) => [word, name] as const);

export const fieldName = ({ fields }: Procedure, field: string) => fields.get(field)?.name ?? itself(field);
export const documentName = ({ documents }: Procedure, kind: string) => documents.get(kind) ?? itself(kind);
export const roleName = ({ roles }: Procedure, role: string) =>
  roles.get(role)?.name ?? PLATFORM_ROLES[role] ?? itself(role);

const itself = (word: string): LocalisedText => ({ zh: word, en: word });
