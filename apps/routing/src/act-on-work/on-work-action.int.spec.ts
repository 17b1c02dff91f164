import {
  CallbackMade,
  FACTS,
  SlipToAudit,
  TicketAnswered,
  TicketClosed,
  WorkAccepted,
  WorkActionAnswered,
  WorkDispatched,
  WorkOrder,
  WorkOrderChanged,
  WorkReplied,
  type ComplaintId,
  type WorkActionSubmitted,
} from '@cc/contracts';
import { Sealing } from '@cc/service-kit';
import { aCallback, hoursAfter, nextComplaintId, startForTest, type ServiceUnderTest } from '@cc/testing';
import { DataSource } from 'typeorm';
import { KeepWhatAnActionAsked0000000000007 } from '../migrations/0007-keep-what-an-action-asked.js';
import {
  acts,
  anAction,
  aRoutedTicket,
  asRecord,
  aSlip,
  aSlipToAudit,
  auditOf,
  routedTickets,
  stageOf,
  TRACE,
} from '../routed.fixture.js';
import { RoutingModule } from '../routing.module.js';

let routing: ServiceUnderTest;
beforeEach(async () => {
  routing = await startForTest(RoutingModule);
});
afterEach(() => routing.stop());

const TOPIC = 'complaints.work-actions.44';

const taken = (actionId: string) => ({ field: '/actionId', value: actionId, rule: 'conflict' });

const changesOn = async (division: string) =>
  (await routing.sent())
    .filter(({ type, topic }) => type === WorkOrderChanged.type && topic === `complaints.work.${division}`)
    .map(({ data }) => (data as { change: string }).change);

describe('the journey of a work order', () => {
  it('goes from dispatch over accept and reply to the archive', async () => {
    const complaintId = await aRoutedTicket(routing);

    const [accepted] = await acts(routing, anAction(routing, complaintId, { action: 'accept' }));
    const [replied] = await acts(routing, anAction(routing, complaintId, { action: 'reply', slip: aSlip }));
    await routing.receives(CallbackMade, aCallback({ complaintId }), { times: 2 });

    expect(accepted).toMatchObject({
      result: 'done',
      stage: 'accepted',
      allowedActions: ['return', 'transfer', 'reply', 'pause', 'requestExtension'],
    });
    expect(replied).toMatchObject({ result: 'done', stage: 'answered', why: { rule: 'slip-is-the-answer' } });
    expect(await routing.published(WorkAccepted)).toMatchObject([{ complaintId, by: { id: 'gd-4711' } }]);
    expect(await routing.published(TicketAnswered)).toMatchObject([
      { complaintId, verification: 'true', callback: { owed: true } },
    ]);
    expect(await routing.published(TicketClosed)).toMatchObject([{ complaintId, closedAs: 'satisfied', onTime: true }]);
    expect((await routing.told(WorkOrderChanged)).map(({ change }) => change)).toEqual(['answered', 'closed']);
    expect(await stageOf(routing, complaintId)).toBe('closed');
  });

  it('says late when the answer came after its due time', async () => {
    const complaintId = await aRoutedTicket(routing);

    routing.time.set(hoursAfter(routing.time.now(), 49));
    await acts(routing, anAction(routing, complaintId, { action: 'accept' }));
    await acts(routing, anAction(routing, complaintId, { action: 'reply', slip: aSlip }));
    await routing.receives(CallbackMade, aCallback({ complaintId }));

    expect(await routing.published(TicketClosed)).toMatchObject([{ onTime: false }]);
  });

  it('seals the slip, on the way and at rest', async () => {
    const complaintId = await aRoutedTicket(routing);
    await acts(routing, anAction(routing, complaintId, { action: 'accept' }));

    await acts(routing, anAction(routing, complaintId, { action: 'reply', slip: aSlip }));

    const [replied] = await routing.published(WorkReplied);
    const [kept] = await routing.query<{ text: string }>(`select text from sealed_contents where kind = 'slip'`);
    expect(kept!.text).toBe(replied!.slip);
    expect(kept!.text).not.toContain(aSlip.findings);
    expect(routing.get(Sealing).open(replied!.slip, complaintId)).toEqual(aSlip);
  });

  it('keeps every fact of it in the trace of the submission', async () => {
    const complaintId = await aRoutedTicket(routing);
    await acts(routing, anAction(routing, complaintId, { action: 'accept' }));

    const facts = (await routing.sent()).filter(({ topic }) => topic === FACTS);
    expect(facts.map(({ type }) => type)).toEqual([WorkDispatched.type, WorkAccepted.type]);
    expect(facts.map(({ traceparent }) => traceparent!.split('-')[1])).toEqual(facts.map(() => TRACE.split('-')[1]));
  });
});

describe('the same action again', () => {
  it('changes nothing and gets the first answer', async () => {
    const complaintId = await aRoutedTicket(routing);
    const accept = anAction(routing, complaintId, { action: 'accept' });

    const [first] = await acts(routing, accept);
    await acts(routing, anAction(routing, complaintId, { action: 'reply', slip: aSlip }));
    const [again] = await acts(routing, accept);

    expect(again).toEqual({ ...first, result: 'duplicate', at: expect.any(Date) as Date });
    expect(await routing.published(WorkAccepted)).toHaveLength(1);
    expect(await stageOf(routing, complaintId)).toBe('answered');
  });

  it('gets its refusal again, though it would be allowed by now', async () => {
    const complaintId = await aRoutedTicket(routing);
    const reply = anAction(routing, complaintId, { action: 'reply', slip: aSlip });

    await acts(routing, reply);
    await acts(routing, anAction(routing, complaintId, { action: 'accept' }));
    const [again] = await acts(routing, reply);

    expect(again).toMatchObject({ result: 'duplicate', stage: 'dispatched', violations: [{ field: '/do/action' }] });
    expect(await stageOf(routing, complaintId)).toBe('accepted');
  });

  it('is done once when one batch holds its id for two complaints', async () => {
    const ids = await routedTickets(routing, [{}, {}]);
    const actionId = 'one-id-for-two';

    const answers = await acts(
      routing,
      ids.map((id) => anAction(routing, id, { action: 'accept' }, { actionId })),
    );

    const [done, other] = answers.toSorted((one, two) => one.result.localeCompare(two.result));
    expect(done).toMatchObject({ result: 'done', stage: 'accepted' });
    expect(other).toMatchObject({ result: 'refused', stage: null, allowedActions: [], violations: [taken(actionId)] });
    expect(await routing.published(WorkAccepted)).toMatchObject([{ complaintId: done!.complaintId }]);
  });

  it.each<[string, (accept: WorkActionSubmitted, other: ComplaintId) => WorkActionSubmitted]>([
    ['complaint', (accept, complaintId) => ({ ...accept, complaintId })],
    ['action', (accept) => ({ ...accept, do: { action: 'return', reasonCode: 'not-ours' } })],
    ['person', (accept) => ({ ...accept, by: { role: 'handler', id: 'gd-0007' } })],
  ])('is a conflict when its id comes for another %s, and nothing is done', async (_, changed) => {
    const [complaintId, other] = await routedTickets(routing, [{}, {}]);
    const accept = anAction(routing, complaintId!, { action: 'accept' });
    await acts(routing, accept);
    const again = changed(accept, other!);

    const [first] = await acts(routing, again);
    const [second] = await acts(routing, again);

    for (const answer of [first, second]) {
      expect(answer).toMatchObject({ result: 'refused', stage: null, violations: [taken(accept.actionId)] });
    }
    expect(await routing.published(WorkAccepted)).toMatchObject([{ complaintId, by: { id: 'gd-4711' } }]);
    expect([await stageOf(routing, complaintId!), await stageOf(routing, other!)]).toEqual(['accepted', 'dispatched']);
  });

  it('gets its first answer for good where it was answered before anybody kept what was asked', async () => {
    const migration = new KeepWhatAnActionAsked0000000000007();
    const runner = routing.get(DataSource).createQueryRunner();
    const complaintId = await aRoutedTicket(routing);
    const accept = anAction(routing, complaintId, { action: 'accept' });
    await acts(routing, accept);
    await migration.down(runner);

    await migration.up(runner);
    const [again] = await acts(routing, { ...accept, do: { action: 'return', reasonCode: 'not-ours' } });

    expect(again).toMatchObject({ result: 'duplicate', stage: 'accepted' });
    expect(await stageOf(routing, complaintId)).toBe('accepted');
    await runner.release();
  });

  it('is another action when another division sends it', async () => {
    const [gd] = await routedTickets(routing, [{}]);
    const [hn] = await routedTickets(routing, [{ faultRegion: '430100', sourceDivision: '43' }]);
    const actionId = 'same-id-elsewhere';

    const [one] = await acts(routing, anAction(routing, gd!, { action: 'accept' }, { actionId }));
    const [other] = await acts(routing, anAction(routing, hn!, { action: 'accept' }, { actionId }), '43');

    expect([one!.result, other!.result]).toEqual(['done', 'done']);
  });
});

describe('what a branch may not do', () => {
  it('is refused with what is allowed and the rule that says so, on its own topic', async () => {
    const complaintId = await aRoutedTicket(routing);

    const [answer] = await acts(routing, anAction(routing, complaintId, { action: 'reply', slip: aSlip }));

    expect(answer).toMatchObject({
      result: 'refused',
      stage: 'dispatched',
      allowedActions: ['accept', 'return', 'transfer', 'requestExtension'],
      why: { rule: 'reply/not-at-dispatched', basis: 'life-cycle' },
    });
    const sent = (await routing.sent()).find(({ type }) => type === WorkActionAnswered.type);
    expect(sent).toMatchObject({ topic: 'complaints.work.44', key: complaintId, division: '44' });
    const kept = await routing.query(`select rule from decisions where kind = 'action'`);
    expect(kept).toEqual([{ rule: 'reply/not-at-dispatched' }]);
  });

  it('is to audit its own slip: the supervision centre is told on its own topic, and does it there', async () => {
    const complaintId = await aSlipToAudit(routing);

    const [own] = await acts(routing, auditOf(routing, complaintId, 'gd-0815'));
    const [centre] = await acts(routing, auditOf(routing, complaintId, 'g1-0815'), 'g1');

    const [waits] = (await routing.sent()).filter(({ type }) => type === SlipToAudit.type);
    expect(waits).toMatchObject({
      topic: 'complaints.work.g1',
      key: complaintId,
      data: { complaintId, writtenBy: { division: '44', unit: '440100' }, slip: aSlip, why: { rule: 'centre-audits' } },
    });
    expect(own).toMatchObject({ result: 'refused', stage: 'replied', why: { basis: 'telecom-group/audit' } });
    expect(centre).toMatchObject({ result: 'done', stage: 'answered' });
    expect(await routing.published(TicketAnswered)).toHaveLength(1);
    expect(await changesOn('44')).toEqual(['answered']);
  });

  it('is told why its slip was refused, and the centre is given the next one', async () => {
    const complaintId = await aSlipToAudit(routing);
    const by = { role: 'auditor' as const, id: 'g1-0815' };
    const refuse = { action: 'refuseReply' as const, reasonCode: 'not-verified', text: '缺少核查记录' };

    await acts(routing, anAction(routing, complaintId, refuse, { by }), 'g1');
    await acts(routing, anAction(routing, complaintId, { action: 'reply', slip: { ...aSlip, findings: '已核查' } }));

    expect(await routing.told(WorkOrderChanged)).toContainEqual(
      expect.objectContaining({ change: 'replyRefused', text: '缺少核查记录', stage: 'accepted' }),
    );
    expect((await routing.told(SlipToAudit)).map(({ slip }) => slip.findings)).toEqual([aSlip.findings, '已核查']);
    expect(await changesOn('44')).toEqual(['replyRefused']);
  });

  it.each(['of another division', 'of nobody'])('tells nothing about work %s', async (whose) => {
    const complaintId = whose === 'of nobody' ? nextComplaintId() : await aRoutedTicket(routing);

    const [answer] = await acts(routing, anAction(routing, complaintId, { action: 'accept' }), '43');

    expect(answer).toMatchObject({
      result: 'refused',
      stage: null,
      allowedActions: [],
      why: null,
      violations: [{ field: '/complaintId', rule: 'own-work' }],
    });
    expect(await routing.published(WorkAccepted)).toEqual([]);
  });
});

describe('moving the work', () => {
  it('goes to the superior after a return, who gets the work order in clear', async () => {
    const complaintId = await aRoutedTicket(routing);

    await acts(routing, anAction(routing, complaintId, { action: 'return', reasonCode: 'not-ours', text: '非本区' }));

    const orders = await routing.told(WorkOrder);
    expect(orders.map(({ dispatchNo, fallback }) => ({ dispatchNo, fallback }))).toEqual([
      { dispatchNo: 1, fallback: false },
      { dispatchNo: 2, fallback: true },
    ]);
    expect(await routing.told(WorkOrderChanged)).toMatchObject([
      { change: 'takenAway', workOrderId: orders[0]!.workOrderId },
    ]);
    const rows = await routing.query(
      'select unit, ended_as from work_orders where complaint_id = $1 order by dispatch_no',
      [complaintId],
    );
    expect(rows).toEqual([
      { unit: '440100', ended_as: 'returned' },
      { unit: 'centre', ended_as: null },
    ]);
  });

  it('leaves the old division and reaches the new one after a transfer', async () => {
    const complaintId = await aRoutedTicket(routing);
    const to = { division: '43', unit: 'centre' };

    await acts(routing, anAction(routing, complaintId, { action: 'transfer', to, reasonCode: 'fault-elsewhere' }));
    const [late] = await acts(routing, anAction(routing, complaintId, { action: 'accept' }));
    const [accepted] = await acts(routing, anAction(routing, complaintId, { action: 'accept' }), '43');

    expect(late).toMatchObject({ result: 'refused', violations: [{ rule: 'own-work' }] });
    expect(accepted).toMatchObject({ result: 'done' });
    const told = (await routing.sent()).filter(({ type }) => type === WorkOrder.type || type === WorkOrderChanged.type);
    const on = (division: string) =>
      told.filter(({ topic }) => topic === `complaints.work.${division}`).map(({ type }) => type);
    expect(on('44')).toEqual([WorkOrder.type, WorkOrderChanged.type]);
    expect(on('43')).toEqual([WorkOrder.type]);
  });

  it('does a batch of many complaints at once', async () => {
    const ids = await routedTickets(
      routing,
      Array.from({ length: 40 }, () => ({})),
    );

    const answers = await acts(
      routing,
      ids.map((id) => anAction(routing, id, { action: 'accept' })),
    );

    expect(answers.map(({ result }) => result)).toEqual(ids.map(() => 'done'));
    expect(await routing.query(`select count(*)::int as n from work_orders where accepted_at is not null`)).toEqual([
      { n: 40 },
    ]);
  });
});

describe('records that are no action', () => {
  it('are answered under their key with every violation', async () => {
    const complaintId = await aRoutedTicket(routing);

    await routing.receivesRaw(TOPIC, asRecord({ complaintId, do: { action: 'destroy' } }, complaintId));

    const [answer] = await routing.told(WorkActionAnswered);
    expect(answer).toMatchObject({
      complaintId,
      actionId: expect.stringContaining(TOPIC) as string,
      result: 'refused',
    });
    expect(answer!.violations.map(({ field }) => field)).toEqual(expect.arrayContaining(['/actionId', '/do/action']));
  });

  it.each([
    ['bytes that are no JSON', Buffer.from([0xff, 0xfe, 0x00])],
    ['an empty value', null],
    ['an object of another kind', { hello: 'world' }],
  ])('such as %s, are answered and hold nobody up', async (_, value) => {
    const complaintId = await aRoutedTicket(routing);

    await routing.receivesRaw(TOPIC, asRecord(value, complaintId));
    const [accepted] = await acts(routing, anAction(routing, complaintId, { action: 'accept' }));

    expect((await routing.told(WorkActionAnswered))[0]).toMatchObject({ complaintId, result: 'refused' });
    expect(accepted).toMatchObject({ result: 'done' });
  });

  it('are refused when their key is not the complaint', async () => {
    const [one, other] = await routedTickets(routing, [{}, {}]);

    await routing.receivesRaw(TOPIC, asRecord({ ...anAction(routing, one!, { action: 'accept' }) }, other!));

    expect(await routing.told(WorkActionAnswered)).toMatchObject([
      { complaintId: other, result: 'refused', violations: [{ field: 'key' }] },
    ]);
    expect(await stageOf(routing, one!)).toBe('dispatched');
  });

  it('become dead letters when nobody can be told, and the partition goes on', async () => {
    const complaintId = await aRoutedTicket(routing);

    await routing.receivesRaw(TOPIC, asRecord('no json', null));
    const [accepted] = await acts(routing, anAction(routing, complaintId, { action: 'accept' }));

    expect(await routing.query('select topic from dead_letters')).toEqual([{ topic: TOPIC }]);
    expect(accepted).toMatchObject({ result: 'done' });
  });
});
