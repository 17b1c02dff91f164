import { z } from 'zod';
import { Name } from '../load/name.js';

/** What a rule may look at, and what kind of value it has. */
export type FieldType =
  | { type: 'flag' }
  | { type: 'number' }
  /** Something written down; rules may demand it, conditions cannot look into it. */
  | { type: 'text' }
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
export const FieldEntry = z
  .strictObject({
    name: Name,
    type: z.enum(['flag', 'number', 'choice', 'list', 'text']),
    values: Values.optional(),
  })
  .refine(({ type, values }) => values === undefined || type === 'choice' || type === 'list', {
    error: 'only a choice or a list has values',
    path: ['values'],
  });
export type FieldEntry = z.infer<typeof FieldEntry>;

export function fieldType({ type, values }: FieldEntry): FieldType {
  return type === 'choice' || type === 'list' ? { type, values: values ?? 'any' } : { type };
}

const flag = { type: 'flag' } as const;
const count = { type: 'number' } as const;
const text = { type: 'text' } as const;
const choice = (...values: readonly string[]) => ({ type: 'choice', values }) as const;
const anyWord = { type: 'choice', values: 'any' } as const;
const anyWords = { type: 'list', values: 'any' } as const;

/** Fields that follow from the facts: nothing else sets them. */
export const COUNTED_FIELDS: ReadonlySet<string> = new Set([
  'stage',
  'returns',
  'transfers',
  'urges',
  'reopenings',
  'refusedReplies',
  'reviews',
  'callbackAttempts',
  'overdue',
  'warned',
]);

/** What the platform knows of every complaint; a procedure need not declare it. */
export const PLATFORM_FIELDS: Readonly<Record<string, FieldType>> = {
  organisation: anyWord,
  division: anyWord,
  unit: anyWord,
  channel: anyWord,
  channelLevel: choice('province', 'group', 'appeal'),
  category: anyWords,
  customerLevel: anyWord,
  businessNumber: anyWord,
  settledOnTheSpot: flag,
  riskFlags: anyWords,
  /** 群体投诉标识: the source believes that many customers are concerned. */
  massFlag: flag,
  anonymous: flag,
  /** How many matters one contact brings. */
  complaintsInContact: count,
  /** 查证: what the investigation found. */
  verified: choice('true', 'untrue', 'unclear'),
  /** A further contact: what became of the earlier complaint, and what the customer wants. */
  earlier: choice('none', 'open', 'closed'),
  wanted: choice('urge', 'complaint'),
  dissatisfiedWithAnswer: flag,
  callback: choice('satisfied', 'unsatisfied', 'notReached'),
  markedForCallback: flag,

  /** What the facts of a ticket add up to; replay counts them. */
  stage: anyWord,
  returns: count,
  transfers: count,
  urges: count,
  reopenings: count,
  refusedReplies: count,
  reviews: count,
  callbackAttempts: count,
  /** Whether the work rests (挂起). */
  paused: flag,
  /** Clocks that were missed, and warnings that were given. */
  overdue: count,
  warned: count,

  /** Of the person who acts or takes part, given with the question. */
  relatedToParty: flag,
  interestedInCase: flag,
  complainedOf: flag,
  decidedBefore: flag,
  ofFallbackUnit: flag,
  answerPending: flag,
  callbackPending: flag,

  /** What forms ask for. */
  complainant: text,
  contact: text,
  address: text,
  content: text,
  demand: text,
  object: text,
  eventTime: text,
  eventPlace: text,
  reason: text,
  result: text,
  receivedTime: text,
  complaintNumber: text,
};
