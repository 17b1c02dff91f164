import { z } from 'zod';
import { hasOneKey } from '../load/one-key.js';
import type { Fields, FieldType, FieldValue } from './fields.js';

/** Bounds of a number. 以上 and 以下 hold at the number itself unless the rule reads its text otherwise (T8). */
const Bounds = z
  .strictObject({
    atLeast: z.number().optional(),
    atMost: z.number().optional(),
    moreThan: z.number().optional(),
    lessThan: z.number().optional(),
  })
  .refine((bounds) => Object.keys(bounds).length > 0, 'must name at least one bound');

const Test = z.union([z.boolean(), z.array(z.string().min(1)).min(1), Bounds], {
  error: 'must be true or false for a flag, a list of values for a choice, or bounds such as { atLeast: 3 }',
});
type Test = z.infer<typeof Test>;

/** Exactly one key: `all`, `any`, `not`, or the name of a field with what it must be. */
export type Condition = { all: Condition[] } | { any: Condition[] } | { not: Condition } | { [field: string]: Test };

const JOINS = ['all', 'any', 'not'];

export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z
    .object({
      all: z.array(Condition).min(1).optional(),
      any: z.array(Condition).min(1).optional(),
      not: Condition.optional(),
    })
    .catchall(Test)
    .refine(hasOneKey, 'must hold exactly one predicate; join several with all, any or not'),
) as unknown as z.ZodType<Condition>;

/** A condition as a file says it, and as it is asked: a closure, made once. */
export interface When {
  says: Condition | undefined;
  holds: (fields: Fields) => boolean;
}

export const ALWAYS: When = { says: undefined, holds: () => true };

/**
 * A field without a value fits no test, except under `not`: what is not known is not taken for anything. `exclusive`
 * reads 以上 and 以下 without the number itself (T8).
 */
export function when(says: Condition | undefined, exclusive = false): When {
  return says ? { says, holds: compiled(says, exclusive) } : ALWAYS;
}

type Holds = (fields: Fields) => boolean;

function compiled(condition: Condition, exclusive: boolean): Holds {
  if ('all' in condition) {
    const parts = (condition.all as Condition[]).map((part) => compiled(part, exclusive));
    return (fields) => {
      for (const holds of parts) if (!holds(fields)) return false;
      return true;
    };
  }
  if ('any' in condition) {
    const parts = (condition.any as Condition[]).map((part) => compiled(part, exclusive));
    return (fields) => {
      for (const holds of parts) if (holds(fields)) return true;
      return false;
    };
  }
  if ('not' in condition) {
    const part = compiled(condition.not as Condition, exclusive);
    return (fields) => !part(fields);
  }
  const [field, test] = Object.entries(condition)[0] as [string, Test];
  const fits = fitting(test, exclusive);
  return (fields) => {
    const value = fields[field];
    return value !== undefined && fits(value);
  };
}

function fitting(test: Test, exclusive: boolean): (value: FieldValue) => boolean {
  if (typeof test === 'boolean') return (value) => value === test;
  if (Array.isArray(test)) {
    const words = new Set(test);
    return (value) =>
      typeof value === 'string' ? words.has(value) : Array.isArray(value) && value.some((one) => words.has(one));
  }
  const { atLeast, atMost, moreThan, lessThan } = test;
  return (value) =>
    typeof value === 'number' &&
    (atLeast === undefined || value > atLeast || (!exclusive && value === atLeast)) &&
    (atMost === undefined || value < atMost || (!exclusive && value === atMost)) &&
    (moreThan === undefined || value > moreThan) &&
    (lessThan === undefined || value < lessThan);
}

/** Every field a condition looks at. */
export function fieldsOf(condition: Condition | undefined): string[] {
  return condition ? [...testsOf(condition, [])].map(({ field }) => field) : [];
}

/** Every test of a condition with the place it stands at. */
export function* testsOf(
  condition: Condition,
  path: readonly PropertyKey[],
): Generator<{ field: string; test: Test; path: readonly PropertyKey[] }> {
  for (const [key, value] of Object.entries(condition)) {
    if (key === 'not') yield* testsOf(value as Condition, [...path, key]);
    else if (JOINS.includes(key)) {
      for (const [at, part] of (value as Condition[]).entries()) yield* testsOf(part, [...path, key, at]);
    } else yield { field: key, test: value as Test, path: [...path, key] };
  }
}

/** What is wrong with a test of a field of this type, or null. */
export function misfit(field: string, test: Test, type: FieldType): string | null {
  if (type.type === 'flag')
    return typeof test === 'boolean' ? null : `"${field}" is a flag: test it with true or false`;
  if (type.type === 'number') {
    const isBounds = typeof test === 'object' && !Array.isArray(test);
    return isBounds ? null : `"${field}" is a number: test it with bounds such as { atLeast: 3 }`;
  }
  if (type.type === 'text') return `"${field}" is a text: rules may require it, but cannot test it`;
  if (!Array.isArray(test)) return `"${field}" is a ${type.type}: test it with a list of values`;
  const { values } = type;
  const unknown = values === 'any' ? [] : test.filter((value) => !values.includes(value));
  return unknown.length === 0
    ? null
    : `"${field}" is never "${unknown.join('", "')}"; it is one of ${(values as readonly string[]).join(', ')}`;
}
