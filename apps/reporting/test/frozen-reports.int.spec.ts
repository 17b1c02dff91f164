import { createHash, randomUUID } from 'node:crypto';
import { ComplaintImported, ComplaintRecorded, ReportReady, TicketRegistered, topics } from '@cc/contracts';
import {
  anImportedComplaint,
  aRecordedComplaint,
  aRegisteredTicket,
  startForTest,
  type ServiceUnderTest,
} from '@cc/testing';
import { FreezeReportsOnTick } from '../src/freeze-reports/on-tick.js';
import { ReportingModule } from '../src/reporting.module.js';

const PATIENCE_MS = 60_000;

describe('reports of a day and a month', () => {
  let reporting: ServiceUnderTest;
  beforeEach(async () => {
    reporting = await startForTest(ReportingModule);
  }, PATIENCE_MS);
  afterEach(() => reporting.stop());

  const at = (local: string) => reporting.time.set(new Date(`${local}+08:00`));
  const freeze = () => reporting.tick(FreezeReportsOnTick);
  const fetch = async (path: string) =>
    (await reporting.as({ role: 'viewer' }).get(path).buffer(true).expect(200)) as unknown as {
      text: string;
      headers: Record<string, string>;
    };
  const verified = async () =>
    (await reporting.as({ role: 'platform-operator' }).post('/operator/reports/verify').expect(200)).body as {
      differences: unknown[];
      frozenOtherwise: unknown[];
      notRecounted: unknown[];
    };

  /** Recorded now, in Guangdong. */
  async function complaints(count: number, over: Parameters<typeof aRecordedComplaint>[0] = {}) {
    for (let nr = 0; nr < count; nr += 1) {
      const complaint = aRecordedComplaint(over);
      const { complaintId } = complaint;
      await reporting.receives(ComplaintRecorded, complaint, { scope: { division: '44' } });
      await reporting.receives(TicketRegistered, aRegisteredTicket({ complaintId }), { scope: { division: '44' } });
    }
  }

  it('are frozen and told once, when their time has come, with what they count and where to fetch it', async () => {
    at('2026-11-24T23:59:59');
    await complaints(2);
    at('2026-11-25T00:00:01');
    await complaints(1);
    at('2026-11-25T01:59:59');
    await freeze();
    expect(await reporting.told(ReportReady)).toEqual([]);

    at('2026-11-25T02:00:00');
    await freeze();
    await freeze();

    const [told, ...others] = await reporting.told(ReportReady);
    expect(others).toEqual([]);
    expect(told).toMatchObject({
      report: 'daily',
      period: { name: '2026-11-24', from: '2026-11-24', to: '2026-11-24' },
      why: { rule: 'daily', basis: 'telecom-group/reports' },
    });
    const [record] = await reporting.sent();
    expect(record).toMatchObject({ topic: topics.reports, key: told!.reportId, division: '00', unit: null });
    const { text, headers } = await fetch(told!.path);
    expect(createHash('sha256').update(text).digest('hex')).toBe(told!.sha256);
    expect(Buffer.byteLength(text)).toBe(told!.bytes);
    expect(headers['content-type']).toBe(told!.contentType);
    expect(text).toContain('\r\n44,network,ordinary,2,0,0,2,');
  });

  it('are one each, however many look at once', async () => {
    at('2026-11-24T12:00:00');
    await complaints(1);
    at('2026-12-31T12:00:00');

    await Promise.all(Array.from({ length: 4 }, freeze));

    const told = await reporting.told(ReportReady);
    expect(told.map(({ report, period }) => `${report} ${period.name}`).sort()).toEqual([
      'daily 2026-11-24',
      'monthly 2026-11',
    ]);
  });

  it('that came due while the service was down are frozen afterwards, one for each day with counts', async () => {
    for (const day of ['2026-11-20', '2026-11-23', '2026-11-24']) {
      at(`${day}T12:00:00`);
      await complaints(1);
    }
    at('2026-11-25T12:00:00');
    await freeze();

    const told = await reporting.told(ReportReady);
    expect(told.map(({ period }) => period.name)).toEqual(['2026-11-20', '2026-11-23', '2026-11-24']);
  });

  it('that cannot be frozen hold up no others, and are tried again', async () => {
    for (const day of ['2026-11-23', '2026-11-24']) {
      at(`${day}T12:00:00`);
      await complaints(1);
    }
    at('2026-11-25T02:00:00');
    await reporting.query(`alter table frozen_reports add constraint broken check (period <> '2026-11-23')`);
    const frozen = async () => (await reporting.told(ReportReady)).map(({ period }) => period.name);

    await freeze();
    expect(await frozen()).toEqual(['2026-11-24']);

    await reporting.query('alter table frozen_reports drop constraint broken');
    await freeze();
    expect(await frozen()).toEqual(['2026-11-24', '2026-11-23']);
  });

  it('are counted again as far back as somebody asks, a month and its days if they do not say', async () => {
    at('2026-11-24T12:00:00');
    await complaints(1);
    at('2026-11-25T02:00:00');
    await freeze();
    await reporting.query(`update frozen_reports set sha256 = 'of other bytes'`);
    const verifiedFor = async (asked: object) =>
      (await reporting.as({ role: 'platform-operator' }).post('/operator/reports/verify').send(asked)).body as object;
    const [recounted, not] = [{ frozenOtherwise: [{ period: '2026-11-24' }] }, { frozenOtherwise: [] }];

    at('2026-12-29T02:00:00');
    expect(await verifiedFor({})).toMatchObject({ ...recounted, frozen: { recounted: 1, of: 1, since: '2026-11-23' } });

    at('2027-03-01T02:00:00');
    expect(await verifiedFor({})).toMatchObject({ ...not, frozen: { recounted: 0, of: 1, since: '2027-01-24' } });
    expect(await verifiedFor({ days: 120 })).toMatchObject({
      ...recounted,
      frozen: { recounted: 1, since: '2026-10-31' },
    });
    expect(await verifiedFor({ days: null })).toMatchObject({ ...recounted, frozen: { recounted: 1, since: null } });
  });

  it('stay as they are when a fact comes late, and a recount gives the same bytes', async () => {
    at('2026-11-24T12:00:00');
    await complaints(3);
    await complaints(1, { category: ['billing'], nature: 'repeat' });
    at('2026-11-25T02:00:00');
    await freeze();
    const [before] = await reporting.told(ReportReady);
    const content = (await fetch(before!.path)).text;

    at('2026-11-24T13:00:00'); // A machine whose clock is behind.
    await complaints(1);
    at('2026-11-26T02:00:00');
    await freeze();

    expect((await fetch(before!.path)).text).toBe(content);
    expect(await verified()).toMatchObject({ frozenOtherwise: [] });
    await reporting.as({ role: 'platform-operator' }).post('/operator/reports/rebuild').expect(200);
    expect(await verified()).toMatchObject({ frozenOtherwise: [] });
    expect(await reporting.told(ReportReady)).toHaveLength(1);
  });

  it('hold nothing of the past that is imported, and are none of a time from before the first fact', async () => {
    const imported = ['2015-06-01', '2026-11-24'].map((day) =>
      anImportedComplaint({ receivedAt: new Date(`${day}T10:00:00+08:00`) }),
    );
    at('2026-11-24T12:00:00');
    await complaints(1);
    await reporting.receives(ComplaintImported, imported, { scope: { division: '44' } });
    at('2026-11-25T02:00:00');

    await freeze();

    const told = await reporting.told(ReportReady);
    expect(told.map(({ period }) => period.name)).toEqual(['2026-11-24']);
    const rows = (await fetch(told[0]!.path)).text.trimEnd().split('\r\n').slice(1);
    expect(rows.map((row) => row.split(',').slice(0, 4))).toEqual([['44', 'network', 'ordinary', '1']]);
    expect(await verified()).toMatchObject({ frozenOtherwise: [] });
  });

  it('are none of a day that holds nothing but imported history', async () => {
    at('2026-11-23T12:00:00');
    await complaints(1);
    await reporting.receives(
      ComplaintImported,
      [anImportedComplaint({ receivedAt: new Date('2026-11-24T10:00:00+08:00') })],
      { scope: { division: '44' } },
    );
    at('2026-11-26T02:00:00');

    await freeze();

    expect((await reporting.told(ReportReady)).map(({ period }) => period.name)).toEqual(['2026-11-23']);
  });

  it('and counts of an organisation that is not configured any more are named, and hold up no recount', async () => {
    at('2026-11-24T12:00:00');
    await complaints(2);
    at('2026-11-25T02:00:00');
    await freeze();
    await reporting.query(
      `insert into frozen_reports select (jsonb_populate_record(f, '{"organisation": "gone", "report_id": "${randomUUID()}"}')).* from frozen_reports as f`,
    );
    await reporting.query(
      `insert into cells select (jsonb_populate_record(c, '{"organisation": "gone"}')).* from cells as c`,
    );

    expect(await verified()).toMatchObject({
      differences: [],
      frozenOtherwise: [],
      notRecounted: [{ organisation: 'gone', cells: 1, frozen: 1 }],
    });
  });

  it('whose bytes were changed are found', async () => {
    at('2026-11-24T12:00:00');
    await complaints(1);
    at('2026-11-25T02:00:00');
    await freeze();
    const [told] = await reporting.told(ReportReady);

    await reporting.query(`update frozen_reports set sha256 = repeat('0', 64)`);

    expect(await verified()).toMatchObject({
      frozenOtherwise: [{ reportId: told!.reportId, period: '2026-11-24', recounted: told!.sha256 }],
    });
  });

  it('are for headquarters of their organisation alone', async () => {
    at('2026-11-24T12:00:00');
    await complaints(1);
    at('2026-11-25T02:00:00');
    await freeze();
    const [told] = await reporting.told(ReportReady);
    const { path, reportId } = told!;

    const list = await reporting.as({ role: 'viewer' }).get('/reports/frozen').expect(200);
    expect(list.body).toMatchObject({ reports: [{ reportId, path }] });
    await reporting.as({ role: 'viewer', division: '44' }).get(path).expect(403);
    await reporting.as({ role: 'viewer', organisation: 'northwind' }).get(path).expect(404);
    const other = await reporting.as({ role: 'viewer', organisation: 'northwind' }).get('/reports/frozen').expect(200);
    expect(other.body).toEqual({ reports: [] });
  });
});
