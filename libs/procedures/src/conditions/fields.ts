import { z } from 'zod';
import { Name } from '../load/name.js';

/** What a rule may look at, and what kind of value it has. */
export type FieldType =
  | { type: 'flag' }
  | { type: 'number' }
  | { type: 'choice'; values: readonly string[] | 'any' }
  /** Several at once, such as risk flags; or a path of classes, widest first. */
  | { type: 'list'; values: readonly string[] | 'any' };

export type FieldValue = boolean | number | string | readonly string[];
export type Fields = Readonly<Record<string, FieldValue | undefined>>;

export const FIELD_VALUE = z.union([z.boolean(), z.number(), z.string(), z.array(z.string())], {
  error: 'must be true or false, a number, a word or a list of words',
});

const Values = z.array(z.string().min(1)).min(1);

/** A field of a procedure's own, declared so that a misspelt one is found at load. */
export const FieldEntry = z.strictObject({
  name: Name,
  type: z.enum(['flag', 'number', 'choice', 'list']),
  values: Values.optional(),
});
export type FieldEntry = z.infer<typeof FieldEntry>;

export function fieldType({ type, values }: FieldEntry): FieldType {
  return type === 'flag' || type === 'number' ? { type } : { type, values: values ?? 'any' };
}

/** What the platform knows of every complaint; a procedure need not declare it. */
export const PLATFORM_FIELDS: Readonly<Record<string, FieldType>> = {
  organisation: { type: 'choice', values: 'any' },
  division: { type: 'choice', values: 'any' },
  unit: { type: 'choice', values: 'any' },
  channel: { type: 'choice', values: 'any' },
  channelLevel: { type: 'choice', values: ['province', 'group', 'appeal'] },
  category: { type: 'list', values: 'any' },
  customerLevel: { type: 'choice', values: 'any' },
  businessNumber: { type: 'choice', values: 'any' },
  settledOnTheSpot: { type: 'flag' },
  riskFlags: { type: 'list', values: 'any' },
  /** 查证: what the investigation found. */
  verified: { type: 'choice', values: ['true', 'untrue', 'unclear'] },
  /** A further contact: what became of the earlier complaint, and what the customer wants. */
  earlier: { type: 'choice', values: ['none', 'open', 'closed'] },
  wanted: { type: 'choice', values: ['urge', 'complaint'] },
  dissatisfiedWithAnswer: { type: 'flag' },
  callback: { type: 'choice', values: ['satisfied', 'unsatisfied', 'notReached'] },
  callbackAttempts: { type: 'number' },
};
