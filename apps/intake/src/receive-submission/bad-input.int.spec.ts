import { SubmissionReceipt, TicketRegistered } from '@cc/contracts';
import { startForTest, type RawRecord, type ServiceUnderTest } from '@cc/testing';
import { IntakeModule } from '../intake.module.js';
import { aComplaint, aRecord, aSubmission } from '../submission.fixture.js';

const TOPIC = 'complaints.submissions.cc-44';
const GOOD_HEADERS = { ce_id: 'm', ce_type: 'submission.v1', ce_source: 'call-centre', ce_specversion: '1.0' };

const withItem = (over: object) => aSubmission({ items: [{ ...aComplaint(), ...over } as never] });
const withoutHeader = (name: string) =>
  Object.fromEntries(Object.entries(GOOD_HEADERS).filter(([key]) => key !== name));
const json = (body: object) => JSON.stringify(body);

/** What a source may send by mistake or with intent, and the field that its receipt must name. */
const answered: [string, () => RawRecord, string][] = [
  ['bytes that are no text', () => aRecord(aSubmission(), { value: Buffer.from([0xff, 0xfe, 0x00, 0x80]) }), ''],
  ['text that is no JSON', () => aRecord(aSubmission(), { value: '{"source": "cc-44",' }), ''],
  ['no value', () => aRecord(aSubmission(), { value: null }), ''],
  ['a list', () => aRecord(aSubmission(), { value: '[]' }), ''],
  ['a wrong type', () => aRecord(withItem({ problem: 42 })), '/items/0/problem'],
  ['a misspelt field', () => aRecord(withItem({ demmand: '退费' })), '/items/0/demmand'],
  ['an unknown kind', () => aRecord(withItem({ kind: 'praise' })), '/items/0/kind'],
  [
    'an unknown version',
    () => aRecord(aSubmission(), { headers: { ...GOOD_HEADERS, ce_type: 'submission.v9' } }),
    'header:ce_type',
  ],
  ['over 128 KB', () => aRecord(aSubmission(), { value: json(aSubmission()).padEnd(128 * 1024 + 1) }), ''],
  ['a wrong key', () => aRecord(aSubmission(), { key: 'somebody-else' }), 'key'],
  ['a missing header', () => aRecord(aSubmission(), { headers: withoutHeader('ce_id') }), 'header:ce_id'],
  [
    'a doubled header',
    () => aRecord(aSubmission(), { headers: { ...GOOD_HEADERS, ce_id: ['a', 'b'] } as never }),
    'header:ce_id',
  ],
  ['a null byte', () => aRecord(withItem({ problem: '断网\u0000' })), '/items/0/problem'],
  [
    'a lone surrogate',
    () => aRecord(aSubmission(), { value: json(withItem({ problem: '断网X' })).replace('断网X', '断网\\ud800') }),
    '/items/0/problem',
  ],
  ['a number that is no phone', () => aRecord(aSubmission({ customer: { phone: '12345' } })), '/customer/phone'],
  ['an unknown code of a region', () => aRecord(withItem({ fault: { region: '990100' } })), '/items/0/fault/region'],
  ['a time in the future', () => aRecord(aSubmission({ occurredAt: '2027-01-01T00:00:00+08:00' })), '/occurredAt'],
  ['a time before 2000', () => aRecord(aSubmission({ occurredAt: '1999-12-31T23:59:59+08:00' })), '/occurredAt'],
  ['a time without zone', () => aRecord(aSubmission({ occurredAt: '2026-11-24T09:00:00' })), '/occurredAt'],
  ["another party's source", () => aRecord(aSubmission({ source: 'cc-43' })), '/source'],
  [
    'a prototype',
    () => aRecord(aSubmission(), { value: json(aSubmission()).replace('{', '{"__proto__":{"admin":true},') }),
    '/__proto__',
  ],
];

const unanswerable: [string, () => RawRecord][] = [
  ['no key and no text', () => aRecord({}, { key: null, value: Buffer.from([0xff]) })],
  ['no key and nothing else', () => ({ key: null, value: null, headers: {} })],
  ['a key that is no text, and no JSON', () => aRecord({}, { key: Buffer.from([0xff, 0xfe]), value: 'x' })],
];

describe('bad input', () => {
  let intake: ServiceUnderTest;
  beforeAll(async () => {
    intake = await startForTest(IntakeModule);
  });
  afterAll(() => intake.stop());

  const receiptsOf = async (sourceId: unknown) =>
    (await intake.told(SubmissionReceipt)).filter((receipt) => receipt.sourceId === sourceId);
  const tickets = async () => (await intake.published(TicketRegistered)).length;
  const deadLetters = () => intake.query<{ reason: string }>('select reason from dead_letters');

  it.each(['routing', 'nul\0byte'])(
    'a submission under headers that only we number with (%j) is registered each time',
    async (publisher) => {
      const before = await tickets();
      const headers = { ...GOOD_HEADERS, 'x-publisher': publisher, 'x-position': '17' };

      await intake.receivesRaw(TOPIC, [aRecord(aSubmission(), { headers }), aRecord(aSubmission(), { headers })]);

      expect(await tickets()).toBe(before + 2);
      expect(await deadLetters()).toEqual([]);
    },
  );

  it.each(answered)(
    '%s is refused by a receipt that names the field, and the partition goes on',
    async (_, bad, field) => {
      const before = await tickets();
      const record = bad();
      const next = aSubmission();

      await intake.receivesRaw(TOPIC, [record, aRecord(next)]);

      const [refused] = await receiptsOf(record.key);
      expect(refused).toMatchObject({ source: 'cc-44', items: [{ outcome: 'refused' }] });
      expect(refused!.items[0]!.violations.map((violation) => violation.field)).toContain(field);
      expect(await receiptsOf(next.sourceId)).toMatchObject([{ items: [{ outcome: 'ticket' }] }]);
      expect(await tickets()).toBe(before + 1);
    },
  );

  it.each(unanswerable)('%s is kept as a dead letter, and the partition goes on', async (_, bad) => {
    const before = (await deadLetters()).length;
    const next = aSubmission();

    await intake.receivesRaw(TOPIC, [bad(), aRecord(next)]);

    expect((await deadLetters()).length).toBe(before + 1);
    expect(await receiptsOf(next.sourceId)).toMatchObject([{ items: [{ outcome: 'ticket' }] }]);
  });

  it('may come again under the same id once it is corrected', async () => {
    const bad = aSubmission({ customer: { phone: '12345' } });

    await intake.receivesRaw(TOPIC, aRecord(bad));
    await intake.receivesRaw(TOPIC, aRecord({ ...bad, customer: { phone: '13800138000' } }));

    const outcomes = (await receiptsOf(bad.sourceId)).map(({ items }) => items[0]!.outcome);
    expect(outcomes).toEqual(['refused', 'ticket']);
  });

  it('is refused as a whole: every item has its outcome, the bad one with what is wrong', async () => {
    const submission = aSubmission({ items: [aComplaint(), aComplaint({ problem: '' })] });

    await intake.receivesRaw(TOPIC, aRecord(submission));
    const byHttp = await intake.as({ role: 'intake', division: '44' }).post('/submissions').send(submission);

    const [refused] = await receiptsOf(submission.sourceId);
    expect(refused!.items).toMatchObject([
      { item: 0, outcome: 'refused', violations: [{ field: '/items/0', rule: 'refused-together' }] },
      { item: 1, outcome: 'refused', violations: [{ field: '/items/1/problem' }] },
    ]);
    expect(byHttp.body.violations).toMatchObject([{ field: '/items/1/problem' }]);
  });

  it('is answered item by item, as many as one may have, and names at the first what concerns the whole', async () => {
    const submission = aSubmission({ items: Array.from({ length: 25 }, () => aComplaint({ problem: '' })) });

    await intake.receivesRaw(TOPIC, aRecord(submission));

    const [refused] = await receiptsOf(submission.sourceId);
    const [first, ...others] = refused!.items;
    expect(first!.violations).toMatchObject([{ field: '/items', rule: 'too-many' }]);
    expect(others).toHaveLength(19);
    expect(others.map(({ violations }) => violations.map(({ rule }) => rule))).toEqual(
      others.map(() => ['refused-together']),
    );
  });

  it('is kept under seal', async () => {
    const bad = aSubmission({ customer: { name: '林小明', phone: '12345' } });

    await intake.receivesRaw(TOPIC, aRecord(bad));

    const [row] = await intake.query<{ content: string }>(
      'select content from refused_submissions where source_id = $1',
      [bad.sourceId],
    );
    expect(row!.content).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(row!.content).not.toContain('12345');
  });
});
