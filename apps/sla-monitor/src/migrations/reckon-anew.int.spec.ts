import { TicketRegistered, WorkDispatched } from '@cc/contracts';
import { aDispatchedTicket, aRegisteredTicket, startForTest, type ServiceUnderTest } from '@cc/testing';
import { DataSource } from 'typeorm';
import { ReckonAnewOnTick } from '../reckon-anew/on-tick.js';
import { SlaMonitorModule } from '../sla-monitor.module.js';
import { ReckonAnew0000000000007 } from './0007-reckon-anew.js';

const NEW_YEARS_EVE = new Date('2026-12-31T17:30:00+08:00');

let sla: ServiceUnderTest;
beforeEach(async () => {
  sla = await startForTest(SlaMonitorModule);
}, 60_000);
afterEach(() => sla.stop());

it('tickets of before whose clocks run are reckoned once, keep their clocks, and say why one has no due instant', async () => {
  const at = NEW_YEARS_EVE;
  sla.time.set(at);
  const ticket = aRegisteredTicket({ receivedAt: at, occurredAt: at, recordedAt: at });
  const { complaintId } = ticket;
  await sla.receives(TicketRegistered, ticket);
  await sla.receives(WorkDispatched, aDispatchedTicket({ complaintId, occurredAt: at, recordedAt: at }));
  const clocks = () => sla.query('select * from clocks order by clock_id');
  const before = await clocks();
  const said = (await sla.sent()).length;
  const [migration, runner] = [new ReckonAnew0000000000007(), sla.get(DataSource).createQueryRunner()];
  await migration.down(runner);

  await migration.up(runner);
  await migration.up(runner);
  await runner.release();
  expect(await sla.query('select edition from tickets')).toEqual([{ edition: '' }]);
  await sla.tick(ReckonAnewOnTick);

  expect(await clocks()).toEqual(before);
  expect(before).toContainEqual(expect.objectContaining({ state: 'notConfigured', no_due: 'notDecreed' }));
  expect((await sla.sent()).length).toBe(said);
});
