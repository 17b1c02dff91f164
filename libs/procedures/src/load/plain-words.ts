import type { z } from 'zod';
import { didYouMean } from './did-you-mean.js';

/**
 * What is wrong with a value, for somebody who writes data and no code. Null leaves it to the schema: what a schema says
 * itself goes before this anyway.
 */
export function inPlainWords(issue: z.core.$ZodRawIssue): string | null {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : wrongKind(issue.expected, issue.input);
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`;
    case 'too_small':
      if (issue.origin === 'array' || issue.origin === 'string') return 'must not be empty';
      return `must be ${issue.inclusive ? `${issue.minimum} or more` : `more than ${issue.minimum}`}`;
    case 'too_big':
      return `must be ${issue.inclusive ? `${issue.maximum} or less` : `less than ${issue.maximum}`}`;
    case 'invalid_key':
      return issue.issues.map(({ message }) => message).join('; ');
    case 'unrecognized_keys':
      return issue.keys.map((key) => `unknown key "${key}"; ${keysInstead(key, issue.inst)}`).join('\n');
    default:
      return null;
  }
}

const KINDS: Readonly<Record<string, string>> = {
  object: 'a table such as { key: value }',
  record: 'a table such as { key: value }',
  array: 'a list such as [one, two]',
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

function wrongKind(expected: string, input: unknown): string {
  const kind = `must be ${KINDS[expected] ?? expected}`;
  // YAML reads 2016 and true without quotation marks as a number and a flag.
  const quoted = expected === 'string' && ['number', 'boolean'].includes(typeof input);
  return quoted ? `${kind}: put it in quotation marks, '${String(input)}'` : kind;
}

function keysInstead(key: string, schema: unknown): string {
  const shape = (schema as { _zod?: { def?: { shape?: object } } } | undefined)?._zod?.def?.shape;
  return didYouMean(key, Object.keys(shape ?? {})) ?? `there are ${Object.keys(shape ?? {}).join(', ')}`;
}
