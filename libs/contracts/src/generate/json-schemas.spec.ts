import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { everySchema } from '../everything.js';

const read = (...path: string[]) => JSON.parse(readFileSync(join(__dirname, '../..', ...path), 'utf8')) as object;
const filesIn = (...path: string[]) => readdirSync(join(__dirname, '../..', ...path));

/** Strict: an unknown keyword, an unknown format or a rule that can never apply is an error. */
const validator = new Ajv2020({ strict: true, allErrors: true });
formats.default(validator);

const published = filesIn('../../docs/schemas').map((file) => ({
  type: file.replace(/\.json$/, ''),
  schema: read('../../docs/schemas', file),
}));
const fits = Object.fromEntries(published.map(({ type, schema }) => [type, validator.compile(schema)]));

const samples = filesIn('samples').map((file) => ({
  file,
  type: /^.+\.v\d+/.exec(file)![0],
  value: read('samples', file),
}));

/** A sample with one value at a JSON pointer replaced, or taken out. */
function but(file: string, pointer: string, value?: unknown): object {
  const sample = structuredClone(samples.find((each) => each.file === file)!.value);
  const steps = pointer.split('/').slice(1);
  const last = steps.pop()!;
  const parent = steps.reduce((here, step) => here[step] as Record<string, unknown>, sample as Record<string, unknown>);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return sample;
}

const SUBMISSION = 'submission.v1.full.json';
const ACTION = 'work.action.v1.json';
const earlier = '/items/0/earlier';
const attachment = { mediaType: 'image/png', size: 10, sha256: 'a'.repeat(64) };

describe('The published JSON Schemas', () => {
  it('are one for every type on the wire, each valid for a strict validator', () => {
    expect(published.map(({ type }) => type).sort()).toEqual(Object.keys(everySchema).sort());
  });

  it('say nothing that a reader of the older draft-07 would miss: the schemas of AsyncAPI are of that draft', () => {
    const older = new Ajv({ strict: true });
    formats.default(older);

    for (const { schema } of published) {
      const { $schema: _, ...rest } = schema as { $schema: string };
      expect(() => older.compile(rest)).not.toThrow();
    }
  });

  it.each(samples)('accept what was ever sent: $file', ({ type, value }) => {
    fits[type]!(value);

    expect(fits[type]!.errors ?? []).toEqual([]);
  });

  it.each(samples)('know what may not be left out of $file', ({ type, value }) => {
    const { required = [] } = published.find((each) => each.type === type)!.schema as { required?: string[] };

    for (const name of required) {
      const { [name]: _, ...rest } = value as Record<string, unknown>;

      expect([name, fits[type]!(rest), everySchema[type]!.safeParse(rest).success]).toEqual([name, false, false]);
    }
  });

  it.each<[string, object]>([
    ['no source', but(SUBMISSION, '/source')],
    ['an id with a blank', but(SUBMISSION, '/sourceId', 'call 1')],
    ['an id as a number', but(SUBMISSION, '/sourceId', 17)],
    ['a time without zone', but(SUBMISSION, '/occurredAt', '2026-11-24T11:20:00')],
    ['no such day', but(SUBMISSION, '/occurredAt', '2026-02-30T11:20:00Z')],
    ['an unknown channel', but(SUBMISSION, '/channel', 'telegram')],
    ['a misspelt field', but(SUBMISSION, '/chanel', 'app')],
    ['a phone as a number', but(SUBMISSION, '/customer/phone', 13800138000)],
    ['no item', but(SUBMISSION, '/items', [])],
    ['an unknown kind', but(SUBMISSION, '/items/0/kind', 'complain')],
    ['white space alone', but(SUBMISSION, '/items/0/problem', ' \u3000')],
    ['a null character', but(SUBMISSION, '/items/0/problem', 'a\0b')],
    ['a lone surrogate', but(SUBMISSION, '/items/0/problem', 'a\ud83d')],
    ['eight levels', but(SUBMISSION, '/items/0/category', 'abcdefgh'.split(''))],
    ['two names of an earlier complaint', but(SUBMISSION, earlier, { number: 'a', sourceId: 'b' })],
    ['no name of an earlier complaint', but(SUBMISSION, earlier, { number: null })],
    ['a file nowhere', but(SUBMISSION, '/items/0/attachments', [attachment])],
    ['a plain http file', but(SUBMISSION, '/items/0/attachments', [{ ...attachment, url: 'http://a.example/b' }])],
  ])('refuse a submission with %s, as the platform does', (_, bad) => {
    expect(fits['submission.v1']!(bad)).toBe(false);
    expect(everySchema['submission.v1']!.safeParse(bad).success).toBe(false);
  });

  it.each<[string, object]>([
    ['an unknown action', but(ACTION, '/do/action', 'acept')],
    ['a return without reason', but(ACTION, '/do', { action: 'return' })],
    ['an unknown field', but(ACTION, '/do/reson', 1)],
    ['a slip that is no object', but(ACTION, '/do', { action: 'reply', slip: 'ok' })],
    ['an unknown role', but(ACTION, '/by/role', 'boss')],
    ['a complaint that is none', but(ACTION, '/complaintId', 'x')],
    ['a null character', but(ACTION, '/by/id', 'a\0')],
  ])('refuse an action with %s, as the platform does', (_, bad) => {
    expect(fits['work.action.v1']!(bad)).toBe(false);
    expect(everySchema['work.action.v1']!.safeParse(bad).success).toBe(false);
  });

  it('take an earlier complaint that is named once, whatever else is null', () => {
    const good = but(SUBMISSION, earlier, { number: 'TS1', complaintId: null });

    expect(fits['submission.v1']!(good)).toBe(true);
    expect(everySchema['submission.v1']!.safeParse(good).success).toBe(true);
  });
});
