import type { Configured } from '../answer.js';
import type { Decision, Procedure } from '../procedure/procedure.js';
import type { Fields, FieldValue } from './fields.js';

type Open = Record<string, FieldValue | undefined>;

/**
 * What a procedure decides, written into the fields it decides from; a question left open has no value. What a fact has
 * said about a question stands: somebody has assessed or reclassified the ticket.
 */
export function decideInto({ decisions }: Procedure, fields: Open, said: Fields): void {
  for (const decision of decisions) fields[decision.field] = said[decision.field] ?? decided(decision, fields);
}

/** The answer to one question as a field. */
export function decided(decision: Decision, fields: Fields): FieldValue | undefined {
  return ruleFor(decision, fields).is ?? undefined;
}

/** The fields of a ticket: what facts have said, the reading of each option, and what is decided from them. */
export function fieldsFrom(procedure: Procedure, said: Fields): Fields {
  const fields: Open = {};
  for (const [name, { chosen }] of procedure.options) fields[name] = chosen;
  Object.assign(fields, said);
  decideInto(procedure, fields, said);
  return fields;
}

/** The answer to one question with the rule that gave it; `fields` hold what was said and what is decided before it. */
export function answerTo(decision: Decision, fields: Fields): Configured<string | boolean | number> {
  const { is, reason } = ruleFor(decision, fields);
  return is === null ? { configured: false, reason } : { configured: true, value: is, reason };
}

/** The loader has seen to it that the last rule always fits. */
function ruleFor({ rules }: Decision, fields: Fields): Decision['rules'][number] {
  for (const rule of rules) if (rule.when.holds(fields)) return rule;
  return rules.at(-1)!;
}
