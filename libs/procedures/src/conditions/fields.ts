import { z } from 'zod';
import { Name } from '../load/name.js';

/** What a rule may look at, what kind of value it has, and how people call it where they are asked for it. */
export type FieldType = FieldKind & { name?: Name };

type FieldKind =
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

export function fieldType({ name, type, values }: FieldEntry): FieldType {
  return type === 'choice' || type === 'list' ? { type, name, values: values ?? 'any' } : { type, name };
}

/** Whether a value is one of this type. */
export function fits(type: FieldType, value: FieldValue): boolean {
  if (type.type === 'flag') return typeof value === 'boolean';
  if (type.type === 'number') return typeof value === 'number';
  if (type.type === 'text') return typeof value === 'string';
  if (typeof value === 'string') return type.values === 'any' || type.values.includes(value);
  return (
    Array.isArray(value) &&
    type.type === 'list' &&
    value.every((one) => type.values === 'any' || type.values.includes(one))
  );
}

const flag = { type: 'flag' } as const;
const count = { type: 'number' } as const;
const text = (zh: string, en: string) => ({ type: 'text', name: { zh, en } }) as const;
const ofPerson = (zh: string, en: string) => ({ type: 'flag', name: { zh, en } }) as const;
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

/** Of the person who acts and of the one act: not known any more when the next one acts. */
export const FIELDS_OF_THE_ACT: ReadonlySet<string> = new Set([
  'relatedToParty',
  'interestedInCase',
  'complainedOf',
  'decidedBefore',
  'reason',
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
  /** 来源要求时限: whoever brought it in has set an instant by which it must be answered. */
  limitBySource: flag,
  anonymous: flag,
  /** How many matters one contact brings. */
  complaintsInContact: count,
  /** 查证: what the investigation found. */
  verified: { ...choice('true', 'untrue', 'unclear'), name: { zh: '查证结论', en: 'Finding of the check' } },
  /** A further contact: what became of the earlier complaint, and what the customer wants. */
  earlier: choice('none', 'open', 'closed'),
  wanted: choice('urge', 'supplement', 'complaint'),
  /** Whether it says which complaint it goes back to; else it is on the same business number. */
  earlierNamed: flag,
  /** 升/越级: whether it comes by a higher level of channel than the earlier one. */
  aboveEarlier: flag,
  /** The first level, 1 the widest, at which its class is another; no value where neither class rules the other out. */
  classPartsAt: count,
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
  relatedToParty: ofPerson('与当事人有亲属关系', 'Related to a party'),
  interestedInCase: ofPerson('与本案有利害关系', 'Has an interest in the case'),
  complainedOf: ofPerson('为被投诉人', 'Is complained of'),
  decidedBefore: ofPerson('曾作出原决定', 'Decided it before'),
  ofFallbackUnit: flag,
  answerPending: flag,
  callbackPending: flag,
  /** 延期待批: more time was asked for, and nobody has decided. */
  extensionPending: flag,

  /** What forms ask for. */
  complainant: text('投诉人', 'Complainant'),
  contact: text('联系方式', 'How to reach the complainant'),
  address: text('地址', 'Address'),
  content: text('投诉内容', 'What the complaint says'),
  demand: text('诉求', 'What the complainant demands'),
  object: text('投诉对象', 'What or who is complained of'),
  eventTime: text('发生时间', 'When it happened'),
  eventPlace: text('发生地点', 'Where it happened'),
  reason: text('原因', 'Reason'),
  result: text('处理结果', 'Result'),
  receivedTime: text('受理时间', 'When it was received'),
  complaintNumber: text('投诉编号', 'Number of the complaint'),
};
