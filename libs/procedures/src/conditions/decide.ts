import type { Configured } from '../answer.js';
import type { Decision, Procedure } from '../procedure/procedure.js';
import { holds } from './condition.js';
import type { Fields, FieldValue } from './fields.js';

/** What a procedure decides from the fields that facts have said; a question left open has no value. */
export function decide({ decisions }: Procedure, said: Fields): Fields {
  const decided: Record<string, FieldValue | undefined> = {};
  const fields = { ...said };
  for (const decision of decisions) {
    const { is } = ruleFor(decision, fields);
    const value = is ?? undefined;
    decided[decision.field] = value;
    fields[decision.field] = value;
  }
  return decided;
}

/** The answer to one question with the rule that gave it; `fields` hold what was said and what is decided before it. */
export function answerTo(decision: Decision, fields: Fields): Configured<string | boolean> {
  const { is, reason } = ruleFor(decision, fields);
  return is === null ? { configured: false, reason } : { configured: true, value: is, reason };
}

/** The loader has seen to it that the last rule always fits. */
function ruleFor({ rules }: Decision, fields: Fields): Decision['rules'][number] {
  return rules.find(({ when }) => holds(when, fields)) ?? rules.at(-1)!;
}
