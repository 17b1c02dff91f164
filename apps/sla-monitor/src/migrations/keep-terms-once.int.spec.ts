import { TicketRegistered, WorkDispatched } from '@cc/contracts';
import { aDispatchedTicket, aRegisteredTicket, startForTest, type ServiceUnderTest } from '@cc/testing';
import { DataSource } from 'typeorm';
import { SlaMonitorModule } from '../sla-monitor.module.js';
import { KeepTermsOnce0000000000005 } from './0005-keep-terms-once.js';

const migration = new KeepTermsOnce0000000000005();

let sla: ServiceUnderTest;
beforeEach(async () => {
  sla = await startForTest(SlaMonitorModule);
}, 60_000);
afterEach(() => sla.stop());

describe('clocks that each held what their rules say', () => {
  it('say the same when it is kept once, and go on with the next fact', async () => {
    const runner = sla.get(DataSource).createQueryRunner();
    const ticket = aRegisteredTicket();
    await sla.receives(TicketRegistered, [ticket, aRegisteredTicket()]);
    const clocks = async () => {
      const { body } = await sla.as({ role: 'viewer' }).get(`/complaints/${ticket.complaintId}/clocks`).expect(200);
      return (body as { clocks: { clockId: string; state: string }[] }).clocks;
    };
    const before = await clocks();
    await migration.down(runner);
    const [wide] = await sla.query('select owner, reason, effects, name, basis, rule from clocks limit 1');

    await migration.up(runner);

    expect(wide).toMatchObject({ reason: { source: expect.any(String) as string }, effects: { onWarning: [] } });
    expect(await clocks()).toEqual(before);
    expect(await sla.query('select count(*)::int as terms from clock_terms')).toEqual([{ terms: 3 }]);
    await sla.receives(WorkDispatched, aDispatchedTicket({ complaintId: ticket.complaintId }));
    expect((await clocks()).filter(({ state }) => state === 'met')).toHaveLength(1);
    await runner.release();
  });
});
