import { UnitOfWork } from '@cc/messaging';
import { loadRuleBook, queryFor, type LookBackRule } from '@cc/procedures';
import { startForTest, type ServiceUnderTest } from '@cc/testing';
import { IntakeModule } from '../intake.module.js';
import { aRecord, aSubmission } from '../submission.fixture.js';
import { SeenComplaints } from './seen-complaints.js';

/** 归档后30天内同一业务号码: looks back from the instant of a complaint and counts no complaint itself. */
const again = loadRuleBook()
  .procedures.all()
  .flatMap(({ lookBacks }) => lookBacks)
  .find(({ rule, countsItself }) => rule === 'D2' && !countsItself)!;

const at = (seconds: number) => Date.parse('2026-11-24T02:00:00Z') + seconds * 1000;

describe('complaints that are asked for together', () => {
  let intake: ServiceUnderTest;
  beforeAll(async () => {
    intake = await startForTest(IntakeModule);
  });
  afterAll(() => intake.stop());

  const query = (rule: LookBackRule, seconds: number) => queryFor(rule, { businessNumber: 'hash' }, at(seconds))!;

  it('see each what was archived before it, also between two of one minute', async () => {
    await intake.receivesRaw('complaints.submissions.cc-44', aRecord(aSubmission()));
    await intake.query(`update complaints set number_hash = 'hash', status = 'closed', closed_at = $1`, [
      new Date(at(30)),
    ]);
    const [before, after] = [query(again, 10), query(again, 50)];

    const seen = await intake
      .get(UnitOfWork)
      .run([], ({ tx }) => SeenComplaints.load(tx, [{ organisation: 'telecom-group', queries: [before, after] }]));

    expect(seen.answer('telecom-group', 'another', after)).toMatchObject([{ at: { 'ticket.closed': at(30) } }]);
  });
});
