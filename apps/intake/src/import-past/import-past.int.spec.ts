import {
  ComplaintImported,
  ComplaintRecorded,
  SubmissionReceipt,
  TicketRegistered,
  type SubmissionOnTheWire,
} from '@cc/contracts';
import { startForTest, type ServiceUnderTest } from '@cc/testing';
import { IntakeModule } from '../intake.module.js';
import { aPhone, aRecord } from '../submission.fixture.js';

const TOPIC = 'complaints.submissions.history';

type PastItem = Extract<SubmissionOnTheWire['items'][number], { kind: 'past' }>;

const aRow = (over: Partial<PastItem> = {}): PastItem => ({
  kind: 'past',
  problem: '宽带断网',
  state: 'closed',
  division: '44',
  origin: { file: 'tickets-2015.csv', line: 7, number: 'comcas', state: '已解决', mapping: 'tickets-2015 1' },
  ...over,
});

const aPastSubmission = (over: Partial<SubmissionOnTheWire> = {}): SubmissionOnTheWire => ({
  source: 'history',
  sourceId: 'comcas',
  occurredAt: '2015-06-23T09:00:00+08:00',
  channel: 'hotline',
  customer: { phone: aPhone() },
  items: [aRow()],
  ...over,
});

describe('a complaint of the past', () => {
  let intake: ServiceUnderTest;
  beforeEach(async () => {
    intake = await startForTest(IntakeModule);
  });
  afterEach(() => intake.stop());

  const outcomes = async () =>
    (await intake.told(SubmissionReceipt)).flatMap(({ items }) => items.map(({ outcome }) => outcome));

  it('is on record as it ended, as one fact of its own and no ticket', async () => {
    await intake.receivesRaw(TOPIC, aRecord(aPastSubmission()));

    const [imported] = await intake.published(ComplaintImported);
    expect(imported).toMatchObject({
      outcome: 'settled',
      sourceDivision: '44',
      occurredAt: new Date('2015-06-23T01:00:00Z'),
      receivedAt: new Date('2015-06-23T01:00:00Z'),
      recordedAt: intake.time.now(),
      closedAt: null,
      origin: { file: 'tickets-2015.csv', line: 7, number: 'comcas', repairs: [] },
    });
    expect(await intake.published(ComplaintRecorded)).toEqual([]);
    expect(await intake.published(TicketRegistered)).toEqual([]);
    expect(await outcomes()).toEqual(['settled']);
  });

  it('waits for a person where it was open, and promises nothing', async () => {
    await intake.receivesRaw(TOPIC, aRecord(aPastSubmission({ items: [aRow({ state: 'open' })] })));

    const [receipt] = await intake.told(SubmissionReceipt);
    expect(receipt!.items).toEqual([expect.objectContaining({ outcome: 'waiting', answerBy: null, reasons: [] })]);
    expect(await intake.query('select status, closed_at, answer_by from complaints')).toEqual([
      { status: 'waiting', closed_at: null, answer_by: null },
    ]);
  });

  it('is a duplicate when the file comes again, although its row has moved', async () => {
    const first = aPastSubmission();
    await intake.receivesRaw(TOPIC, aRecord(first));

    await intake.receivesRaw(TOPIC, [
      aRecord(first),
      aRecord({ ...first, items: [aRow({ origin: { file: 'again.csv', line: 9, mapping: 'tickets-2015 1' } })] }),
    ]);

    expect(await outcomes()).toEqual(['settled', 'duplicate', 'duplicate']);
    expect(await intake.published(ComplaintImported)).toHaveLength(1);
  });

  it('is refused as a conflict when the row says something else now', async () => {
    await intake.receivesRaw(TOPIC, aRecord(aPastSubmission()));

    await intake.receivesRaw(TOPIC, aRecord(aPastSubmission({ items: [aRow({ problem: '别的事' })] })));

    expect(await outcomes()).toEqual(['settled', 'refused']);
  });

  it.each<[string, string, SubmissionOnTheWire, string]>([
    ['a call centre hands it in', 'cc-44', aPastSubmission({ source: 'cc-44' }), 'not-importing'],
    ['nobody has its division', 'history', aPastSubmission({ items: [aRow({ division: 'ga' })] }), 'unknown-division'],
    [
      'it is open and closed at once',
      'history',
      aPastSubmission({ items: [aRow({ state: 'open', closedAt: '2015-07-01T00:00:00Z' })] }),
      'open-and-closed',
    ],
    [
      'it ended before it came',
      'history',
      aPastSubmission({ items: [aRow({ closedAt: '2015-06-01T00:00:00Z' })] }),
      'closed-before-it-came',
    ],
  ])('is refused where %s', async (_, source, submission, rule) => {
    await intake.receivesRaw(`complaints.submissions.${source}`, aRecord(submission));

    const [receipt] = await intake.told(SubmissionReceipt);
    expect(receipt!.items).toMatchObject([{ outcome: 'refused', violations: [{ rule }] }]);
    expect(await intake.published(ComplaintImported)).toEqual([]);
  });

  it('is a duplicate that tells why it was refused when it comes again', async () => {
    const refused = aPastSubmission({ items: [aRow({ division: 'ga' })] });

    await intake.receivesRaw(TOPIC, aRecord(refused));
    await intake.receivesRaw(TOPIC, aRecord(refused));

    const [first, again] = await intake.told(SubmissionReceipt);
    expect(again!.items).toMatchObject([
      { outcome: 'duplicate', first: 'refused', violations: first!.items[0]!.violations },
    ]);
  });

  it('stands in no way of a new complaint about the same number', async () => {
    const phone = aPhone();
    const past = aPastSubmission({ customer: { phone }, items: [aRow({ state: 'open', businessNumber: phone })] });
    await intake.receivesRaw(TOPIC, aRecord(past));

    await intake.receivesRaw(
      'complaints.submissions.cc-44',
      aRecord({
        source: 'cc-44',
        sourceId: 'today',
        occurredAt: '2026-11-24T09:55:00+08:00',
        channel: 'hotline',
        customer: { phone },
        items: [{ kind: 'new', problem: '又断网了', businessNumber: phone }],
      }),
    );

    expect((await outcomes()).sort()).toEqual(['ticket', 'waiting']);
  });
});
