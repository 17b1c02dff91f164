import type { Configured } from '../answer.js';
import type { Decision, Procedure } from '../procedure/procedure.js';
import { fieldsOf } from './condition.js';
import type { Fields, FieldValue } from './fields.js';

type Open = Record<string, FieldValue | undefined>;

/**
 * What a procedure decides, written into the fields it decides from; a question left open has no value. What a fact has
 * said about a question stands: somebody has assessed or reclassified the ticket.
 */
function decideInto(decisions: readonly Decision[], fields: Open, said: Fields): void {
  for (const decision of decisions) fields[decision.field] = said[decision.field] ?? decided(decision, fields);
}

/** The answer to one question as a field. */
export function decided(decision: Decision, fields: Fields): FieldValue | undefined {
  return ruleFor(decision, fields).is ?? undefined;
}

/**
 * The fields of a ticket: what facts have said, the reading of each option, what was found among other tickets, and what is
 * decided from them.
 */
export function fieldsFrom(
  { options, decisions }: Pick<Procedure, 'options' | 'decisions'>,
  said: Fields,
  found?: Fields,
): Fields {
  const fields: Open = { ...chosenOf(options), ...said, ...found };
  decideInto(decisions, fields, said);
  return fields;
}

const chosen = new WeakMap<Procedure['options'], Fields>();

function chosenOf(options: Procedure['options']): Fields {
  const before = chosen.get(options);
  if (before) return before;
  const made = Object.fromEntries([...options].map(([name, option]) => [name, option.chosen]));
  chosen.set(options, made);
  return made;
}

/** The same as far as some questions need it: most of what a procedure decides is about something else. */
export function fieldsFor(questions: readonly string[], procedure: Procedure, said: Fields, found?: Fields): Fields {
  return fieldsFrom({ options: procedure.options, decisions: neededFor(questions, procedure) }, said, found);
}

/** Every field that the answers to some questions hang on. */
export function fieldsBehind(questions: readonly string[], procedure: Procedure): ReadonlySet<string> {
  return behind(questions, procedure).fields;
}

interface Behind {
  decisions: readonly Decision[];
  fields: ReadonlySet<string>;
}

const needed = new WeakMap<Procedure, Map<readonly string[], Behind>>();

const neededFor = (questions: readonly string[], procedure: Procedure) => behind(questions, procedure).decisions;

/** Worked out once for each list of questions, which is a constant of who asks. */
function behind(questions: readonly string[], procedure: Procedure): Behind {
  const known = needed.get(procedure) ?? new Map<readonly string[], Behind>();
  needed.set(procedure, known);
  const before = known.get(questions);
  if (before) return before;

  const looksAt = new Set(questions);
  // None looks at a later one, so that from the last on each is known to be needed before it comes.
  const decisions = procedure.decisions.toReversed().filter(({ field, rules }) => {
    if (!looksAt.has(field)) return false;
    for (const { when } of rules) for (const name of fieldsOf(when.says)) looksAt.add(name);
    return true;
  });
  const found = { decisions: decisions.reverse(), fields: looksAt };
  known.set(questions, found);
  return found;
}

/** The answer to one question with the rule that gave it; `fields` hold what was said and what is decided before it. */
export function answerTo(decision: Decision, fields: Fields): Configured<string | boolean | number> {
  const { is, reason } = ruleFor(decision, fields);
  return is === null ? { configured: false, reason } : { configured: true, value: is, reason };
}

/** The first rule that fits; the loader has seen to it that the last always does. */
export function ruleFor({ rules }: Decision, fields: Fields): Decision['rules'][number] {
  for (const rule of rules) if (rule.when.holds(fields)) return rule;
  return rules.at(-1)!;
}
