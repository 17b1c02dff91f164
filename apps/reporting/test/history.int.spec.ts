import { ComplaintImported, TicketRegistered } from '@cc/contracts';
import { anImportedComplaint, aRegisteredTicket, startForTest, type ServiceUnderTest } from '@cc/testing';
import { ReportingModule } from '../src/reporting.module.js';

const came = (at: string) => ({ occurredAt: new Date(at), receivedAt: new Date(at) });

describe('complaints of the past', () => {
  let reporting: ServiceUnderTest;
  beforeEach(async () => {
    reporting = await startForTest(ReportingModule);
  });
  afterEach(() => reporting.stop());

  const ask = async (path: string) => (await reporting.as({ role: 'viewer' }).get(path).expect(200)).body;
  const operator = (path: string) => reporting.as({ role: 'platform-operator' }).post(path);

  it('are counted in the months in which they came, each once', async () => {
    const past = [
      // Still April in the organisation's zone, and in UTC; and the first minute of May, which in UTC is April.
      anImportedComplaint(came('2015-04-30T15:59:00Z')),
      anImportedComplaint(came('2015-04-30T16:00:00Z')),
      anImportedComplaint({ ...came('2015-05-20T00:00:00Z'), outcome: 'waiting' }),
    ];

    await reporting.receives(ComplaintImported, past, { times: 2 });

    const { lines, total } = await ask('/reports/group?by=month');
    expect(lines).toMatchObject([
      { month: '2015-04', name: '2015-04', recorded: 1, imported: 1, imported_open: 0 },
      { month: '2015-05', recorded: 2, imported: 2, imported_open: 1 },
    ]);
    expect(total).toMatchObject({ recorded: 3, settled: 0, tickets: 0, closed: 0 });
  });

  it('are told apart from the others below the table of the page', async () => {
    await reporting.receives(ComplaintImported, [anImportedComplaint(), anImportedComplaint({ outcome: 'waiting' })]);

    const browser = await reporting.signedIn({ role: 'viewer' });
    const { text } = await browser.get('/page?period=all').expect(200);

    expect(text).toContain('受理数中有 2 件为导入的历史投诉，其中 1 件待处理。');
  });

  it('count the same when they are counted again from the archive', async () => {
    await reporting.receives(ComplaintImported, [anImportedComplaint(), anImportedComplaint({ outcome: 'waiting' })]);

    const { body: verified } = await operator('/operator/reports/verify').expect(200);
    const { body: rebuilt } = await operator('/operator/reports/rebuild').expect(200);

    expect(verified).toMatchObject({ facts: 2, differences: [], gaps: [] });
    expect(rebuilt.tables).toMatchObject({ cells: { changed: 0 }, complaints: { changed: 0 } });
  });

  it.each([
    [
      'zh',
      '出自文件 tickets-2015.csv 第 7 行，原编号 comcas，原状态“已办结”，按映射 tickets-2015 1 读取，经修正：日月颠倒（swapped）；已在原系统办结',
    ],
    [
      'en',
      'from line 7 of tickets-2015.csv, number comcas there, state "已办结" there, read by mapping tickets-2015 1, put right: day and month changed places (swapped). It was closed there',
    ],
  ])('tell where they come from, in %s, and are found by what their source calls them', async (lang, expected) => {
    const origin = {
      ...anImportedComplaint().origin,
      number: 'comcas',
      repairs: [{ rule: 'swapped', name: { zh: '日月颠倒', en: 'day and month changed places' } }],
    };
    const submission = { source: 'history', sourceId: 'comcas', item: 0 };
    await reporting.receives(ComplaintImported, anImportedComplaint({ origin, submission }));

    const { text } = await reporting
      .as({ role: 'viewer' })
      .get(`/complaints/${encodeURIComponent('history/comcas')}/story?lang=${lang}`)
      .accept('text/plain')
      .expect(200);

    expect(text).toContain(expected);
  });

  it('tell who adopted them', async () => {
    const past = anImportedComplaint({ outcome: 'waiting' });
    const { complaintId, number } = past;
    await reporting.receives(ComplaintImported, past);
    const adoptedBy = { role: 'dispatcher', id: 'gz-07' };

    await reporting.receives(TicketRegistered, aRegisteredTicket({ complaintId, number, adoptedBy }));

    const { body } = await reporting.as({ role: 'viewer' }).get(`/complaints/${number}/story?lang=en`).expect(200);
    expect(body.lines.map(({ sentence }: { sentence: string }) => sentence)).toEqual([
      expect.stringContaining('no clock runs until a person adopts it'),
      expect.stringContaining('dispatcher gz-07 adopted this complaint of the past'),
    ]);
  });
});
