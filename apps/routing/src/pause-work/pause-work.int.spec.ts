import {
  CallbackMade,
  TicketClosed,
  WithdrawalRequested,
  WorkDispatched,
  WorkOrderChanged,
  WorkPaused,
  WorkResumed,
  type ComplaintId,
  type DataOf,
  type WorkAction,
} from '@cc/contracts';
import { aCallback, aWithdrawal, hoursAfter, startForTest, type ServiceUnderTest } from '@cc/testing';
import { acts, anAction, aRoutedTicket, aSlip, stageOf } from '../routed.fixture.js';
import { RoutingModule } from '../routing.module.js';

let routing: ServiceUnderTest;
beforeEach(async () => {
  routing = await startForTest(RoutingModule);
});
afterEach(() => routing.stop());

const ANSWER = 'telecom-group-2019/D1/1';
const PAUSE: WorkAction = { action: 'pause', reasonCode: 'waiting-for-customer' };

const act = async (complaintId: ComplaintId, action: WorkAction, division = '44') =>
  (await acts(routing, anAction(routing, complaintId, action), division))[0]!;

async function hoursPass(hours: number): Promise<Date> {
  routing.time.set(hoursAfter(routing.time.now(), hours));
  return routing.time.now();
}

async function acceptedWork(): Promise<ComplaintId> {
  const complaintId = await aRoutedTicket(routing);
  await act(complaintId, { action: 'accept' });
  return complaintId;
}

async function pausedWork(): Promise<ComplaintId> {
  const complaintId = await acceptedWork();
  await hoursPass(1);
  await act(complaintId, PAUSE);
  return complaintId;
}

const changes = () => routing.told(WorkOrderChanged);
const dueOf = ({ due }: DataOf<typeof WorkOrderChanged>, clock = ANSWER) => due!.find((one) => one.clock === clock);

it('pauses work for a reason and takes it up again, and tells the division what is due now', async () => {
  const complaintId = await acceptedWork();
  const promised = hoursAfter(routing.time.now(), 48);
  const pausedAt = await hoursPass(1);
  const paused = await act(complaintId, PAUSE);
  await hoursPass(20);
  const resumed = await act(complaintId, { action: 'resume' });

  expect(paused).toMatchObject({ result: 'done', stage: 'accepted', why: { rule: 'pause' } });
  expect(paused.allowedActions).toEqual(['return', 'transfer', 'reply', 'resume', 'requestExtension']);
  expect(resumed).toMatchObject({ result: 'done', stage: 'accepted', why: { rule: 'resume' } });
  expect(await routing.published(WorkPaused)).toMatchObject([{ complaintId, reasonCode: 'waiting-for-customer' }]);
  expect(await routing.published(WorkResumed)).toMatchObject([{ complaintId, pausedAt, endedBy: 'resume' }]);
  const [rests, goesOn] = await changes();
  expect([rests!.change, goesOn!.change]).toEqual(['paused', 'resumed']);
  // The law's fifteen days know no pause.
  expect(rests!.due!.map(({ clock }) => clock)).toEqual(['telecom-user-appeal-regulation/D1/1']);
  expect(dueOf(goesOn!)).toMatchObject({ dueAt: hoursAfter(promised, 20), why: { rule: 'D1' } });
});

it('pauses once, however often and whichever way the action comes', async () => {
  const complaintId = await acceptedWork();
  const pause = anAction(routing, complaintId, PAUSE);

  const [first] = await acts(routing, pause);
  const handler = routing.as({ role: 'handler', division: '44', subject: 'gd-4711' });
  const { body } = await handler.post(`/work-orders/${complaintId}/actions`).send(pause).expect(200);
  await act(complaintId, { action: 'resume' });
  const [late] = await acts(routing, pause);

  expect(first).toMatchObject({ result: 'done' });
  expect([body, late]).toMatchObject([{ result: 'duplicate' }, { result: 'duplicate' }]);
  expect(await routing.published(WorkPaused)).toHaveLength(1);
  expect(await routing.query('select paused_at from tickets')).toEqual([{ paused_at: null }]);
});

it('lets one of two people pause who do it at the same moment, and tells the other', async () => {
  const complaintId = await acceptedWork();
  const pause = () =>
    routing
      .as({ role: 'handler', division: '44', subject: 'gd-4711' })
      .post(`/work-orders/${complaintId}/actions`)
      .send(anAction(routing, complaintId, PAUSE));

  const answers = await Promise.all([pause(), pause()]);

  const [won, lost] = answers.sort((a, b) => a.status - b.status);
  expect(won).toMatchObject({ status: 200, body: { result: 'done' } });
  expect(lost).toMatchObject({ status: 409, body: { why: { rule: 'pause-once' } } });
  expect(lost!.body.allowedActions).toContain('resume');
});

describe('what may not be paused is refused with what is allowed and the rule that says so', () => {
  it('before it was accepted', async () => {
    const complaintId = await aRoutedTicket(routing);

    expect(await act(complaintId, PAUSE)).toMatchObject({
      result: 'refused',
      allowedActions: ['accept', 'return', 'transfer', 'requestExtension'],
      why: { rule: 'pause/not-at-dispatched', basis: 'life-cycle' },
    });
  });

  it('for a reason that the organisation does not know', async () => {
    const complaintId = await acceptedWork();

    const { result, violations } = await act(complaintId, { action: 'pause', reasonCode: 'long-weekend' });

    expect(result).toBe('refused');
    expect(violations).toMatchObject([{ field: '/do/reasonCode', value: 'long-weekend', rule: 'pause-reason-known' }]);
    expect(violations[0]!.detail.en).toContain('waiting-for-customer');
    expect(await routing.published(WorkPaused)).toEqual([]);
  });

  it('once the customer was answered', async () => {
    const complaintId = await acceptedWork();
    await act(complaintId, { action: 'reply', slip: aSlip });

    expect(await act(complaintId, PAUSE)).toMatchObject({ result: 'refused', why: { rule: 'pause/not-at-answered' } });
  });
});

describe('a pause ends with the work', () => {
  const ends = async () => (await routing.published(WorkResumed)).map(({ endedBy }) => endedBy);

  it.each<[string, WorkAction, string]>([
    ['returned', { action: 'return', reasonCode: 'not-ours' }, 'dispatched'],
    [
      'transferred',
      { action: 'transfer', to: { division: '43', unit: 'centre' }, reasonCode: 'fault-elsewhere' },
      'dispatched',
    ],
    ['replied', { action: 'reply', slip: aSlip }, 'answered'],
  ])('that is %s', async (_, action, stage) => {
    const complaintId = await pausedWork();
    await hoursPass(2);

    const { result } = await act(complaintId, action);

    expect(result).toBe('done');
    expect(await ends()).toEqual([action.action]);
    expect(await stageOf(routing, complaintId)).toBe(stage);
    expect(await routing.query('select paused_at, paused_for from tickets')).toEqual([
      { paused_at: null, paused_for: null },
    ]);
  });

  it('before it goes elsewhere, so that the next unit is promised the later due time', async () => {
    const complaintId = await pausedWork();
    await hoursPass(2);

    await act(complaintId, { action: 'return', reasonCode: 'not-ours' });

    const facts = (await routing.sent()).filter(({ topic }) => topic === 'complaints.facts').map(({ type }) => type);
    expect(facts.slice(-3)).toEqual([WorkResumed.type, 'work.returned.v1', WorkDispatched.type]);
    const [{ due }] = (await routing.query<{ due: { clock: string; dueAt: string }[] }>(
      'select due from work_orders where dispatch_no = 2',
    )) as [{ due: { clock: string; dueAt: string }[] }];
    // 48 hours from the registration, and the two of the pause; one hour passed before it.
    expect(due.find(({ clock }) => clock === ANSWER)!.dueAt).toBe(
      hoursAfter(routing.time.now(), 48 + 2 - 3).toISOString(),
    );
  });

  it('whose slip is audited first: the clocks run while it waits', async () => {
    const complaintId = await aRoutedTicket(routing, { channelLevel: 'appeal' });
    await act(complaintId, { action: 'accept' }, 'g1');
    await act(complaintId, PAUSE, 'g1');

    const replied = await act(complaintId, { action: 'reply', slip: aSlip }, 'g1');

    expect(replied).toMatchObject({ result: 'done', stage: 'replied' });
    expect(await ends()).toEqual(['reply']);
  });

  it('that the customer withdraws', async () => {
    const complaintId = await pausedWork();

    await routing.receives(WithdrawalRequested, aWithdrawal({ complaintId }), { times: 2 });

    expect(await ends()).toEqual(['withdrawal']);
    expect(await routing.published(TicketClosed)).toMatchObject([{ closedAs: 'withdrawn', onTime: true }]);
  });
});

it('is not late by what was paused', async () => {
  const complaintId = await pausedWork();
  await hoursPass(60);

  await act(complaintId, { action: 'reply', slip: aSlip });
  await routing.receives(CallbackMade, aCallback({ complaintId }));

  expect(await routing.published(TicketClosed)).toMatchObject([{ closedAs: 'satisfied', onTime: true }]);
});

it('shows what rests, since when and why', async () => {
  const complaintId = await pausedWork();
  await acceptedWork();

  const handler = routing.as({ role: 'handler', division: '44', subject: 'gd-4711' });
  const { body: queue } = await handler.get('/work-orders?paused=true').expect(200);
  const { body: order } = await handler.get(`/work-orders/${complaintId}`).expect(200);

  expect(queue.items).toMatchObject([{ complaintId, pausedFor: 'waiting-for-customer' }]);
  expect(order.paused).toEqual({ since: routing.time.now().toISOString(), reasonCode: 'waiting-for-customer' });
});
