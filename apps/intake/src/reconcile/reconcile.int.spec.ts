import { RequestAnswered } from '@cc/contracts';
import { anAnsweredRequest, startForTest, type ServiceUnderTest } from '@cc/testing';
import { IntakeModule } from '../intake.module.js';
import { complaintIdOf, requestIdOf } from '../receive-submission/delivery.js';
import { aComplaint, aRecord, aSubmission } from '../submission.fixture.js';

const TOPIC = 'complaints.submissions.cc-44';

describe('reconciliation', () => {
  let intake: ServiceUnderTest;
  beforeAll(async () => {
    intake = await startForTest(IntakeModule);
  });
  afterAll(() => intake.stop());

  const counts = async () => {
    const { body } = await intake.as({ role: 'operator' }).get('/operator/reconciliation').expect(200);
    return body;
  };
  const submit = (...submissions: object[]) =>
    intake.receivesRaw(
      TOPIC,
      submissions.map((each) => aRecord(each)),
    );

  it('finds every item with one outcome, and sees what is missing or doubled', async () => {
    const two = aSubmission({ items: [aComplaint(), aComplaint({ settled: { done: '已退费' } })] });
    const about = { sourceId: two.sourceId, item: 0 };
    const urge = aSubmission({ items: [{ kind: 'urge', earlier: about }] });
    const more = [
      aSubmission({ items: [{ kind: 'supplement', earlier: about, text: '补充' }] }),
      aSubmission({ items: [{ kind: 'withdraw', earlier: about }] }),
      aSubmission({ items: [{ kind: 'urge', earlier: { number: 'TS1' } }] }),
      aSubmission({ customer: { phone: '1' } }),
    ];
    await submit(two, urge, ...more, two, { ...two, items: [aComplaint()] });
    const complaintId = complaintIdOf('cc-44', two.sourceId, 0);
    const requestId = requestIdOf('cc-44', urge.sourceId, 0);
    await intake.receives(RequestAnswered, anAnsweredRequest({ complaintId, requestId, result: 'bounced', urges: 0 }));

    const found = await counts();

    expect(found).toEqual({
      submissions: 8,
      items: 10,
      outcomes: {
        ticket: 1,
        settled: 1,
        urge: 1,
        supplement: 1,
        withdrawn: 1,
        duplicate: 2,
        handedOver: 0,
        refused: 3,
        waiting: 0,
      },
      bounced: 1,
      missing: 0,
      doubled: 0,
    });
    const sum = Object.values(found.outcomes as Record<string, number>).reduce((one, other) => one + other);
    expect(sum).toBe(found.items);

    await intake.query('delete from contact_requests where request_id = $1', [requestId]);
    expect(await counts()).toMatchObject({ missing: 1 });
    await intake.query('update submissions set items = 1 where source_id = $1', [two.sourceId]);
    expect(await counts()).toMatchObject({ doubled: 1 });
  });

  it('is for operators who see the whole organisation', async () => {
    await intake.as({ role: 'viewer' }).get('/operator/reconciliation').expect(403);
    await intake.as({ role: 'operator', division: '44' }).get('/operator/reconciliation').expect(403);
  });
});
