import { SubmissionReceipt, TicketRegistered } from '@cc/contracts';
import { startForTest, type ServiceUnderTest } from '@cc/testing';
import { IntakeModule } from '../intake.module.js';
import { aComplaint, aSubmission } from '../submission.fixture.js';

const GUANGDONG = { role: 'intake', division: '44' } as const;

/** The id of the submission that an event is about. */
const saysOf = (data: unknown) => (data as { submission?: { sourceId: string } }).submission?.sourceId;

describe('a submission by HTTP', () => {
  let intake: ServiceUnderTest;
  beforeAll(async () => {
    intake = await startForTest(IntakeModule);
  });
  afterAll(() => intake.stop());

  const post = (body: object, caller: Parameters<ServiceUnderTest['as']>[0] = GUANGDONG) =>
    intake.as(caller).post('/submissions').send(body);

  it('is answered by its receipt, and again by the same outcome', async () => {
    const submission = aSubmission();

    const first = await post(submission).expect(201);
    const second = await post(submission).expect(200);

    expect(first.body).toMatchObject({ sourceId: submission.sourceId, items: [{ outcome: 'ticket' }] });
    expect(second.body.items).toMatchObject([
      { outcome: 'duplicate', first: 'ticket', number: first.body.items[0].number },
    ]);
    expect(() => SubmissionReceipt.schema.decode(first.body)).not.toThrow();
    const { complaintId } = first.body.items[0];
    expect(
      (await intake.published(TicketRegistered)).filter((ticket) => ticket.complaintId === complaintId),
    ).toHaveLength(1);
  });

  it('makes the same events when it is made again after a restore, and the repair drops them', async () => {
    const submission = aSubmission({
      items: [aComplaint(), { kind: 'urge', earlier: { number: 'TS1' }, text: null } as never],
    });
    const eventsOf = async () => (await intake.sent()).filter(({ data }) => saysOf(data) === submission.sourceId);
    const first = await post(submission).expect(201);
    const sent = await eventsOf();
    // As a backup from before this submission has it, and the repair after it.
    await intake.query(
      `with gone as (delete from submissions where source_id = $1 returning id),
            items as (delete from submission_items where submission_id in (select id from gone))
       delete from complaints where submission_id in (select id from gone)`,
      [submission.sourceId],
    );
    await intake.query('insert into seen_by_repair (event_id) select unnest($1::uuid[])', [sent.map(({ id }) => id)]);

    const again = await post(submission).expect(201);

    expect(sent.map(({ type }) => type).sort()).toEqual([
      'complaint.recorded.v1',
      'complaint.refused.v1',
      'ticket.registered.v1',
    ]);
    expect(again.body.items[0].complaintId).toBe(first.body.items[0].complaintId);
    expect(await eventsOf()).toEqual(sent);
  });

  it('is counted as often as it is refused', async () => {
    const bad = aSubmission({ customer: { phone: '1' } });

    await post(bad).expect(422);
    await post(bad).expect(422);

    const refused = (await intake.sent()).filter(({ data }) => saysOf(data) === bad.sourceId);
    expect(new Set(refused.map(({ id }) => id)).size).toBe(2);
  });

  it('is a conflict when its id stands for other content', async () => {
    const submission = aSubmission();
    await post(submission).expect(201);

    const { body } = await post({ ...submission, items: [aComplaint({ problem: '话费多扣' })] }).expect(409);

    expect(body.violations).toMatchObject([{ field: '/sourceId', rule: 'conflict' }]);
  });

  it.each([
    ['a field of the contract', aSubmission({ customer: { phone: '1' } }), '/customer/phone'],
    [
      'an earlier complaint nobody knows',
      aSubmission({ items: [{ kind: 'urge', earlier: { number: 'TS1' } }] }),
      '/items/0/earlier',
    ],
    ['a missing id', { source: 'cc-44' }, '/sourceId'],
    ['no source', { sourceId: 'x' }, undefined],
  ])('is refused for %s', async (_, submission, field) => {
    const { body } = await post(submission).expect(422);

    if (field) expect(body.violations.map((violation: { field: string }) => violation.field)).toContain(field);
  });

  it('comes from a source of the caller’s divisions only', async () => {
    await post(aSubmission({ source: 'cc-43' })).expect(403);
    await post(aSubmission({ source: 'nobody' })).expect(403);
    await post(aSubmission(), { role: 'viewer', division: '44' }).expect(403);
    await post(aSubmission({ source: 'cc-43' }), { role: 'intake', division: '*' }).expect(201);
  });

  it('may be as large by HTTP as by Kafka', async () => {
    const problem = '断'.repeat(4000);

    await post(aSubmission({ items: Array.from({ length: 9 }, () => aComplaint({ problem })) })).expect(201);
  });
});
