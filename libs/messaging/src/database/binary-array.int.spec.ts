import pg from 'pg';
import { binaryArray } from './binary-array.js';

const VALUES: [type: string, values: unknown[]][] = [
  ['text', ['plain', '', 'null', '"quoted" \\ {a,b}', '断网，从昨晚开始', '😀', null, 'line\nline\ttab']],
  ['jsonb', ['{"a": [1, "\\"x\\""], "b": null}', '"text"', 'null', null]],
  ['text', ['断'.repeat(100_000), 'x'.repeat(300_000), '😀'.repeat(50_000)]],
  ['bytea', [Buffer.from([0, 255, 92, 34]), Buffer.alloc(0), null, Buffer.alloc(600_000, 7)]],
  ['uuid', ['34bf882b-0485-5a7a-a75e-be5804ea26af', 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF', null]],
  ['boolean', [true, false, null]],
  ['integer', [0, -1, 2147483647, -2147483648, null]],
  ['bigint', [0, '-1', 9007199254740991, 9007199254740993n, '999999999999999999', -9007199254740993n, null]],
  [
    'timestamptz',
    [
      new Date('2026-11-26T18:18:41.962Z'),
      new Date('1999-12-31T23:59:59.999Z'),
      new Date('0999-01-01T00:00:00Z'),
      null,
    ],
  ],
];

describe('an array in binary', () => {
  let client: pg.Client;

  beforeAll(async () => {
    client = new pg.Client(process.env['DATABASE_URL']);
    await client.connect();
    await client.query(`set time zone 'UTC'`);
  });
  afterAll(() => client.end());

  it.each(VALUES)('of %s says the same as its text', async (type, values) => {
    const asText = await client.query<{ said: string }>(`select $1::${type}[]::text as said`, [values]);
    const asBinary = await client.query<{ said: string }>(`select $1::${type}[]::text as said`, [
      binaryArray(type, values),
    ]);

    expect(asBinary.rows).toEqual(asText.rows);
  });

  it.each([
    ['text', [1]],
    ['jsonb', [{ a: 1 }]],
    ['bytea', ['\\x00']],
    ['uuid', ['not one']],
    ['uuid', ['34bf882b-0485-5a7a-a75e-be5804ea26ag']],
    ['uuid', ['34bf882b-0485-5a7a-a75e-be5804ea26a投']],
    ['uuid', ['34bf882b0-485-5a7a-a75e-be5804ea26af']],
    ['boolean', ['true']],
    ['integer', [2147483648]],
    ['integer', [1.5]],
    ['bigint', ['12345678901234567890']],
    ['bigint', [1.5]],
    ['timestamptz', ['2026-11-26T18:18:41.962123Z']],
    ['timestamptz', [new Date(NaN)]],
    ['date', ['2026-11-26']],
    ['text', []],
  ])('is not made of what has no binary form: %s %j', (type, values) => {
    expect(binaryArray(type, values)).toBeUndefined();
  });
});
