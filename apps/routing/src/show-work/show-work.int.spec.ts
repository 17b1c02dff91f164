import { CallbackMade, DeadlineMissed, type WorkAction } from '@cc/contracts';
import {
  aCallback,
  aMissedDeadline,
  hoursAfter,
  startForTest,
  type ServiceUnderTest,
  type TestCaller,
} from '@cc/testing';
import {
  aCustomer,
  acts,
  anAction,
  anAnsweredTicket,
  aRoutedTicket,
  aSlip,
  aSlipToAudit,
  aText,
  auditOf,
  routedTickets,
} from '../routed.fixture.js';
import { RoutingModule } from '../routing.module.js';

let routing: ServiceUnderTest;
beforeEach(async () => {
  routing = await startForTest(RoutingModule);
});
afterEach(() => routing.stop());

interface Page {
  items: { complaintId: string; unit: string; stage: string; overdue: boolean; supervised: boolean }[];
  next: string | null;
}

const list = async (caller: TestCaller, query: Record<string, string> = {}): Promise<Page> => {
  const { status, body } = await routing.as(caller).get('/work-orders').query(query);
  expect(status).toBe(200);
  return body as Page;
};
const gd: TestCaller = { role: 'handler', division: '44' };

describe('the queue', () => {
  it('shows a division its own open work, the earliest due first', async () => {
    const first = await aRoutedTicket(routing);
    routing.time.set(hoursAfter(routing.time.now(), 1));
    const second = await aRoutedTicket(routing, { recordedAt: routing.time.now(), receivedAt: routing.time.now() });
    await aRoutedTicket(routing, { faultRegion: '430100' });
    const closed = await anAnsweredTicket(routing);
    await routing.receives(CallbackMade, aCallback({ complaintId: closed }));

    const { items } = await list(gd);

    expect(items.map(({ complaintId }) => complaintId)).toEqual([first, second]);
  });

  it('shows a unit its own, when the token names one', async () => {
    await aRoutedTicket(routing, { faultRegion: '440100' });
    const shenzhen = await aRoutedTicket(routing, { faultRegion: '440300' });

    const { items } = await list({ ...gd, unit: '440300' });

    expect(items.map(({ complaintId }) => complaintId)).toEqual([shenzhen]);
  });

  it('holds no personal data', async () => {
    await aRoutedTicket(routing);

    const page = JSON.stringify(await list(gd));

    for (const words of [...Object.values(aCustomer), ...Object.values(aText)]) expect(page).not.toContain(words);
  });

  it('is read page by page, each work once', async () => {
    const ids = await routedTickets(
      routing,
      Array.from({ length: 7 }, () => ({})),
    );

    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Page = await list(gd, { limit: '3', ...(after && { after }) });
      seen.push(...page.items.map(({ complaintId }) => complaintId));
      after = page.next;
    } while (after);

    expect(seen).toEqual([...ids].sort());
  });

  it('filters by stage, unit, overdue and supervised', async () => {
    const [waiting, accepted, missed] = await routedTickets(routing, [{}, { faultRegion: '440300' }, {}]);
    await acts(routing, anAction(routing, accepted!, { action: 'accept' }));
    await routing.receives(DeadlineMissed, aMissedDeadline({ complaintId: missed! }));
    routing.time.set(hoursAfter(routing.time.now(), 5));
    const idsOf = async (query: Record<string, string>) =>
      (await list(gd, query)).items.map(({ complaintId }) => complaintId).sort();

    expect(await idsOf({ stage: 'accepted' })).toEqual([accepted]);
    expect(await idsOf({ stage: 'accepted,dispatched' })).toHaveLength(3);
    expect(await idsOf({ unit: '440300' })).toEqual([accepted]);
    expect(await idsOf({ overdue: 'true' })).toEqual([waiting, missed].sort());
    expect(await idsOf({ overdue: 'false' })).toEqual([accepted]);
    expect(await idsOf({ supervised: 'true' })).toEqual([missed]);
    expect(await idsOf({ division: '43' })).toEqual([]);
  });

  it.each([{ stage: 'nowhere' }, { limit: '0' }, { after: 'x' }, { unknown: '1' }])('refuses %p', async (query) => {
    const { status, body } = await routing.as(gd).get('/work-orders').query(query);

    expect(status).toBe(422);
    expect(body).toHaveProperty('violations');
  });

  it('is read through its index, however much work there is', async () => {
    await aRoutedTicket(routing);
    await routing.query(`
      insert into tickets select (jsonb_populate_record(t, jsonb_build_object('complaint_id', gen_random_uuid(),
        'division', (n % 31)::text, 'due_at', t.due_at + n * interval '1 second'))).*
        from tickets t, generate_series(1, 4000) n`);
    await routing.query('analyze tickets');

    const [{ 'QUERY PLAN': plan }] = (await routing.query(`explain (format json)
      select * from tickets t where t.organisation = 'telecom-group' and t.division = any('{4}')
         and t.stage = any('{dispatched,accepted}')
       order by coalesce(t.due_at, 'infinity'::timestamptz), t.complaint_id limit 51`)) as [{ 'QUERY PLAN': unknown }];

    expect(JSON.stringify(plan)).toContain('tickets_queue');
  });
});

describe('one work order', () => {
  const show = (id: string, caller = gd) => routing.as(caller).get(`/work-orders/${id}`);

  it('shows its handler who complains and about what, and leaves a trace', async () => {
    const complaintId = await anAnsweredTicket(routing);

    const { status, body } = await show(complaintId, { ...gd, subject: 'gd-4711' });

    expect(status).toBe(200);
    expect(body).toMatchObject({
      clear: { customer: aCustomer, text: aText, later: [{ kind: 'slip', findings: aSlip.findings }] },
    });
    expect(await routing.query('select complaint_id, subject, roles, division, unit, reason from disclosures')).toEqual(
      [
        {
          complaint_id: complaintId,
          subject: 'gd-4711',
          roles: ['handler'],
          division: '44',
          unit: '440100',
          reason: 'work order',
        },
      ],
    );
  });

  it('shows others everything but the person', async () => {
    const complaintId = await aRoutedTicket(routing);

    const { body } = await show(complaintId, { role: 'viewer', division: '44' });

    expect(body).toMatchObject({ complaintId, clear: null });
    for (const words of Object.values(aCustomer)) expect(JSON.stringify(body)).not.toContain(words);
    expect(await routing.query('select * from disclosures')).toEqual([]);
  });

  it('says why it is where it is, what is due, and what may be done', async () => {
    const complaintId = await aRoutedTicket(routing);
    await acts(routing, anAction(routing, complaintId, { action: 'reply', slip: aSlip }));

    const { body } = await show(complaintId);

    expect(body).toMatchObject({
      stage: 'dispatched',
      due: [{ clock: 'telecom-group/limits/accept/1', why: { rule: 'accept' } }, {}, {}],
      allowedActions: [{ role: 'handler', actions: ['accept', 'return', 'transfer', 'requestExtension'] }],
      dispatches: [{ dispatchNo: 1, unit: '440100' }],
      decisions: [
        { kind: 'dispatch', why: { basis: 'telecom-group/dispatch' } },
        { kind: 'action', answer: { allowed: false }, why: { rule: 'reply/not-at-dispatched' } },
      ],
      actions: [{ action: 'reply', result: 'refused' }],
      requests: [],
    });
  });

  it.each(['another division', 'a complaint that is not there', 'an id that is none'])(
    'answers 404 for %s',
    async (what) => {
      const complaintId = await aRoutedTicket(routing);
      const id = { 'an id that is none': 'x', 'another division': complaintId }[what] ?? crypto.randomUUID();

      const { status } = await show(id, { role: 'handler', division: '43' });

      expect(status).toBe(404);
      expect(await routing.query('select * from disclosures')).toEqual([]);
    },
  );
});

describe('a slip that waits for an audit', () => {
  const centre: TestCaller = { role: 'auditor', division: 'g1', subject: 'g1-0815' };
  const slips = async (caller: TestCaller, query: Record<string, string> = {}) => {
    const { body } = await routing.as(caller).get('/slips').query(query).expect(200);
    return body as { items: { complaintId: string }[]; next: string | null };
  };
  const others: [string, TestCaller][] = [
    ['the division that wrote it', { role: 'auditor', division: '44' }],
    ['another division', { role: 'auditor', division: '43' }],
    ["the group, which audits the centre's own alone", { role: 'auditor', division: '00' }],
    ['who acts for the writing division too', { role: 'auditor', division: ['44', 'g1'] }],
    ['another organisation', { role: 'auditor', organisation: 'northwind' }],
  ];

  it('is in the queue of the supervision centre with the rule that says so, without personal data', async () => {
    const complaintId = await aSlipToAudit(routing);

    const page = await slips(centre);

    expect(page).toMatchObject({
      items: [{ complaintId, writtenBy: { division: '44', unit: '440100' }, why: { rule: 'centre-audits' } }],
      next: null,
    });
    for (const words of [...Object.values(aCustomer), ...Object.values(aText), aSlip.findings]) {
      expect(JSON.stringify(page)).not.toContain(words);
    }
  });

  it('leaves the queue with its audit', async () => {
    const complaintId = await aSlipToAudit(routing);

    await acts(routing, auditOf(routing, complaintId, 'g1-0815'), 'g1');

    expect(await slips(centre)).toEqual({ items: [], next: null });
  });

  it('is read page by page, each once', async () => {
    const ids = [await aSlipToAudit(routing), await aSlipToAudit(routing), await aSlipToAudit(routing)];

    const first = await slips(centre, { limit: '2' });
    const second = await slips(centre, { limit: '2', after: first.next! });

    expect([...first.items, ...second.items].map(({ complaintId }) => complaintId).sort()).toEqual([...ids].sort());
    expect(second.next).toBeNull();
    const { body } = await routing.as(centre).get('/slips').query({ after: 'x' }).expect(422);
    expect(body.violations).toMatchObject([{ field: '/after', rule: 'cursor' }]);
  });

  it.each(others)('is in no queue of %s', async (_, caller) => {
    await aSlipToAudit(routing);

    expect(await slips(caller)).toEqual({ items: [], next: null });
  });

  it('is shown to its auditor with the problem, not with the person, and leaves a trace', async () => {
    const complaintId = await aSlipToAudit(routing);

    const { body, text } = await routing.as(centre).get(`/work-orders/${complaintId}`).expect(200);

    expect(body).toMatchObject({
      stage: 'replied',
      allowedActions: [{ role: 'auditor', actions: ['refuseReply', 'approveReply'], records: [] }],
      clear: { customer: null, text: aText, later: [{ kind: 'slip', findings: aSlip.findings }] },
    });
    for (const words of Object.values(aCustomer)) expect(text).not.toContain(words);
    expect(await routing.query('select complaint_id, subject, roles, division, reason from disclosures')).toEqual([
      { complaint_id: complaintId, subject: 'g1-0815', roles: ['auditor'], division: '44', reason: 'audit' },
    ]);
  });

  it('is shown to its auditor as it stands now, without what else was written about the complaint', async () => {
    const complaintId = await aSlipToAudit(routing);
    const refused: WorkAction = { action: 'refuseReply', reasonCode: 'slip-incomplete', text: '缺少核查' };
    const auditor = { role: 'auditor', id: 'g1-0815' } as const;
    await acts(routing, anAction(routing, complaintId, refused, { by: auditor }), 'g1');
    const better = { ...aSlip, findings: '光缆被施工挖断，附现场照片' };
    await acts(routing, anAction(routing, complaintId, { action: 'reply', slip: better }));
    const written = await routing.query('select kind from sealed_contents order by kind');
    expect(written).toEqual([{ kind: 'complaint' }, { kind: 'replyRefusal' }, { kind: 'slip' }, { kind: 'slip' }]);

    const { body } = await routing.as(centre).get(`/work-orders/${complaintId}`).expect(200);

    expect(body.clear).toMatchObject({ text: aText, later: [{ kind: 'slip', findings: better.findings }] });
    expect(body.clear.later).toHaveLength(1);
  });

  it('is not theirs to see before it is written, nor after its audit', async () => {
    const early = await aRoutedTicket(routing, { channelLevel: 'appeal' });
    await acts(
      routing,
      anAction(routing, early, { action: 'transfer', to: { division: '44', unit: '440100' }, reasonCode: 'x' }),
      'g1',
    );
    const late = await aSlipToAudit(routing);
    await acts(routing, auditOf(routing, late, 'g1-0815'), 'g1');

    for (const id of [early, late]) await routing.as(centre).get(`/work-orders/${id}`).expect(404);

    expect(await routing.query('select * from disclosures')).toEqual([]);
  });

  it.each(others)('is not disclosed to %s', async (_, caller) => {
    const complaintId = await aSlipToAudit(routing);

    const { text } = await routing.as(caller).get(`/work-orders/${complaintId}`);

    for (const words of [...Object.values(aText), aSlip.findings]) expect(text).not.toContain(words);
    expect(await routing.query('select * from disclosures')).toEqual([]);
  });
});
