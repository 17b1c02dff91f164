import { ComplaintRecorded, SubmissionReceipt, TicketAnswered } from '@cc/contracts';
import { anAnsweredTicket, startForTest, type ServiceUnderTest } from '@cc/testing';
import { IntakeModule } from '../intake.module.js';
import { aComplaint, aRecord, aSubmission } from '../submission.fixture.js';

const GUANGDONG = 'complaints.submissions.cc-44';
const CENTRE = 'complaints.submissions.cc-g1';

/** Classes of the tree, so that each test counts by itself. */
const CLASSES = [['网络'], ['网络', '宽带'], ['网络', '宽带', '断网'], ['费用'], ['服务']];

describe('complaints that are counted together', () => {
  let intake: ServiceUnderTest;
  let classes = 0;
  beforeAll(async () => {
    intake = await startForTest(IntakeModule);
  });
  afterAll(() => intake.stop());

  const aClass = () => CLASSES[classes++]!;
  /** Past the province, unless another level is said. */
  const about = (category: string[], channelLevel: 'group' | 'province' = 'group', over: object = {}) =>
    aSubmission({ channelLevel, items: [aComplaint({ category })], ...over });
  const submit = (topic: string, ...submissions: object[]) =>
    intake.receivesRaw(
      topic,
      submissions.map((each) => aRecord(each)),
    );
  async function naturesOf(...submissions: { sourceId: string }[]) {
    const recorded = await intake.published(ComplaintRecorded);
    return submissions.map(
      ({ sourceId }) => recorded.find(({ submission }) => submission.sourceId === sourceId)!.nature,
    );
  }

  it('are a mass complaint from the third upgraded one of a day, a province and a class on, within one batch', async () => {
    const category = aClass();
    const three = [about(category), about(category), about(category)];
    const ordinary = about(category, 'province');

    await submit(GUANGDONG, ...three, ordinary);

    expect(await naturesOf(...three, ordinary)).toEqual(['ordinary', 'ordinary', 'major', 'ordinary']);
    const [recorded] = (await intake.published(ComplaintRecorded)).filter(
      ({ submission }) => submission.sourceId === three[2]!.sourceId,
    );
    expect(recorded!.reasons).toContainEqual(expect.objectContaining({ rule: 'major-mass' }));
  });

  it('are counted in the province they are about, whoever took them in', async () => {
    const category = aClass();
    const early = [about(category), about(category)];
    const fault = (region: string) => [aComplaint({ category, fault: { region } })];
    const fromHunan = about(category, 'group', { source: 'cc-g1', items: fault('湖南省') });
    const fromGuangdong = about(category, 'group', { source: 'cc-g1', items: fault('广东省') });

    await submit(GUANGDONG, ...early);
    await submit(CENTRE, fromHunan);
    await submit(CENTRE, fromGuangdong);

    expect(await naturesOf(fromHunan, fromGuangdong)).toEqual(['ordinary', 'major']);
  });

  it('count no more when the check found them untrue', async () => {
    const category = aClass();
    const [first, second, third] = [about(category), about(category), about(category)];
    await submit(GUANGDONG, first, second);
    const receipts = await intake.told(SubmissionReceipt);
    const { complaintId } = receipts.find(({ sourceId }) => sourceId === first.sourceId)!.items[0]!;

    const untrue = anAnsweredTicket({ complaintId: complaintId!, verification: 'untrue' });
    await intake.receives(TicketAnswered, untrue, { times: 2 });
    await submit(GUANGDONG, third);

    expect(await naturesOf(third)).toEqual(['ordinary']);
  });

  it('are each counted once when several come at the same moment', async () => {
    const category = aClass();
    const nine = Array.from({ length: 9 }, () => about(category));
    const clerk = () => intake.as({ role: 'intake', division: '44' });

    await Promise.all(nine.map((submission) => clerk().post('/submissions').send(submission).expect(201)));

    const natures = await naturesOf(...nine);
    expect(natures.filter((nature) => nature === 'ordinary')).toHaveLength(2);
    expect(natures.filter((nature) => nature === 'major')).toHaveLength(7);
  });
});
