import type { Type } from '@nestjs/common';
import {
  CaseOpened,
  ComplaintRecorded,
  FACTS,
  TicketAnswered,
  TicketRegistered,
  WorkDispatched,
  type ComplaintId,
  type ServiceName,
} from '@cc/contracts';
import { definitionOf, Sealing, type Role, type RouteRule } from '@cc/service-kit';
import {
  aDispatchedTicket,
  anAnsweredTicket,
  anOpenedCase,
  aRecordedComplaint,
  aRegisteredTicket,
  startForTest,
  type ServiceUnderTest,
  type TestCaller,
} from '@cc/testing';
import { ReportingModule } from '@cc/reporting';
import { everyService } from '../src/every-service.js';
import { objectionsTo } from './described-answer.js';

/** The first start of a run migrates the database; the machine may be busy. */
const PATIENCE_MS = 60_000;

const GUANGDONG = '44';
const HUNAN = '43';
const scope = { division: GUANGDONG, unit: '440100' };

/** A complaint of Guangdong, as each service comes to know it. */
const known: Record<ServiceName, (service: ServiceUnderTest) => Promise<ComplaintId>> = {
  async intake(intake) {
    const call = {
      source: 'cc-44',
      sourceId: 'call-1',
      occurredAt: '2026-11-24T09:30:00+08:00',
      channel: 'hotline',
      customer: { name: '林小明', phone: '13800138000' },
      items: [{ kind: 'new', problem: '宽带断网两天', category: ['network'], fault: { region: '440100' } }],
    };
    const { body } = await intake.as({ role: 'intake', division: GUANGDONG }).post('/submissions').send(call);
    return (body as { items: { complaintId: ComplaintId }[] }).items[0]!.complaintId;
  },
  async routing(routing) {
    const complaint = sealedBy(routing);
    await routing.receives(ComplaintRecorded, complaint);
    await routing.receives(TicketRegistered, aRegisteredTicket({ complaintId: complaint.complaintId }));
    return complaint.complaintId;
  },
  async 'sla-monitor'(sla) {
    const ticket = aRegisteredTicket();
    await sla.receives(TicketRegistered, ticket, { scope });
    return ticket.complaintId;
  },
  async notification(notification) {
    const complaint = sealedBy(notification);
    const { complaintId } = complaint;
    await notification.receives(ComplaintRecorded, complaint, { scope });
    await notification.receives(TicketAnswered, anAnsweredTicket({ complaintId }), { scope });
    return complaintId;
  },
  async reporting(reporting) {
    const complaint = aRecordedComplaint();
    await reporting.receives(ComplaintRecorded, complaint, { scope });
    await reporting.receives(WorkDispatched, aDispatchedTicket({ complaintId: complaint.complaintId }), { scope });
    await reporting.receives(CaseOpened, anOpenedCase({ joined: [complaint.complaintId] }), { scope });
    reporting.time.set(new Date(reporting.time.now().getTime() + 2 * 24 * 3_600_000));
    for (const timer of definitionOf(ReportingModule).timers ?? []) await reporting.tick(timer);
    return complaint.complaintId;
  },
};

function sealedBy(service: ServiceUnderTest) {
  const complaint = aRecordedComplaint();
  const seal = (text: object) => service.get(Sealing).seal(text, complaint.complaintId);
  return {
    ...complaint,
    customer: seal({ name: '林小明', phone: '+8613800138000', businessNumber: null }),
    text: seal({ problem: '宽带断网两天', demand: null }),
  };
}

/** Reads that count complaints and show none of them by its id. */
const SUMS = [
  '/cases',
  '/reports/frozen',
  '/reports/frozen/:report',
  '/reports/provinces',
  '/reports/group',
  '/reports/reconciliation',
  '/operator/reconciliation',
];

/** What is for who audits other divisions, never for the own: `apps/routing/src/show-work/show-work.int.spec.ts`. */
const OF_OTHERS = ['/slips'];

/** Asked with a question, about what somebody did before: tested with who looks. */
const ASKED = ['/disclosures', '/messages'];

/** Pages say what the other reads say, to people: `apps/reporting/test/page.int.spec.ts`. */
const isForPrograms = (rule: RouteRule): rule is Exclude<RouteRule, { scope: 'public' }> =>
  rule.scope !== 'public' && !('by' in rule && rule.by === 'session');

/** Reads that show a customer's name and number, and what must be told with the question. */
const IN_CLEAR: Partial<Record<ServiceName, { method: 'get' | 'post'; path: string; role: Role; body?: object }>> = {
  intake: { method: 'post', path: '/complaints/:id/disclosures', role: 'handler', body: { reason: '联系客户' } },
  routing: { method: 'get', path: '/work-orders/:id', role: 'handler' },
  notification: { method: 'get', path: '/callbacks/:id', role: 'callback-agent' },
};

describe.each(everyService.map((module) => [definitionOf(module).service, module as Type] as const))(
  'a complaint of one division, in %s,',
  (name, module) => {
    let service: ServiceUnderTest;
    let complaintId: ComplaintId;
    let routes: string[];
    let platformReads: string[];
    let reads: { path: string; role: Role }[];

    beforeAll(async () => {
      service = await startForTest(module);
      complaintId = await known[name](service);
      const { body } = await service.as({ role: 'platform-operator' }).get('/operator/routes').expect(200);
      const served = body as { method: string; path: string; rule: RouteRule }[];
      routes = served.map(({ path }) => path);
      platformReads = served.flatMap(({ method, path, rule }) =>
        method === 'GET' && rule.scope === 'platform' ? [path] : [],
      );
      reads = served.flatMap(({ method, path, rule }) =>
        method === 'GET' &&
        isForPrograms(rule) &&
        rule.scope !== 'platform' &&
        ![...SUMS, ...OF_OTHERS, ...ASKED].includes(path)
          ? rule.roles.map((role) => ({ path, role }))
          : [],
      );
    }, PATIENCE_MS);
    afterAll(() => service.stop());

    async function seen(who: Omit<TestCaller, 'role'>) {
      const answers = reads.map(async ({ path, role }) => {
        const { status, text } = await service
          .as({ role, ...who })
          .get(path.replace(/:\w+/, complaintId))
          .accept('application/json');
        return { read: `${path} as ${role}`, status, shown: status === 200 && text.includes(complaintId) };
      });
      return Promise.all(answers);
    }
    const everywhere = (shown: boolean) =>
      reads.map(({ path, role }) => ({
        read: `${path} as ${role}`,
        status: !shown && path.includes(':') ? 404 : 200,
        shown,
      }));

    it('is seen by its division, and by who may see all of them', async () => {
      expect(reads.length).toBeGreaterThan(0);
      expect(await seen({ division: GUANGDONG })).toEqual(everywhere(true));
      expect(await seen({ division: '*' })).toEqual(everywhere(true));
    });

    it('is shown with what the published OpenAPI document describes, no less and no more', async () => {
      const answers = reads.map(async ({ path, role }) => {
        const asked = service.as({ role, division: GUANGDONG }).get(path.replace(/:\w+/, complaintId));
        const { body } = await asked.accept('application/json').expect(200);
        return objectionsTo(body, { service: name, method: 'GET', path });
      });

      expect(await Promise.all(answers)).toEqual(reads.map(() => []));
    });

    it('is seen by no other division', async () => {
      expect(await seen({ division: HUNAN })).toEqual(everywhere(false));
    });

    it('is seen by no other organisation, not even by its headquarters', async () => {
      expect(await seen({ organisation: 'northwind', division: GUANGDONG })).toEqual(everywhere(false));
      expect(await seen({ organisation: 'northwind', division: '*' })).toEqual(everywhere(false));
    });

    it('is counted for no other organisation', async () => {
      const counts = async (path: string, organisation: string) => {
        const { status, body } = await service.as({ role: ['viewer', 'operator'], organisation }).get(path);
        return { path, status, anything: /:[1-9]/.test(JSON.stringify(body)) };
      };
      const sums = routes.filter((path) => SUMS.includes(path) && !path.includes(':'));

      for (const path of sums) {
        expect(await counts(path, 'telecom-group')).toEqual({ path, status: 200, anything: true });
        expect(await counts(path, 'northwind')).toEqual({ path, status: 200, anything: false });
      }
    });

    it('is not shown to who runs the platform, not even where it is parked, unless they say why', async () => {
      const value = { complaintId, phone: '13800138000' };
      await service.receivesRaw(FACTS, { key: null, value, headers: { note: '林小明' } });
      const operator = service.as({ role: 'platform-operator', subject: 'ops-1' });
      const [letter] = (await operator.get('/operator/dead-letters').expect(200)).body as { id: string }[];
      const disclosures = () =>
        service.query(`select letter_id, subject, reason from letter_disclosures where letter_id = $1`, [letter!.id]);

      const answers = platformReads.map((path) => operator.get(path.replace(':id', letter!.id)).expect(200));
      const shown = (await Promise.all(answers)).map(({ text }) => text).join();
      const trace = await disclosures();
      await operator.post(`/operator/dead-letters/${letter!.id}/disclosures`).send({}).expect(422);
      const why = { reason: '核对报文格式' };
      const { text } = await operator.post(`/operator/dead-letters/${letter!.id}/disclosures`).send(why).expect(200);

      expect(platformReads).toContain('/operator/dead-letters/:id');
      expect(shown).not.toMatch(new RegExp(`13800138000|林小明|${complaintId}`));
      expect(trace).toEqual([]);
      expect(text).toContain('13800138000');
      expect(await disclosures()).toEqual([{ letter_id: letter!.id, subject: 'ops-1', ...why }]);
    });

    it('shows who complained only to who leaves a trace', async () => {
      const disclosures = async () =>
        (await service.query<{ rows: string }>(`select to_regclass('disclosures')::text as rows`))[0]!.rows === null
          ? []
          : service.query('select complaint_id from disclosures');
      const clear = IN_CLEAR[name];
      const before = await disclosures();
      const ask = async (who: Omit<TestCaller, 'role'>) => {
        if (!clear) return '';
        const agent = service.as({ role: clear.role, ...who });
        const { text } = await agent[clear.method](clear.path.replace(':id', complaintId)).send(clear.body);
        return text;
      };
      const isClear = (text: string) => text.includes('林小明') || text.includes('13800138000');

      expect(isClear(await ask({ division: HUNAN }))).toBe(false);
      expect(isClear(await ask({ organisation: 'northwind' }))).toBe(false);
      expect(await disclosures()).toEqual(before);
      service.time.set(new Date(service.time.now().getTime() + 1000));
      expect(isClear(await ask({ division: GUANGDONG }))).toBe(clear !== undefined);
      expect(await disclosures()).toHaveLength(before.length + (clear ? 1 : 0));
      if (!clear) return;

      const told = async (who: Omit<TestCaller, 'role'>, question: object = { complaint: complaintId }) => {
        const auditor = service.as({ role: 'auditor', ...who });
        const { body } = await auditor.get('/disclosures').query(question).expect(200);
        return (body as { items: { complaintId: string; subject: string }[] }).items;
      };
      const looked = { complaintId, subject: clear.role, disclosedAt: service.time.now().toISOString() };
      const [newest] = await told({ division: GUANGDONG });
      expect(newest).toMatchObject(looked);
      expect(await told({ division: '*' }, { subject: clear.role, from: looked.disclosedAt })).toMatchObject([looked]);
      expect(await told({}, { complaint: complaintId, to: looked.disclosedAt })).toHaveLength(before.length);
      expect(await told({}, { subject: 'nobody' })).toEqual([]);
      expect(await told({ division: HUNAN })).toEqual([]);
      expect(await told({ organisation: 'northwind' })).toEqual([]);
      const { body } = await service.as({ role: 'auditor' }).get('/disclosures').expect(422);
      expect(body).toMatchObject({ violations: [{ field: '/complaint', rule: 'complaint-or-subject' }] });
    });
  },
);
