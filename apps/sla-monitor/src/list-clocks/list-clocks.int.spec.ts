import { TicketRegistered, WorkDispatched, type ComplaintId } from '@cc/contracts';
import {
  aDispatchedTicket,
  aRegisteredTicket,
  hoursAfter,
  minutesAfter,
  startForTest,
  TUESDAY_MORNING,
  type ServiceUnderTest,
  type TestCaller,
} from '@cc/testing';
import type { Caller } from '@cc/service-kit';
import { DataSource } from 'typeorm';
import { NoticeDueInstantsOnTick } from '../notice-due-instants/on-tick.js';
import { SlaMonitorModule } from '../sla-monitor.module.js';
import { ClockRow } from '../watched-clock.entity.js';
import { Filters } from './filters.js';
import { pageOfClocks } from './page-of-clocks.js';

const headquarters: TestCaller = { role: 'viewer' };
const guangdong: TestCaller = { role: 'supervisor', division: '44' };

interface Listed {
  clocks: { complaintId: string; clockId: string; dueAt: string; rule: string; scope: { division: string } }[];
  next: string | null;
}

interface Planned {
  'Index Name'?: string;
  'Actual Rows': number;
  'Rows Removed by Filter'?: number;
  Plans?: Planned[];
}

/** What reads rows, of a plan. */
const scansIn = (plan: Planned): Planned[] => (plan.Plans ? plan.Plans.flatMap(scansIn) : [plan]);

/** The first start of a run migrates the database; the machine may be busy. */
const PATIENCE_MS = 60_000;

describe('the clocks over HTTP', () => {
  let sla: ServiceUnderTest;
  beforeEach(async () => {
    sla = await startForTest(SlaMonitorModule);
  }, PATIENCE_MS);
  afterEach(() => sla.stop());

  async function ticketOf(division: string, minutes = 0): Promise<ComplaintId> {
    const recordedAt = minutesAfter(TUESDAY_MORNING, minutes);
    const ticket = aRegisteredTicket({ recordedAt, receivedAt: recordedAt });
    await sla.receives(TicketRegistered, ticket, { scope: { division } });
    return ticket.complaintId;
  }

  async function list(query: string, caller = headquarters): Promise<Listed> {
    const { body } = await sla.as(caller).get(`/clocks?${query}`).expect(200);
    return body as Listed;
  }

  describe('of one complaint', () => {
    it('say why: start, rule, source, due, warned and missed, in two languages', async () => {
      const complaintId = await ticketOf('44');
      sla.time.set(hoursAfter(TUESDAY_MORNING, 37));
      await sla.tick(NoticeDueInstantsOnTick);

      const { body } = await sla.as(guangdong).get(`/complaints/${complaintId}/clocks`).expect(200);

      expect(body).toMatchObject({
        complaintId,
        scope: { organisation: 'telecom-group', division: '44', unit: null },
        counts: { overdue: 1, warned: 1 },
        abnormal: ['overdue', 'aboutToBeOverdue'],
      });
      const { clocks } = body as { clocks: { rule: string; basis: { id: string } }[] };
      expect(clocks.find(({ rule }) => rule === 'dispatch')).toMatchObject({
        name: { zh: '派单', en: 'Dispatch' },
        state: 'armed',
        late: true,
        startedAt: TUESDAY_MORNING.toISOString(),
        startedBy: 'ticket.registered',
        pauses: [],
        dueAt: minutesAfter(TUESDAY_MORNING, 30).toISOString(),
        missed: {
          dueAt: minutesAfter(TUESDAY_MORNING, 30).toISOString(),
          noticedAt: hoursAfter(TUESDAY_MORNING, 37).toISOString(),
        },
        why: { rule: 'dispatch', basis: 'telecom-group/limits', version: '2026', source: 'ours' },
      });
      expect(clocks.find(({ rule, basis }) => rule === 'D1' && basis.id === 'telecom-group/limits')).toMatchObject({
        late: false,
        warnedTo: hoursAfter(TUESDAY_MORNING, 36).toISOString(),
        missed: null,
      });
      expect(clocks.find(({ basis }) => basis.id === 'telecom-user-appeal-regulation')).toMatchObject({
        why: { basis: 'telecom-user-appeal-regulation', source: expect.stringContaining('第八条') as string },
      });
    });

    it('are hidden from other divisions as if there were none', async () => {
      const complaintId = await ticketOf('44');

      const other = await sla.as({ role: 'handler', division: '43' }).get(`/complaints/${complaintId}/clocks`);
      const unknown = await sla.as(guangdong).get('/complaints/00000000-0000-4000-8000-000000000000/clocks');

      expect([other.status, unknown.status]).toEqual([404, 404]);
      expect(other.body).toEqual({ ...(unknown.body as object), instance: `/complaints/${complaintId}/clocks` });
      expect(other.type).toBe('application/problem+json');
    });

    it('are seen by the division that has the work now', async () => {
      const complaintId = await ticketOf('44');
      await sla.receives(WorkDispatched, aDispatchedTicket({ complaintId }), {
        scope: { division: '43', unit: '43-centre' },
      });

      await sla.as({ role: 'handler', division: '43' }).get(`/complaints/${complaintId}/clocks`).expect(200);
      await sla.as({ role: 'handler', division: '44' }).get(`/complaints/${complaintId}/clocks`).expect(404);
    });

    it('are refused without a token, without a role that may, and for an id that is none', async () => {
      const complaintId = await ticketOf('44');

      await sla.http.get(`/complaints/${complaintId}/clocks`).expect(401);
      await sla.as({ role: 'intake' }).get(`/complaints/${complaintId}/clocks`).expect(403);
      await sla.as(guangdong).get('/complaints/4711/clocks').expect(422);
    });
  });

  describe('across complaints', () => {
    it('come the earliest due first, page by page, none twice and none left out', async () => {
      // Two tickets of the same instant: the due instant alone does not order them.
      for (const minutes of [20, 0, 10, 10]) await ticketOf('44', minutes);

      const pages: Listed[] = [];
      for (let next: string | null = ''; next !== null; next = pages.at(-1)!.next) {
        pages.push(await list(`limit=5${next && `&after=${next}`}`));
      }

      const clocks = pages.flatMap((page) => page.clocks);
      const due = clocks.map(({ dueAt }) => dueAt);
      expect(pages.map((page) => page.clocks.length)).toEqual([5, 5, 2]);
      expect(new Set(clocks.map(({ complaintId, clockId }) => `${complaintId} ${clockId}`)).size).toBe(12);
      expect(due).toEqual([...due].sort());
    });

    it('show a division its own, and headquarters all', async () => {
      await ticketOf('44');
      await ticketOf('43');

      const own = await list('', guangdong);
      const all = await list('');

      expect(new Set(own.clocks.map(({ scope }) => scope.division))).toEqual(new Set(['44']));
      expect(all.clocks).toHaveLength(6);
      expect((await list('division=43')).clocks).toHaveLength(3);
      expect((await list('division=43', guangdong)).clocks).toEqual([]);
    });

    it('are filtered by due instant, state, miss, rule and basis', async () => {
      const complaintId = await ticketOf('44');
      await sla.receives(WorkDispatched, aDispatchedTicket({ complaintId }));
      await ticketOf('44');
      sla.time.set(minutesAfter(TUESDAY_MORNING, 31));
      await sla.tick(NoticeDueInstantsOnTick);

      const rules = async (query: string) => (await list(query)).clocks.map(({ rule }) => rule).sort();
      const tomorrow = hoursAfter(TUESDAY_MORNING, 24).toISOString();

      expect(await rules(`due-before=${tomorrow}`)).toEqual(['accept', 'dispatch']);
      expect(await rules(`due-from=${tomorrow}&rule=D1`)).toEqual(['D1', 'D1', 'D1', 'D1']);
      expect(await rules('state=met')).toEqual(['dispatch']);
      expect(await rules('state=met,armed&rule=dispatch')).toEqual(['dispatch', 'dispatch']);
      expect(await rules('missed=true')).toEqual(['dispatch']);
      expect(await rules('basis=telecom-user-appeal-regulation')).toEqual(['D1', 'D1']);
    });

    const others = Array.from({ length: 31 }, (_, n) => String(100 + n));

    it.each([
      { who: 'headquarters', divisions: '*', index: 'clocks_due', most: 102 },
      { who: 'who leads a division', divisions: ['44'], index: 'clocks_running', most: 102 },
      { who: 'who leads a division that has few', divisions: ['43'], index: 'clocks_running', most: 3 },
    ] as const)(
      'are found for $who without going through those that are over or of others',
      async ({ divisions, index, most }) => {
        await ticketOf('44');
        await ticketOf('43');
        const copies = `
          insert into clocks (complaint_id, clock_id, terms_id, organisation, division, state, started_at, started_by,
                              due_at, warn_at, paused, met_at)
          select gen_random_uuid(), clock_id, terms_id, organisation`;
        await sla.query(
          `${copies}, division, 'met', started_at, started_by, due_at - n * interval '1 second', warn_at, paused, started_at
             from clocks, generate_series(1, 5000) n`,
        );
        await sla.query(
          `${copies}, d, 'armed', started_at, started_by, due_at - n * interval '1 second', warn_at, paused, null
             from clocks, generate_series(1, 500) n, unnest($1::text[]) d
            where division = '44' and state = 'armed'`,
          [['44', ...others]],
        );
        await sla.query('analyze clocks');
        const caller = { organisation: 'telecom-group', divisions } as Caller;
        const metadata = sla.get(DataSource).getMetadata(ClockRow);
        const { sql, parameters } = pageOfClocks(Filters.parse({ state: 'armed,paused' }), caller, metadata);

        const [
          {
            'QUERY PLAN': [{ Plan: plan }],
          },
        ] = (await sla.query(`explain (analyze, format json) ${sql}`, parameters)) as [
          { 'QUERY PLAN': [{ Plan: Planned }] },
        ];

        const scans = scansIn(plan);
        const read = scans.reduce((sum, scan) => sum + scan['Actual Rows'] + (scan['Rows Removed by Filter'] ?? 0), 0);
        expect(scans.map((scan) => scan['Index Name'])).toEqual([index, index]);
        expect(read).toBeLessThanOrEqual(most);
      },
    );

    it('refuse a filter that is none, and say which', async () => {
      const { body } = await sla.as(headquarters).get('/clocks?due-before=tomorrow&colour=red&after=x').expect(422);

      const { violations } = body as { violations: { field: string }[] };
      expect(violations.map(({ field }) => field)).toEqual(expect.arrayContaining(['/due-before', '/after']));
    });
  });
});
