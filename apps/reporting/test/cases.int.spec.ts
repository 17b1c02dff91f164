import {
  CaseConfirmed,
  CaseOpened,
  CaseRecounted,
  CaseWithdrawn,
  ComplaintRecorded,
  type ComplaintId,
} from '@cc/contracts';
import {
  aConfirmedCase,
  anOpenedCase,
  aRecordedComplaint,
  aRecountedCase,
  aWithdrawnCase,
  minutesAfter,
  schemaDifferences,
  startForTest,
  TUESDAY_MORNING,
  type ServiceUnderTest,
} from '@cc/testing';
import type { QueryRunner } from 'typeorm';
import { TellStaysApart0000000000009 } from '../src/migrations/0009-tell-stays-apart.js';
import { KnowCaseFactsByTheirPlace0000000000014 } from '../src/migrations/0014-know-case-facts-by-their-place.js';
import { ReportingModule } from '../src/reporting.module.js';

const PATIENCE_MS = 60_000;
const at = (minutes: number) => ({ recordedAt: minutesAfter(TUESDAY_MORNING, minutes) });

describe('cases of many complaints', () => {
  let reporting: ServiceUnderTest;
  beforeAll(async () => {
    reporting = await startForTest(ReportingModule);
  }, PATIENCE_MS);
  afterAll(() => reporting.stop());

  const complaints = [1, 2, 3, 4].map((nr) => aRecordedComplaint({ number: `TS2026112400010${nr}` }));
  const ids = complaints.map(({ complaintId }) => complaintId);
  const [first, second, third, fourth] = ids as [ComplaintId, ComplaintId, ComplaintId, ComplaintId];
  const opened = anOpenedCase({ joined: ids.slice(0, 3) });
  const { caseId } = opened;
  const ofHunan = anOpenedCase({ area: { division: '43', category: ['billing'] }, ...at(1) });

  const minute = (minutes: number) => reporting.time.set(minutesAfter(TUESDAY_MORNING, minutes));
  const list = async (query = '', division = '*') =>
    (await reporting.as({ role: 'viewer', division }).get(`/cases${query}`).expect(200)).body as {
      cases: { caseId: string; state: string; size: number }[];
      next: string | null;
    };
  const story = async (complaintId: string) =>
    (
      (await reporting.as({ role: 'viewer' }).get(`/complaints/${complaintId}/story?lang=en`).expect(200)).body as {
        lines: { type: string; sentence: string }[];
      }
    ).lines;

  it('keep the schema of their tables', async () => {
    expect((await schemaDifferences(reporting)).filter((difference) => difference.includes('case'))).toEqual([]);
  });

  it('are shown to headquarters, and to the province whose complaints they are', async () => {
    await reporting.receives(ComplaintRecorded, complaints);
    minute(1);
    await reporting.receives(CaseOpened, opened, { times: 2, scope: { division: '44' } });
    await reporting.receives(CaseOpened, ofHunan, { times: 2, scope: { division: '43' } });

    expect((await list()).cases.map((one) => one.caseId)).toEqual([ofHunan.caseId, caseId]);
    expect((await list('', '44')).cases).toMatchObject([{ caseId, state: 'opened', size: 3 }]);
    expect((await list('', '11')).cases).toEqual([]);
    await reporting.as({ role: 'viewer', division: '11' }).get(`/cases/${caseId}`).expect(404);
    await reporting.as({ role: 'viewer', organisation: 'northwind' }).get(`/cases/${caseId}`).expect(404);
  });

  it('are listed page by page', async () => {
    const page = await list('?limit=1');
    const rest = await list(`?limit=1&after=${page.next}`);

    expect([...page.cases, ...rest.cases].map((one) => one.caseId)).toEqual([ofHunan.caseId, caseId]);
    expect(rest.next).toBeNull();
  });

  it('show who is part of them, by the id of the case or of one of its complaints', async () => {
    const byCase = await reporting.as({ role: 'viewer', division: '44' }).get(`/cases/${caseId}`).expect(200);
    const byComplaint = await reporting.as({ role: 'viewer' }).get(`/cases/${first}`).expect(200);

    expect(byCase.body).toMatchObject({
      caseId,
      counts: [{ counted: 3, atLeast: 3 }],
      members: complaints.slice(0, 3).map(({ complaintId, number }) => ({ complaintId, number, leftAt: null })),
    });
    expect(byComplaint.body).toEqual(byCase.body);
  });

  it('follow what becomes of them, and the stories of their complaints tell it while they are part of them', async () => {
    const left = (complaintId: ComplaintId) => [{ complaintId, verified: 'untrue' as const, withdrawn: false }];
    const scope = { scope: { division: '44' }, times: 2 };
    minute(2);
    await reporting.receives(CaseRecounted, aRecountedCase({ caseId, joined: [fourth], size: 4, ...at(2) }), scope);
    minute(3);
    await reporting.receives(CaseRecounted, aRecountedCase({ caseId, left: left(first), ...at(3) }), scope);
    minute(4);
    await reporting.receives(CaseConfirmed, aConfirmedCase({ caseId, ...at(4) }), scope);
    expect((await list('', '44')).cases).toMatchObject([{ state: 'confirmed', size: 3 }]);
    minute(5);
    await reporting.receives(CaseWithdrawn, aWithdrawnCase({ caseId, left: left(second), ...at(5) }), scope);

    expect((await list('', '44')).cases).toEqual([]);
    expect((await list('?state=withdrawn', '44')).cases).toMatchObject([{ caseId, size: 0 }]);
    const types = async (id: string) => (await story(id)).map(({ type }) => type);
    const recorded = 'complaint.recorded.v1';
    expect(await types(first)).toEqual([recorded, 'case.opened.v1', 'case.recounted.v1']);
    expect(await types(second)).toEqual([recorded, 'case.opened.v1', 'case.confirmed.v1', 'case.withdrawn.v1']);
    expect(await types(third)).toEqual([recorded, 'case.opened.v1', 'case.confirmed.v1']);
    expect(await types(fourth)).toEqual([recorded, 'case.recounted.v1', 'case.confirmed.v1']);
    expect((await story(second))[1]!.sentence).toBe(
      `With others of its kind, 3 in all, it is a case now, to be checked: Mass complaint, ${caseId}.`,
    );
  });

  it('tell who was away while they were confirmed nothing of it, and of both stays', async () => {
    const away = anOpenedCase({ joined: [first, second], ...at(10) });
    const left = [{ complaintId: first, verified: 'untrue' as const, withdrawn: false }];
    const scope = { scope: { division: '44' }, times: 2 };
    const ofCase = { caseId: away.caseId };
    minute(10);
    await reporting.receives(CaseOpened, away, scope);
    minute(11);
    await reporting.receives(CaseRecounted, aRecountedCase({ ...ofCase, joined: [], left, ...at(11) }), scope);
    minute(12);
    await reporting.receives(CaseConfirmed, aConfirmedCase({ ...ofCase, ...at(12) }), scope);
    minute(13);
    await reporting.receives(CaseRecounted, aRecountedCase({ ...ofCase, joined: [first], ...at(13) }), scope);

    const types = (await story(first)).map(({ type }) => type).slice(3);
    expect(types).toEqual(['case.opened.v1', 'case.recounted.v1', 'case.recounted.v1']);
    const { body } = await reporting.as({ role: 'viewer' }).get(`/cases/${away.caseId}`).expect(200);
    const instant = (minutes: number) => at(minutes).recordedAt.toISOString();
    expect((body.members as { complaintId: string }[]).filter((one) => one.complaintId === first)).toMatchObject([
      { joinedAt: instant(10), leftAt: instant(11) },
      { joinedAt: instant(13), leftAt: null },
    ]);
  });

  it('come to the same stays by the migration as by following the facts', async () => {
    const stays = () => reporting.query('select * from case_members order by 1, 2, 3');
    const before = await stays();
    const migration = new TellStaysApart0000000000009();
    const runner = { query: (sql: string) => reporting.query(sql) } as unknown as QueryRunner;

    await migration.down(runner);
    await migration.up(runner);

    expect(before.length).toBeGreaterThan(6);
    expect(await stays()).toEqual(before);
  });

  it('are the same when they are made anew from the archive of facts', async () => {
    const { body } = await reporting.as({ role: 'platform-operator' }).post('/operator/reports/rebuild').expect(200);

    expect(body.tables).toMatchObject({ cases: { rows: 3, changed: 0 }, case_members: { changed: 0 } });
  });

  it('refuse what is no state', async () => {
    const { body } = await reporting.as({ role: 'viewer' }).get('/cases?state=open').expect(422);

    expect(body.violations).toMatchObject([{ field: expect.stringContaining('/state') as unknown }]);
  });

  it('are verified like the others: a fact that the archive has lost is a gap, but for those of before their places were kept', async () => {
    const another = anOpenedCase();
    await reporting.receives(CaseOpened, [anOpenedCase(), another, anOpenedCase()]);
    const verified = async () =>
      (await reporting.as({ role: 'platform-operator' }).post('/operator/reports/verify').expect(200)).body as object;
    expect(await verified()).toMatchObject({ gaps: [], withoutPlace: 0 });
    const [lost] = await reporting
      .query('delete from case_facts where case_id = $1 returning publisher, partition', [another.caseId])
      .then(([rows]) => rows as unknown as { publisher: string; partition: number }[]);

    expect(await verified()).toMatchObject({ gaps: [{ topic: 'complaints.cases', ...lost, missing: 1 }] });

    const migration = new KnowCaseFactsByTheirPlace0000000000014();
    const runner = { query: (sql: string) => reporting.query(sql) } as unknown as QueryRunner;
    const [{ archived }] = (await reporting.query('select count(*)::int as archived from case_facts')) as [
      { archived: number },
    ];
    await migration.down(runner);
    await migration.up(runner);
    expect(await verified()).toMatchObject({ gaps: [], withoutPlace: archived });
    await reporting.receives(CaseOpened, anOpenedCase(), { times: 2 });
    expect(await verified()).toMatchObject({ gaps: [], withoutPlace: archived });
  });
});
