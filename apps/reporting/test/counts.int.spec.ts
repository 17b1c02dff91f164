import {
  ComplaintRecorded,
  ComplaintRefused,
  DeadlineMissed,
  FACTS,
  MissTakenBack,
  TicketAbnormal,
  TicketClosed,
  TicketReopened,
  TicketRegistered,
  WorkDispatched,
} from '@cc/contracts';
import {
  aClosedTicket,
  aDispatchedTicket,
  aMissedDeadline,
  aMissTakenBack,
  anAbnormalTicket,
  aRecordedComplaint,
  aRefusedComplaint,
  aRegisteredTicket,
  aReopenedTicket,
  nextComplaintId,
  startForTest,
  type ServiceUnderTest,
} from '@cc/testing';
import type { QueryRunner } from 'typeorm';
import { TellWhenAbnormalTicketsAreDue0000000000012 } from '../src/migrations/0012-tell-when-abnormal-tickets-are-due.js';
import { WatchOpenTickets0000000000007 } from '../src/migrations/0007-watch-open-tickets.js';
import { ReportingModule } from '../src/reporting.module.js';

const GUANGDONG = { division: '44' };
const HUNAN = { division: '43' };

describe('counts', () => {
  let reporting: ServiceUnderTest;

  beforeEach(async () => {
    reporting = await startForTest(ReportingModule);
  });
  afterEach(() => reporting.stop());

  const report = async (path: string, division = '*') => {
    const { body } = await reporting.as({ role: 'viewer', division }).get(path).expect(200);
    return body as { lines: Record<string, unknown>[]; total: Record<string, number> };
  };
  const verify = async () => {
    const { body } = await reporting.as({ role: 'platform-operator' }).post('/operator/reports/verify').expect(200);
    return body as { facts: number; differences: unknown[]; gaps: unknown[] };
  };

  async function oneTicket(over: { nature?: 'ordinary' | 'repeat' } = {}) {
    const complaintId = nextComplaintId();
    await reporting.receives(ComplaintRecorded, aRecordedComplaint({ complaintId, ...over }), { scope: GUANGDONG });
    await reporting.receives(TicketRegistered, aRegisteredTicket({ complaintId, ...over }), { scope: GUANGDONG });
    await reporting.receives(WorkDispatched, aDispatchedTicket({ complaintId }), { scope: HUNAN });
    return complaintId;
  }

  it('counts where a complaint was recorded, and where its work is', async () => {
    const complaintId = await oneTicket();
    await reporting.receives(TicketClosed, aClosedTicket({ complaintId, onTime: false }), { scope: HUNAN });

    const { lines, total } = await report('/reports/provinces');

    expect(lines).toMatchObject([
      { division: '43', recorded: 0, dispatched: 1, closed: 1, late: 1, on_time: 0 },
      { division: '44', recorded: 1, tickets: 1, dispatched: 0 },
    ]);
    expect(total).toMatchObject({ recorded: 1, tickets: 1, dispatched: 1, closed: 1, late: 1 });
  });

  it('counts each fact once, however often it arrives', async () => {
    const complaint = aRecordedComplaint();

    await reporting.receives(ComplaintRecorded, complaint, { times: 2 });

    expect((await report('/reports/group')).total).toMatchObject({ recorded: 1 });
    expect(await reporting.query('select count(*)::int as facts from facts')).toEqual([{ facts: 1 }]);
  });

  it('counts a batch of many complaints as it counts them one by one', async () => {
    const complaints = Array.from({ length: 40 }, (_, index) =>
      aRecordedComplaint({ nature: index % 4 === 0 ? 'repeat' : 'ordinary' }),
    );

    await reporting.receives(ComplaintRecorded, complaints);

    const { lines } = await report('/reports/group?by=nature');
    expect(lines).toMatchObject([
      { nature: 'ordinary', recorded: 30 },
      { nature: 'repeat', recorded: 10 },
    ]);
    expect((await verify()).differences).toEqual([]);
  });

  it('counts the misses that were none beside those announced', async () => {
    const complaintId = await oneTicket();
    await reporting.receives(DeadlineMissed, aMissedDeadline({ complaintId }));
    await reporting.receives(MissTakenBack, aMissTakenBack({ complaintId }), { times: 2 });

    expect((await report('/reports/group')).total).toMatchObject({ missed: 1, misses_taken_back: 1 });
    expect((await verify()).differences).toEqual([]);
  });

  it('shows a province its own lines only', async () => {
    await oneTicket();

    const { lines, total } = await report('/reports/provinces', '43');

    expect(lines.map(({ division }) => division)).toEqual(['43']);
    expect(total).toMatchObject({ recorded: 0, dispatched: 1 });
    await reporting.as({ role: 'viewer', division: '43' }).get('/reports/group').expect(403);
  });

  it('calls every line by its name, also what never became a complaint', async () => {
    await reporting.receives(ComplaintRecorded, aRecordedComplaint({ channel: 'hotline' }));
    await reporting.receives(ComplaintRefused, aRefusedComplaint());

    expect((await report('/reports/group?by=channel')).lines).toMatchObject([
      { channel: '-', name: '提交被拒绝，未成为投诉', refused: 1, recorded: 0 },
      { channel: 'hotline', name: '热线', refused: 0, recorded: 1 },
    ]);
    expect((await report('/reports/group?by=division&lang=en')).lines).toMatchObject([{ name: 'Guangdong' }]);
  });

  it('hands the table to a spreadsheet', async () => {
    await oneTicket();

    const { text } = await reporting.as({ role: 'viewer' }).get('/reports/provinces').accept('text/csv').expect(200);

    expect(text.split('\r\n').slice(0, 2)).toEqual([
      expect.stringMatching(/^\ufeffdivision,name,recorded,settled/),
      expect.stringMatching(/^43,湖南/),
    ]);
  });

  it('names the field and the rule of a period it cannot read', async () => {
    const { body } = await reporting.as({ role: 'viewer' }).get('/reports/group?from=yesterday&by=mood').expect(422);

    expect(body.violations.map(({ field }: { field: string }) => field)).toEqual(['/from', '/by']);
  });

  it('recounts every figure from the archive and finds a cell that somebody changed', async () => {
    await oneTicket();
    await reporting.query(`update cells set recorded = recorded + 5 where division = '44'`);

    const { differences } = await verify();

    expect(differences).toEqual([
      { cell: expect.stringContaining('telecom-group 44 2026-11-24'), measure: 'recorded', reported: 6, recounted: 1 },
    ]);
  });

  describe('rebuilt from the archive', () => {
    const rebuild = async () => {
      const { body } = await reporting.as({ role: 'platform-operator' }).post('/operator/reports/rebuild').expect(200);
      return body as {
        facts: number;
        tables: Record<'complaints' | 'cells' | 'concerns', { rows: number; changed: number }>;
      };
    };
    const rows = async () => ({
      cells: await reporting.query('select * from cells c order by c::text'),
      complaints: await reporting.query('select * from complaints c order by c::text'),
    });

    it('are the same to the last byte', async () => {
      const complaintId = await oneTicket({ nature: 'repeat' });
      await reporting.receives(TicketClosed, aClosedTicket({ complaintId }), { scope: HUNAN });
      await reporting.receives(ComplaintRefused, aRefusedComplaint());
      const before = await rows();

      const rebuilt = await rebuild();

      expect(rebuilt).toEqual({
        facts: 5,
        tables: {
          complaints: { rows: 1, changed: 0 },
          cells: { rows: before.cells.length, changed: 0 },
          concerns: { rows: 0, changed: 0 },
          cases: { rows: 0, changed: 0 },
          case_members: { rows: 0, changed: 0 },
        },
      });
      expect(await rows()).toEqual(before);
    });

    it('watch the same after the migration as by following the facts: nothing from before a ticket was closed', async () => {
      const reopened = await oneTicket();
      const late = await oneTicket();
      await reporting.receives(DeadlineMissed, aMissedDeadline({ complaintId: reopened }), { scope: GUANGDONG });
      await reporting.receives(TicketAbnormal, anAbnormalTicket({ complaintId: reopened }), { scope: GUANGDONG });
      await reporting.receives(TicketClosed, aClosedTicket({ complaintId: reopened }), { scope: HUNAN });
      await reporting.receives(TicketReopened, aReopenedTicket({ complaintId: reopened }), { scope: HUNAN });
      await reporting.receives(DeadlineMissed, aMissedDeadline({ complaintId: late }), { scope: GUANGDONG });
      const watched = () => reporting.query('select complaint_id, about from concerns');
      const migrations = [new WatchOpenTickets0000000000007(), new TellWhenAbnormalTicketsAreDue0000000000012()];
      const runner = { query: (sql: string) => reporting.query(sql) } as unknown as QueryRunner;

      for (const migration of migrations.toReversed()) await migration.down(runner);
      for (const migration of migrations) await migration.up(runner);

      expect(await watched()).toEqual([{ complaint_id: late, about: expect.any(String) as unknown }]);
      expect((await rebuild()).tables).toMatchObject({ concerns: { rows: 1, changed: 0 } });
    });

    it('mend what somebody changed, added and took away, and say how much that was', async () => {
      await oneTicket();
      const before = await rows();
      await reporting.query(`update cells set recorded = recorded + 5 where division = '44'`);
      await reporting.query(`delete from complaints`);

      expect((await rebuild()).tables).toMatchObject({ complaints: { rows: 1, changed: 1 }, cells: { changed: 1 } });
      expect(await rows()).toEqual(before);
      expect((await verify()).differences).toEqual([]);
    });

    it('miss no fact that comes meanwhile, and count none twice', async () => {
      await Promise.all(Array.from({ length: 5 }, () => oneTicket()));

      const [rebuilt] = await Promise.all([rebuild(), ...Array.from({ length: 20 }, () => oneTicket())]);

      expect(rebuilt.facts).toBeGreaterThanOrEqual(15);
      expect((await report('/reports/group')).total).toMatchObject({ recorded: 25, tickets: 25, dispatched: 25 });
      expect((await verify()).differences).toEqual([]);
    });

    it('are the operator of the platform’s to ask for', async () => {
      await reporting.as({ role: 'operator' }).post('/operator/reports/rebuild').expect(403);
    });
  });

  it.each([
    ['the first one', 'order by position limit 1'],
    ['one in the middle', 'order by position offset 1 limit 1'],
    ['the last one', 'order by position desc limit 1'],
  ])('finds a fact that is missing from the archive: %s', async (_, which) => {
    const complaintId = await oneTicket();
    await reporting.receives(ComplaintRecorded, aRecordedComplaint({ complaintId }));
    await reporting.query(
      `delete from facts where event_id =
         (select event_id from facts where complaint_id = $1 and publisher = 'intake' ${which})`,
      [complaintId],
    );

    const { gaps } = await verify();

    expect(gaps).toEqual([{ topic: FACTS, publisher: 'intake', partition: expect.any(Number), missing: 1 }]);
  });

  it('finds it when nothing of a publisher is left', async () => {
    await oneTicket();
    await reporting.query(`delete from facts where publisher = 'routing'`);

    expect((await verify()).gaps).toEqual([
      { topic: FACTS, publisher: 'routing', partition: expect.any(Number), missing: 1 },
    ]);
  });

  it('archives no sealed field', async () => {
    const complaint = aRecordedComplaint();
    await reporting.receives(ComplaintRecorded, complaint);

    const [{ data }] = (await reporting.query<{ data: object }>('select data from facts')) as [{ data: object }];

    expect(Object.keys(data)).not.toContain('customer');
    expect(Object.keys(data)).not.toContain('text');
    expect(JSON.stringify(data)).not.toContain(complaint.customer);
  });

  it('keeps every month in a partition of its own', async () => {
    await reporting.receives(ComplaintRecorded, aRecordedComplaint());
    reporting.time.set('2026-12-01T10:00:00+08:00');
    await reporting.receives(ComplaintRecorded, aRecordedComplaint());

    const partitions = await reporting.query('select tableoid::regclass::text as month from facts order by 1');

    expect(partitions).toEqual([{ month: 'facts_2026_11' }, { month: 'facts_2026_12' }]);
  });

  it('goes on after a failure in the first batch of a month', async () => {
    await reporting.query('alter table cells add constraint broken check (recorded = 0)');
    await reporting.receives(ComplaintRecorded, aRecordedComplaint(), { parked: true });
    await reporting.query('alter table cells drop constraint broken');

    await reporting.receives(ComplaintRecorded, aRecordedComplaint());

    expect(await reporting.query('select tableoid::regclass::text as month from facts')).toEqual([
      { month: 'facts_2026_11' },
    ]);
  });

  it('reconciles: what was registered is dispatched, or was not yet', async () => {
    const closed = await oneTicket();
    await reporting.receives(TicketClosed, aClosedTicket({ complaintId: closed }), { scope: HUNAN });
    await oneTicket();
    await reporting.receives(TicketRegistered, aRegisteredTicket());

    const { body } = await reporting.as({ role: 'viewer' }).get('/reports/reconciliation').expect(200);

    expect(body).toMatchObject({ registered: 3, dispatched: 2, undispatched: 1, closed: 1, open: 2 });
  });
});
