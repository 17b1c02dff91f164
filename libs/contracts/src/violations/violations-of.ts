import type { z } from 'zod';
import type { Violation } from '../edge/receipts.js';
import { objectionTo, unknownField } from './objection.js';
import { pointerTo } from './printable.js';
import { fieldsAt, schemaAt } from './schema-at.js';
import { shownValue, valueAt } from './shown-value.js';
import { listed, MOST_LISTED, violation, type Objection } from './violation.js';

/**
 * What zod found wrong in `input`, one entry a field, at most 50: JSON pointer, shortened value (hidden where it is
 * personal), rule, and in Chinese and English what would be right. With the schema, an unknown field gets a suggestion
 * and a missing one its meaning.
 */
export function violationsOf(error: z.ZodError, input: unknown, schema?: z.ZodType): Violation[] {
  return listed(
    error.issues.flatMap((issue): Violation[] => {
      if (issue.code === 'unrecognized_keys') {
        const known = schema ? fieldsAt(schema, issue.path, input) : [];
        // The value of an unknown field is not repeated: nobody knows what it is.
        // A hostile input has thousands of them: suggestions are looked for only where they can be shown.
        return issue.keys.map((key, index) =>
          violation(pointerTo([...issue.path, key]), null, unknownField(key, index < MOST_LISTED ? known : [])),
        );
      }
      const value = valueAt(input, issue.path);
      const meaning = schema && schemaAt(schema, issue.path, input)?.description;
      return [
        violation(pointerTo(issue.path), shownValue(value, issue.path), explained(objectionTo(issue, value), meaning)),
      ];
    }),
  );
}

/** Whoever left a field out may not know what it is. */
function explained(objection: Objection, meaning: string | undefined): Objection {
  if (objection.rule !== 'required' || meaning === undefined) return objection;
  return { ...objection, zh: `${objection.zh}（${meaning}）`, en: `${objection.en} (${meaning})` };
}
