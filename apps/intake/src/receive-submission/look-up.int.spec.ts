import { parseSubmissionBody, SubmissionReceipt, TicketClosed, UrgeRequested } from '@cc/contracts';
import { UnitOfWork } from '@cc/messaging';
import { aClosedTicket, startForTest, type ServiceUnderTest } from '@cc/testing';
import { IntakeModule } from '../intake.module.js';
import { aComplaint, aPhone, aRecord, aSubmission } from '../submission.fixture.js';
import { Rules } from '../rules.js';
import { Normaliser } from '../normalise/normaliser.js';
import type { Delivery } from './delivery.js';
import { SubmissionDesk } from './submission-desk.js';

const TOPIC = 'complaints.submissions.cc-44';

describe('a look at the register', () => {
  let intake: ServiceUnderTest;
  beforeAll(async () => {
    intake = await startForTest(IntakeModule);
  });
  afterAll(() => intake.stop());

  async function submitted(...submissions: { sourceId: string }[]) {
    await intake.receivesRaw(
      TOPIC,
      submissions.map((each) => aRecord(each)),
    );
    const receipts = await intake.told(SubmissionReceipt);
    return submissions.map(({ sourceId }) => receipts.findLast((receipt) => receipt.sourceId === sourceId)!.items[0]!);
  }
  const urge = (earlier: object) => aSubmission({ items: [{ kind: 'urge', earlier, text: '请尽快处理' } as never] });

  it('is not crowded out by what another organisation has on the same number', async () => {
    const businessNumber = aPhone();
    const [ours] = await submitted(aSubmission({ items: [aComplaint({ businessNumber })] }));
    const columns = await intake.query<{ name: string }>(
      `select column_name as name from information_schema.columns where table_name = 'complaints'
       and column_name not in ('id', 'organisation', 'number', 'recorded_at')`,
    );
    const others = columns.map(({ name }) => `"${name}"`).join(', ');
    await intake.query(
      `insert into complaints (id, organisation, number, recorded_at, ${others})
       select gen_random_uuid(), 'other-group', 'X' || n, recorded_at + n * interval '1 minute', ${others}
       from complaints, generate_series(1, 25) as n where id = $1`,
      [ours!.complaintId],
    );

    const [again] = await submitted(aSubmission({ items: [aComplaint({ businessNumber })] }));

    expect(again).toMatchObject({ outcome: 'urge', complaintId: ours!.complaintId });
  });

  it('finds the open ticket on a number behind many newer ones that were settled', async () => {
    const businessNumber = aPhone();
    const onNumber = (settled: boolean) =>
      aSubmission({ items: [aComplaint({ businessNumber, ...(settled && { settled: { done: '已当场解释' } }) })] });
    const [open] = await submitted(onNumber(false));
    await submitted(...Array.from({ length: 25 }, () => onNumber(true)));

    const [again] = await submitted(onNumber(false));

    expect(again).toMatchObject({ outcome: 'urge', complaintId: open!.complaintId });
  });

  it('unseals nothing for a contact about work that goes on', async () => {
    const [ticket] = await submitted(aSubmission());
    await intake.query(`update complaints set text = 'of a key long gone' where id = $1`, [ticket!.complaintId]);

    const [receipt] = await submitted(urge({ number: ticket!.number }));

    expect(receipt!.outcome).toBe('urge');
    const urges = await intake.published(UrgeRequested);
    expect(urges.filter(({ complaintId }) => complaintId === ticket!.complaintId)).toHaveLength(1);
  });

  it('goes on from an ended complaint that it met by a submission of its own batch', async () => {
    const [ticket] = await submitted(aSubmission());
    await intake.receives(TicketClosed, aClosedTicket({ complaintId: ticket!.complaintId! }));
    const first = urge({ number: ticket!.number });

    const [linked, second] = await submitted(first, urge({ sourceId: first.sourceId }));

    expect(linked!.outcome).toBe('ticket');
    expect(second).toMatchObject({ outcome: 'urge', complaintId: linked!.complaintId });
  });

  it('locks what a delivery may publish under, and nothing of what has ended or was taken before', async () => {
    const businessNumber = aPhone();
    const submission = aSubmission({ items: [aComplaint({ businessNumber }), aComplaint()] });
    const [ended] = await submitted(submission);
    await intake.receives(TicketClosed, aClosedTicket({ complaintId: ended!.complaintId! }));
    const keysOf = (body: object) =>
      intake
        .get(UnitOfWork)
        .run([], ({ tx }) => intake.get(SubmissionDesk).keysOf([deliveryOf(body)], tx, intake.time.now()));

    const fresh = await keysOf(aSubmission({ items: [aComplaint({ businessNumber }), aComplaint()] }));
    const again = await keysOf(submission);

    // Its id, its two numbers, the two complaints it may become, and the one province and class they are counted in.
    expect(new Set(fresh).size).toBe(6);
    expect(fresh).not.toContain(ended!.complaintId);
    // Its id, its two numbers, its refusal if it says something else, and the one that is still open on its number.
    expect(new Set(again).size).toBe(5);
    expect(again).not.toContain(ended!.complaintId);
  });

  function deliveryOf(body: object): Delivery {
    const receivedAt = intake.time.now();
    const regions = intake.get(Normaliser).regions.codes;
    const parsed = parseSubmissionBody(body, { now: receivedAt, source: 'cc-44', regions });
    if (parsed.kind !== 'submission') throw new Error(JSON.stringify(parsed.violations));
    const { submission } = parsed;
    const party = intake.get(Rules).party('cc-44')!;
    const read = { kind: 'submission', submission } as const;
    const { sourceId } = submission;
    return { id: 'd', cause: 'd', traceparent: null, party, sourceId, receivedAt, content: '', read };
  }
});
