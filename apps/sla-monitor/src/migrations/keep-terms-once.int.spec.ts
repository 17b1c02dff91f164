import { TicketRegistered, WorkAccepted, WorkDispatched } from '@cc/contracts';
import {
  aDispatchedTicket,
  anAcceptedTicket,
  aRegisteredTicket,
  startForTest,
  type ServiceUnderTest,
} from '@cc/testing';
import { DataSource } from 'typeorm';
import { SlaMonitorModule } from '../sla-monitor.module.js';
import { KeepTermsOnce0000000000005 } from './0005-keep-terms-once.js';
import { FindWhatRuns0000000000006 } from './0006-find-what-runs.js';

const migrations = [new KeepTermsOnce0000000000005(), new FindWhatRuns0000000000006()];

let sla: ServiceUnderTest;
beforeEach(async () => {
  sla = await startForTest(SlaMonitorModule);
}, 60_000);
afterEach(() => sla.stop());

describe('clocks that each held what their rules say', () => {
  it('say the same when it is kept once, and the next fact writes only the clock that it changes', async () => {
    const runner = sla.get(DataSource).createQueryRunner();
    const ticket = aRegisteredTicket();
    await sla.receives(TicketRegistered, [ticket, aRegisteredTicket()]);
    await sla.receives(WorkDispatched, aDispatchedTicket({ complaintId: ticket.complaintId }));
    const clocks = async () => {
      const { body } = await sla.as({ role: 'viewer' }).get(`/complaints/${ticket.complaintId}/clocks`).expect(200);
      return (body as { clocks: { clockId: string; rule: string; state: string }[] }).clocks;
    };
    const versions = async () =>
      new Map(
        (
          (await sla.query('select clock_id, xmin::text as version from clocks where complaint_id = $1', [
            ticket.complaintId,
          ])) as { clock_id: string; version: string }[]
        ).map((row) => [row.clock_id, row.version]),
      );
    const before = await clocks();
    const [{ terms }] = (await sla.query('select count(*)::int as terms from clock_terms')) as [{ terms: number }];
    for (const migration of migrations.toReversed()) await migration.down(runner);
    const [wide] = await sla.query('select owner, reason, effects, name, basis, rule from clocks limit 1');

    for (const migration of migrations) await migration.up(runner);

    expect(wide).toMatchObject({ reason: { source: expect.any(String) as string }, effects: { onWarning: [] } });
    expect(await clocks()).toEqual(before);
    expect(await sla.query('select count(*)::int as terms from clock_terms')).toEqual([{ terms }]);
    const migrated = await versions();
    await sla.receives(WorkAccepted, anAcceptedTicket({ complaintId: ticket.complaintId }));
    const after = await versions();
    const written = (await clocks()).filter(({ clockId }) => after.get(clockId) !== migrated.get(clockId));
    expect(written.map(({ rule, state }) => [rule, state])).toEqual([['accept', 'met']]);
    await runner.release();
  });
});
