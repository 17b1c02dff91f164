import { ComplaintRecorded, ComplaintRefused, SubmissionReceipt, TicketRegistered } from '@cc/contracts';
import { startForTest, type ServiceUnderTest } from '@cc/testing';
import { IntakeModule } from '../intake.module.js';
import { aComplaint, aRecord, aSubmission } from '../submission.fixture.js';

const TOPIC = 'complaints.submissions.cc-44';
const INTAKE_44 = { role: 'intake', division: '44' } as const;

describe('a submission that comes again', () => {
  let intake: ServiceUnderTest;
  beforeEach(async () => {
    intake = await startForTest(IntakeModule);
  });
  afterEach(() => intake.stop());

  const receipts = () => intake.told(SubmissionReceipt);

  it('is answered with the outcome of the first, in one batch and later, and opens no second ticket', async () => {
    const submission = aSubmission();

    await intake.receivesRaw(TOPIC, [aRecord(submission), aRecord(submission)]);
    await intake.receivesRaw(TOPIC, aRecord(submission));

    const [first, second, third] = await receipts();
    const { complaintId, number } = first!.items[0]!;
    expect(first!.items[0]!.outcome).toBe('ticket');
    for (const again of [second, third]) {
      expect(again!.items).toMatchObject([{ outcome: 'duplicate', first: 'ticket', complaintId, number }]);
    }
    expect(await intake.published(TicketRegistered)).toHaveLength(1);
  });

  it('is refused as a conflict when it says something else, and both are kept', async () => {
    const submission = aSubmission();
    const other = { ...submission, items: [aComplaint({ problem: '话费多扣了一百元' })] };

    await intake.receivesRaw(TOPIC, [aRecord(submission), aRecord(other), aRecord(submission)]);

    const all = await receipts();
    expect(all.map(({ items }) => items[0]!.outcome)).toEqual(['ticket', 'refused', 'duplicate']);
    expect(all[1]!.items[0]!.violations).toMatchObject([{ field: '/sourceId', rule: 'conflict' }]);
    expect(await intake.published(ComplaintRecorded)).toHaveLength(1);
    expect(await intake.published(ComplaintRefused)).toHaveLength(1);
    const [kept] = await intake.query<{ count: string }>(
      'select (select count(*) from submissions) + (select count(*) from refused_submissions) as count',
    );
    expect(Number(kept!.count)).toBe(2);
  });

  it('is another submission when another source has the same id', async () => {
    const submission = aSubmission({ sourceId: '1' });

    await intake.receivesRaw(TOPIC, aRecord(submission));
    await intake.receivesRaw(
      'complaints.submissions.cc-43',
      aRecord({ ...submission, source: 'cc-43', items: [aComplaint()] }),
    );

    expect((await receipts()).map(({ items }) => items[0]!.outcome)).toEqual(['ticket', 'ticket']);
  });

  it('is recorded once when it comes twice at the same moment, by HTTP and by Kafka', async () => {
    const submission = aSubmission();
    const post = () => intake.as(INTAKE_44).post('/submissions').send(submission);

    const [one, two, three] = await Promise.all([
      post(),
      post(),
      post(),
      intake.receivesRaw(TOPIC, aRecord(submission)),
    ]);

    const statuses = [one.status, two.status, three.status].filter((status) => status === 201);
    const byKafka = (await receipts()).filter(({ items }) => items[0]!.outcome === 'ticket');
    expect(statuses.length + byKafka.length).toBe(1);
    expect(await intake.published(TicketRegistered)).toHaveLength(1);
  });

  it('makes one ticket and one urge of two complaints about one number at the same moment', async () => {
    const about = aComplaint({ businessNumber: '02038001234' });
    const post = () =>
      intake
        .as(INTAKE_44)
        .post('/submissions')
        .send(aSubmission({ items: [about] }));

    const answers = await Promise.all([post(), post()]);

    const outcomes = answers.map(({ body }) => body.items[0].outcome).sort();
    expect(outcomes).toEqual(['ticket', 'urge']);
  });
});
