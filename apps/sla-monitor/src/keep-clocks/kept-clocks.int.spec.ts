import { TicketRegistered } from '@cc/contracts';
import { aRegisteredTicket, startForTest, type ServiceUnderTest } from '@cc/testing';
import { DataSource } from 'typeorm';
import { SlaMonitorModule } from '../sla-monitor.module.js';
import type { ClockRow } from '../watched-clock.entity.js';
import { withTerms } from './kept-clocks.js';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';
const losesItsTerms = `update clocks set terms_id = '${UNKNOWN}' where clock_id like '%dispatch%'
  returning complaint_id as "complaintId", clock_id as "clockId", terms_id as "termsId"`;

let sla: ServiceUnderTest;
beforeEach(async () => {
  sla = await startForTest(SlaMonitorModule);
  await sla.receives(TicketRegistered, aRegisteredTicket());
}, 60_000);
afterEach(() => sla.stop());

describe('a clock', () => {
  it('does not lose its terms', async () => {
    await expect(sla.query(losesItsTerms)).rejects.toThrow('clocks_terms_id_fkey');
    await expect(sla.query('delete from clock_terms')).rejects.toThrow('clocks_terms_id_fkey');
  });

  it('is named, and what it lacks, when its terms are gone all the same', async () => {
    await sla.query('alter table clocks drop constraint clocks_terms_id_fkey');
    const [rows] = (await sla.query(losesItsTerms)) as unknown as [
      Pick<ClockRow, 'complaintId' | 'clockId' | 'termsId'>[],
    ];
    const [{ clockId, complaintId }] = rows as [ClockRow];

    const asked = withTerms(sla.get(DataSource), rows);

    await expect(asked).rejects.toThrow(`clock ${clockId} of complaint ${complaintId} runs under terms ${UNKNOWN}`);
  });
});
