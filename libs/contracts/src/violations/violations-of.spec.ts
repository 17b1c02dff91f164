import { z } from 'zod';
import { violationsOf } from './violations-of.js';

const found = (schema: z.ZodType, input: unknown) => {
  const read = schema.safeParse(input);
  return read.success ? [] : violationsOf(read.error, input, schema);
};

/** Rule and English words for one field `f`. */
const said = (schema: z.ZodType, value?: unknown) => {
  const [first, ...rest] = found(z.object({ f: schema }), value === undefined ? {} : { f: value });
  return { field: first?.field, rule: first?.rule, en: first?.detail.en, others: rest.length };
};
const of = (rule: string, en: string | RegExp) => ({
  field: '/f',
  rule,
  en: typeof en === 'string' ? en : (expect.stringMatching(en) as string),
  others: 0,
});

const at = z.iso.datetime({ offset: true });

describe('A violation says what would be right', () => {
  it.each<[string, z.ZodType, unknown, string, string | RegExp]>([
    ['a missing text', z.string(), undefined, 'required', 'is missing; give text'],
    ['a missing number', z.number(), undefined, 'required', 'is missing; give a number'],
    ['a missing choice', z.enum(['a', 'b']), undefined, 'required', 'is missing; give one of a, b'],
    ['another type', z.boolean(), 'yes', 'type', 'must be true or false, but is text'],
    ['null', z.string(), null, 'type', 'must be text, but is null'],
    ['a number for an id', z.string(), 12345, 'type', /put it in quotes/],
    ['a list for an object', z.object({}), [], 'type', 'must be an object {…}, but is an array […]'],
    ['an object for a list', z.array(z.string()), {}, 'type', 'must be an array […], but is an object {…}'],
    ['a fraction', z.int(), 1.5, 'type', /whole number/],
    ['a short text', z.string().min(3), 'ab', 'too-short', 'must be at least 3 characters'],
    ['a long text', z.string().max(3), 'abcd', 'too-long', 'must be at most 3 characters'],
    ['a text of another length', z.string().length(3), 'ab', 'too-short', 'must be exactly 3 characters'],
    ['too few entries', z.array(z.string()).min(1), [], 'too-few', 'must be at least 1 entries'],
    ['too many entries', z.array(z.string()).max(1), ['a', 'b'], 'too-many', 'must be at most 1 entries'],
    ['a small number', z.number().min(3), 2, 'too-small', 'must be at least 3'],
    ['a number at an open limit', z.number().gt(3), 3, 'too-small', 'must be more than 3'],
    ['a large number', z.number().max(3), 4, 'too-large', 'must be at most 3'],
    [
      'an early date',
      z.date().min(new Date(0)),
      new Date(-1),
      'too-small',
      'must be at least 1970-01-01T00:00:00.000Z',
    ],
    ['an unsafe integer', z.int(), 2 ** 60, 'too-large', /at most 9007199254740991/],
    ['a step', z.number().multipleOf(5), 7, 'multiple-of', 'must be a multiple of 5'],
    [
      'a time without zone',
      at,
      '2026-11-24 11:20',
      'format-datetime',
      /with its zone, for example 2026-11-24T11:20:00\+08:00/,
    ],
    ['a day', z.iso.date(), '24.11.2026', 'format-date', /for example 2026-11-24/],
    ['a uuid', z.uuid(), 'x', 'format-uuid', /must be a UUID/],
    ['an address', z.url(), 'x', 'format-url', /https/],
    ['mail', z.email(), 'x', 'format-email', /e-mail/],
    ['another format', z.ipv4(), 'x', 'format-ipv4', 'is no valid ipv4'],
    ['a pattern with words', z.string().regex(/\S/), ' ', 'format-regex', 'must not be empty'],
    ['a pattern without words', z.string().regex(/^x+$/), 'y', 'format-regex', 'must match /^x+$/'],
    ['a beginning', z.string().startsWith('k1'), 'y', 'format-starts-with', 'must begin with k1'],
    ['an end', z.string().endsWith('k1'), 'y', 'format-ends-with', 'must end with k1'],
    ['a part', z.string().includes('k1'), 'y', 'format-includes', 'must contain k1'],
    ['a choice nearly right', z.enum(['urgent', 'normal']), 'urgnet', 'one-of', /did you mean urgent\?$/],
    ['a choice far off', z.enum(['urgent', 'normal']), 'zzz', 'one-of', 'must be one of urgent, normal'],
    ['a constant', z.literal('1.0'), '2.0', 'one-of', /must be one of 1\.0/],
    ['no form of a union', z.union([z.string(), z.boolean()]), 7, 'any-of', /text.*; .*true or false/],
    ['a key', z.record(z.string().max(1), z.int()), { ab: 1 }, 'key', /at most 1 characters/],
    ['an element', z.map(z.date(), z.int()), new Map([[new Date(0), 'b']]), 'element', /must be a number/],
    ['a rule without words', z.string().refine(() => false, 'not so'), 'x', 'rule', 'not so'],
    ['a rule of ours', z.string().refine(() => false, { params: { rule: 'r', zh: '中', en: 'e' } }), 'x', 'r', 'e'],
  ])('%s', (_, schema, value, rule, en) => {
    const violation = said(schema, value);

    expect(violation).toMatchObject({ rule, others: 0 });
    expect(violation).toEqual({ ...of(rule, en), field: violation.field });
    expect(violation.field).toMatch(/^\/f/);
  });

  it('in Chinese too', () => {
    expect(found(z.object({ f: z.string() }), {})[0]?.detail.zh).toBe('缺少必填字段，应为文本');
    expect(found(z.object({ f: z.int() }), { f: 'x' })[0]?.detail.zh).toBe('应为数字，实际为文本');
  });

  it('and what a missing field means', () => {
    const schema = z.object({ problem: z.string().describe('投诉内容: what happened') });

    const [violation] = found(schema, {});

    expect(violation?.detail.en).toBe('is missing; give text (投诉内容: what happened)');
  });

  it('and which choice a discriminated union offers', () => {
    const schema = z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('new') }),
      z.object({ kind: z.literal('urge') }),
    ]);

    expect(found(schema, { kind: 'nwe' })).toMatchObject([
      { field: '/kind', value: 'nwe', rule: 'one-of', detail: { en: 'must be one of new, urge; did you mean new?' } },
    ]);
    expect(found(schema, {})).toMatchObject([{ field: '/kind', value: null, rule: 'required' }]);
  });
});

describe('An unknown field', () => {
  const schema = z.object({
    items: z.array(
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('new'), problem: z.string().default('') }),
        z.strictObject({ kind: z.literal('urge'), text: z.string().nullable().default(null) }),
      ]),
    ),
  });

  it('is named with the field that was probably meant', () => {
    const violations = found(schema, { items: [{ kind: 'new', porblem: '机密' }] });

    expect(violations).toEqual([
      {
        field: '/items/0/porblem',
        value: null,
        rule: 'unknown-field',
        detail: { zh: '未知字段 porblem；是否应为 problem？', en: 'unknown field porblem; did you mean problem?' },
      },
    ]);
  });

  it('is named with the fields that may stand there when none is near', () => {
    const [violation] = found(schema, { items: [{ kind: 'urge', quarrel: 1 }] });

    expect(violation?.detail.en).toBe('unknown field quarrel; fields allowed here: kind, text');
  });

  it('called like a part of every object is no exception', () => {
    const input: unknown = JSON.parse('{"kind":"new","__proto__":{},"constructor":1,"toString":2}');

    const violations = found(schema, { items: [input] });

    expect(violations.map(({ field }) => field).sort()).toEqual([
      '/items/0/__proto__',
      '/items/0/constructor',
      '/items/0/toString',
    ]);
  });
});

describe('What a violation shows', () => {
  const one = (input: object) =>
    found(
      z.record(z.string(), z.any()).refine(() => false),
      input,
    );
  const valueOf = (name: string, value: unknown) => found(z.object({ [name]: z.never() }), { [name]: value })[0]?.value;

  it('is the value, shortened', () => {
    expect(valueOf('channel', 'x'.repeat(500))).toHaveLength(64);
    expect(valueOf('massFlag', 7)).toBe('7');
    expect(valueOf('channel', null)).toBe('null');
    expect(one({})[0]?.value).toBe('{…}');
  });

  it.each(['name', 'phone', 'businessNumber', 'problem', 'demand', 'text', 'address', 'findings', 'answerToCustomer'])(
    'is never the %s of a person',
    (name) => {
      expect(valueOf(name, '李雨桐13800138000')).toBe('***(14)');
    },
  );

  it('is never what stands somewhere in a customer', () => {
    const schema = z.object({ customer: z.object({ nickname: z.int(), level: z.int() }) });

    const violations = found(schema, { customer: { nickname: '李雨桐', level: 'gold' } });

    expect(violations.map(({ value }) => value)).toEqual(['***(3)', 'gold']);
    expect(found(schema, { customer: '李雨桐' })[0]?.value).toBe('***(3)');
  });

  it('holds nothing that a database cannot keep', () => {
    const [violation] = found(z.strictObject({}), { 'a\u0000\ud800/b~c': 1 });

    expect(violation?.field).toBe('/a\ufffd\ufffd~1b~0c');
    expect(valueOf('channel', 'a\u0000\ud800')).toBe('a\ufffd\ufffd');
  });

  it('stays small, however much is wrong', () => {
    const input = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`x${index}`, 1]));

    const violations = found(z.strictObject({}), input);

    expect(violations).toHaveLength(50);
    expect(violations.at(-1)).toMatchObject({ rule: 'more', detail: { en: '4951 more problems are not listed' } });
  });
});
