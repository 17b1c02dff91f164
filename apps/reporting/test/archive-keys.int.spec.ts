import { ComplaintRecorded } from '@cc/contracts';
import { aRecordedComplaint, startForTest, type ServiceUnderTest } from '@cc/testing';
import { DataSource } from 'typeorm';
import { ReportingModule } from '../src/reporting.module.js';
import { KnowFactsByTheirPlace0000000000010 } from '../src/migrations/0010-know-facts-by-their-place.js';

const migration = new KnowFactsByTheirPlace0000000000010();

let reporting: ServiceUnderTest;
beforeEach(async () => {
  reporting = await startForTest(ReportingModule);
}, 60_000);
afterEach(() => reporting.stop());

it('keeps an archive of several months that was keyed by the ids of events, and goes on with it', async () => {
  const runner = reporting.get(DataSource).createQueryRunner();
  await migration.down(runner);
  const archived = () => reporting.query('select event_id, tableoid::regclass::text as month from facts order by seq');
  await reporting.receives(ComplaintRecorded, aRecordedComplaint());
  reporting.time.set('2026-12-01T10:00:00+08:00');
  await reporting.receives(ComplaintRecorded, aRecordedComplaint());
  const before = await archived();

  await migration.up(runner);

  expect(await archived()).toEqual(before);
  await reporting.receives(ComplaintRecorded, aRecordedComplaint(), { times: 2 });
  expect((await archived()).map(({ month }) => month)).toEqual(['facts_2026_11', 'facts_2026_12', 'facts_2026_12']);
  await runner.release();
});
