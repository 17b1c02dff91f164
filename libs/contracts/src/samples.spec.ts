import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { parseSubmissionBody } from './edge/parse-submission.js';
import { parseWorkActionBody } from './edge/parse-work-action.js';
import { everyDefinition, everySchema } from './everything.js';

const folder = join(__dirname, '../samples');

/** `<type>.json`, or `<type>.<what is special>.json`. */
const samples = readdirSync(folder).map((file) => ({
  file,
  type: /^(.+\.v\d+)(\.[a-z-]+)?\.json$/.exec(file)?.[1] ?? file,
  value: JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown,
}));

describe('A message that was ever sent', () => {
  it.each(samples)('can still be read: $file', ({ type, value }) => {
    expect(Object.keys(everySchema)).toContain(type);

    const read = everySchema[type]?.safeParse(value);

    expect(read?.error?.issues ?? []).toEqual([]);
  });

  it.each(samples.filter(({ type }) => everyDefinition.some((definition) => definition.type === type)))(
    'is written as it was read, nothing dropped and nothing changed: $file',
    ({ type, value }) => {
      const schema = everySchema[type]!;

      const again: unknown = JSON.parse(JSON.stringify(z.encode(schema, schema.parse(value))));

      expect(again).toEqual(value);
    },
  );

  it('has a sample for every kind and version', () => {
    const withSample = new Set(samples.map(({ type }) => type));

    expect(Object.keys(everySchema).filter((type) => !withSample.has(type))).toEqual([]);
  });
});

describe('A sample of what parties outside send', () => {
  const now = new Date('2026-11-26T00:00:00Z');

  it.each(samples.filter(({ type }) => type === 'submission.v1'))('is accepted: $file', ({ value }) => {
    const source = (value as { source: string }).source;

    const read = parseSubmissionBody(value, { now, source, regions: new Set(['440100']) });

    expect(read).toMatchObject({ kind: 'submission', submission: { source } });
  });

  it.each(samples.filter(({ type }) => type === 'work.action.v1'))('is accepted: $file', ({ value }) => {
    const read = parseWorkActionBody(value, { now });

    expect(read).toMatchObject({ kind: 'action' });
  });

  it('shows every kind of item and every action', () => {
    const kinds = samples.flatMap(({ type, value }) =>
      type === 'submission.v1' ? (value as { items: { kind: string }[] }).items.map(({ kind }) => kind) : [],
    );
    const actions = samples.flatMap(({ type, value }) =>
      type === 'work.action.v1' ? [(value as { do: { action: string } }).do.action] : [],
    );

    expect(new Set(kinds)).toEqual(new Set(['new', 'urge', 'supplement', 'withdraw', 'past']));
    expect(new Set(actions)).toEqual(
      new Set([
        ...['accept', 'return', 'transfer', 'reply', 'refuseReply', 'approveReply'],
        ...['pause', 'resume', 'record', 'close'],
        ...['requestExtension', 'grantExtension', 'refuseExtension'],
      ]),
    );
  });
});
