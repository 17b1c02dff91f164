import { z } from 'zod';

const Column = z.string().min(1);
const Columns = z.array(Column).min(1).max(10);
const Name = z.strictObject({ zh: z.string().min(1).max(128), en: z.string().min(1).max(128) });
/** What is wrong, in both languages, where a refinement says no. */
const says = (zh: string, en: string) => ({ params: { zh, en } });

const Rule = z
  .string()
  .refine(
    (text) => /^[a-z0-9-]{1,64}$/.test(text),
    says('必须是 1 至 64 个 a-z、0-9 或 -', 'must be 1 to 64 of a-z, 0-9 and -'),
  );

const oneOf = (...names: string[]) => ({
  check: (given: Record<string, unknown>) => names.filter((name) => given[name] !== undefined).length === 1,
  otherwise: says(`必须恰好写出 ${names.join('、')} 之一`, `must hold exactly one of ${names.join(', ')}`),
});
const from = oneOf('column', 'columns');
const fromOrIs = oneOf('column', 'is');

/** A text: of one column, or of several with a blank between them. */
const Text = z
  .strictObject({ column: Column.optional(), columns: Columns.optional() })
  .refine(from.check, from.otherwise);

/** A time as it is written there; `format` in the letters of Luxon, `dd-MM-yy h:mm:ss a`. */
const Time = z
  .strictObject({ column: Column.optional(), columns: Columns.optional(), format: z.string().min(1) })
  .refine(from.check, from.otherwise);

/** A value of ours: `values` says which of theirs means which of ours, `is` that it is always the same. */
const Coded = z
  .strictObject({
    column: Column.optional(),
    values: z.record(z.string(), z.string().min(1)).optional(),
    is: z.string().min(1).optional(),
  })
  .refine(fromOrIs.check, fromOrIs.otherwise);

const repair = {
  /** Named in the counts, and in the story of every complaint that it touched. */
  rule: Rule,
  name: Name,
  column: Column,
  /** Only where the text of the column fits; a regular expression. */
  when: z.string().min(1).optional(),
};

/** What a rule does to the text of a column. Exactly one. */
export const REPAIRS = {
  /** White space at both ends goes. */
  trim: z.literal(true),
  /** Instead of what fits `when`, or of the whole text. */
  replaceBy: z.string(),
  /** The text where there is none. */
  whenEmpty: z.string().min(1),
  /** Digits that were lost in front: a number that is shorter than `to` digits. */
  zerosTo: z.int().min(2).max(64),
  /** `03-04-15` becomes `04-03-15` where the first number is at most so large. */
  swapFirstTwoIfFirstAtMost: z.int().min(1).max(31),
  /** Read as that one of `values` that differs in capitals only. */
  ignoreCase: z.literal(true),
  /** Longer text ends there. */
  cutTo: z.int().min(1).max(4000),
  /** Nothing changes: the row is kept although its text fits `when`, and says so. */
  keep: z.literal(true),
  /** For the column of `id`: where it is empty or has come before, the line makes it one of its own. */
  addLine: z.literal(true),
} as const;
const what = oneOf(...Object.keys(REPAIRS));

const Repair = z
  .strictObject({
    ...repair,
    ...(Object.fromEntries(Object.entries(REPAIRS).map(([name, schema]) => [name, schema.optional()])) as {
      [Kind in keyof typeof REPAIRS]: z.ZodOptional<(typeof REPAIRS)[Kind]>;
    }),
  })
  .refine(what.check, what.otherwise)
  .refine(
    ({ keep, when }) => keep === undefined || when !== undefined,
    says('keep 需要 when：哪种文字可予放行', 'keep needs when: which text is excused'),
  );
export type Repair = z.infer<typeof Repair>;

/** How the columns of an export become complaints of the past. */
export const MappingFile = z.strictObject({
  mapping: Rule,
  version: z.string().min(1).max(32),
  /** A source of the organisation that has `imports: true`. */
  source: z.string().min(1),
  encoding: z.string().min(1).default('utf-8'),
  delimiter: z
    .string()
    .refine(
      (text) => text.length === 1 && !/["\r\n]/.test(text),
      says(
        `必须是引号与换行以外的一个字符，如 ','、';'、'|' 或 "\\t"（制表符，须用双引号）`,
        `must be one character, no quotation mark or line break: ',', ';', '|', or "\\t" in double quotation marks for a tab`,
      ),
    )
    .default(','),
  timeZone: z.string().min(1),
  fields: z.strictObject({
    id: z.strictObject({ column: Column }),
    occurredAt: Time,
    closedAt: Time.optional(),
    channel: Coded,
    state: Coded,
    division: Coded.optional(),
    category: z.strictObject({ columns: Columns }).optional(),
    problem: Text,
    demand: Text.optional(),
    businessNumber: Text.optional(),
    customerName: Text.optional(),
    customerPhone: Text.optional(),
    customerLevel: Text.optional(),
    homeRegion: Text.optional(),
    faultRegion: Text.optional(),
    faultAddress: Text.optional(),
  }),
  /** Kept with the submission, sealed, and shown nowhere. */
  further: z.array(Column).max(50).default([]),
  /** Read by nobody. Every column of the file is named somewhere, so that none is lost by a slip. */
  ignore: z.array(Column).default([]),
  repairs: z.array(Repair).max(50).default([]),
});
export type MappingFile = z.infer<typeof MappingFile>;
