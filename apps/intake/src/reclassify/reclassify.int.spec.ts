import {
  SubmissionReceipt,
  TicketAnswered,
  TicketClosed,
  TicketReclassified,
  WorkReclassified,
  type ComplaintId,
} from '@cc/contracts';
import { aClosedTicket, anAnsweredTicket, aReclassifiedWork, startForTest, type ServiceUnderTest } from '@cc/testing';
import { IntakeModule } from '../intake.module.js';
import { aComplaint, aRecord, aSubmission } from '../submission.fixture.js';
import { ReclassifyOnTick } from './on-tick.js';

const GUANGDONG = 'complaints.submissions.cc-44';

describe('complaints that a count makes major', () => {
  let intake: ServiceUnderTest;
  beforeEach(async () => {
    intake = await startForTest(IntakeModule);
  });
  afterEach(() => intake.stop());

  const upgraded = () => aSubmission({ channelLevel: 'group', items: [aComplaint()] });
  async function submitted(...submissions: { sourceId: string }[]): Promise<ComplaintId[]> {
    await intake.receivesRaw(
      GUANGDONG,
      submissions.map((each) => aRecord(each)),
    );
    const receipts = await intake.told(SubmissionReceipt);
    return submissions.map(
      ({ sourceId }) => receipts.find((each) => each.sourceId === sourceId)!.items[0]!.complaintId!,
    );
  }
  const untrue = (complaintId: ComplaintId) =>
    intake.receives(TicketAnswered, anAnsweredTicket({ complaintId, verification: 'untrue' }), { times: 2 });
  const tick = () => intake.tick(ReclassifyOnTick);
  const reclassified = async () =>
    (await intake.published(TicketReclassified)).map(({ complaintId, before, nature, reached }) => {
      return { complaintId, before, nature, reached };
    });
  async function natureOf(...ids: ComplaintId[]) {
    const rows = await intake.query<{ id: ComplaintId; nature: string }>('select id, nature from complaints');
    return ids.map((id) => rows.find((row) => row.id === id)!.nature);
  }

  it('take with them those that were counted before, once, with the rule and the number', async () => {
    const [first, second] = await submitted(upgraded(), upgraded());
    const [third] = await submitted(upgraded());

    await tick();
    await tick();

    expect(await natureOf(first!, second!, third!)).toEqual(['major', 'major', 'major']);
    const facts = await intake.published(TicketReclassified);
    expect(new Set(facts.map(({ complaintId }) => complaintId))).toEqual(new Set([first, second]));
    for (const fact of facts) {
      expect(fact).toMatchObject({ before: 'ordinary', nature: 'major', reached: 3, because: third });
      expect(fact.why).toMatchObject({ rule: 'major-mass' });
    }
  });

  it('become what they were when one of them is found untrue', async () => {
    const three = await submitted(upgraded(), upgraded(), upgraded());
    await tick();

    await untrue(three[0]!);
    await tick();

    expect(await natureOf(...three)).toEqual(['ordinary', 'ordinary', 'ordinary']);
    const withdrawn = (await reclassified()).filter(({ before }) => before === 'major');
    expect(new Set(withdrawn.map(({ complaintId }) => complaintId))).toEqual(new Set(three));
    expect(withdrawn.every(({ nature, reached }) => nature === 'ordinary' && reached === null)).toBe(true);
  });

  it('stay what they are while enough others are true', async () => {
    const four = await submitted(upgraded(), upgraded(), upgraded(), upgraded());
    await tick();

    await untrue(four[3]!);
    await tick();

    expect(await natureOf(...four)).toEqual(['major', 'major', 'major', 'ordinary']);
  });

  it('leave major what a miss has made major', async () => {
    const [first] = await submitted(upgraded());
    await intake.receives(WorkReclassified, aReclassifiedWork({ complaintId: first!, nature: 'major' }));
    const [second, third] = await submitted(upgraded(), upgraded());
    await tick();

    await untrue(third!);
    await tick();

    expect(await natureOf(first!, second!, third!)).toEqual(['major', 'ordinary', 'ordinary']);
    expect((await reclassified()).map(({ complaintId }) => complaintId)).not.toContain(first);
  });

  it('do not change what is archived', async () => {
    const [first, second] = await submitted(upgraded(), upgraded());
    await intake.receives(TicketClosed, aClosedTicket({ complaintId: first! }));
    await submitted(upgraded());

    await tick();

    expect(await natureOf(first!, second!)).toEqual(['ordinary', 'major']);
  });

  it('are told of once when two instances look, and more come in meanwhile', async () => {
    const early = await submitted(upgraded(), upgraded());
    const other = await startForTest(IntakeModule, { beside: intake });
    const clerk = () => intake.as({ role: 'intake', division: '44' });
    const late = Array.from({ length: 4 }, upgraded);

    await Promise.all([
      ...late.map((each) => clerk().post('/submissions').send(each).expect(201)),
      ...[intake, other, intake, other].map((instance) => instance.tick(ReclassifyOnTick)),
    ]);
    await tick();

    expect(await natureOf(...early)).toEqual(['major', 'major']);
    const told = (await reclassified()).map(({ complaintId }) => complaintId);
    expect(told).toHaveLength(new Set(told).size);
    expect(told).toEqual(expect.arrayContaining(early));
    expect(await intake.query('select * from recounts')).toEqual([]);
    await other.stop();
  });

  it('are not held up by a recount that cannot be made, which is tried again after a minute', async () => {
    const [stray] = await submitted(upgraded());
    const [first, second] = await submitted(upgraded(), upgraded());
    await submitted(upgraded());
    await intake.query(
      `insert into recounts select id, received_at - interval '1 h', received_at - interval '1 h' from complaints where id = $1`,
      [stray],
    );
    // An organisation whose rules are gone: nothing can be decided about its complaints.
    await intake.query(`update complaints set organisation = 'dissolved' where id = $1`, [stray]);
    const left = () => intake.query('select complaint_id from recounts');

    await tick();

    expect(await natureOf(first!, second!)).toEqual(['major', 'major']);
    expect(await left()).toEqual([{ complaint_id: stray }]);

    await intake.query(`update complaints set organisation = 'telecom-group' where id = $1`, [stray]);
    await tick();
    expect(await left()).toEqual([{ complaint_id: stray }]);
    intake.time.set(new Date(intake.time.now().getTime() + 60_000));
    await tick();

    expect(await left()).toEqual([]);
  });
});
