import {
  WorkAccepted,
  WorkActionAnswered,
  type ComplaintId,
  type WorkAction,
  type WorkActionSubmitted,
} from '@cc/contracts';
import { startForTest, type ServiceUnderTest, type TestCaller } from '@cc/testing';
import { acts, anAction, aRoutedTicket, aSlip, aSlipToAudit, auditOf, stageOf } from '../routed.fixture.js';
import { basesOf } from '../rules.fixture.js';
import { RoutingModule } from '../routing.module.js';

let routing: ServiceUnderTest;
beforeEach(async () => {
  routing = await startForTest(RoutingModule);
});
afterEach(() => routing.stop());

const handler: TestCaller = { role: 'handler', division: '44' };
/** By whom the action names, unless another caller is given. */
const post = (action: WorkActionSubmitted, caller = handler) =>
  routing
    .as({ subject: action.by.id, ...caller })
    .post(`/work-orders/${action.complaintId}/actions`)
    .send(action);

it('does what the topic does, and answers at once', async () => {
  const complaintId = await aRoutedTicket(routing);

  const { status, body } = await post(anAction(routing, complaintId, { action: 'accept' }));

  expect({ status, ...body }).toMatchObject({
    status: 200,
    result: 'done',
    stage: 'accepted',
    why: { rule: 'accept' },
  });
  expect(await routing.published(WorkAccepted)).toHaveLength(1);
  expect(await routing.told(WorkActionAnswered)).toEqual([]);
});

it('does an action once that comes by topic and by REST', async () => {
  const complaintId = await aRoutedTicket(routing);
  const accept = anAction(routing, complaintId, { action: 'accept' });

  await acts(routing, accept);
  const { status, body } = await post(accept);

  expect({ status, ...body }).toMatchObject({ status: 200, result: 'duplicate', stage: 'accepted' });
  expect(await routing.published(WorkAccepted)).toHaveLength(1);
});

it.each(['by topic', 'by REST'])(
  'does an action once whose person has another id each way, first %s',
  async (first) => {
    const complaintId = await aRoutedTicket(routing);
    const byTopic = anAction(routing, complaintId, { action: 'accept' });
    const byRest = { ...byTopic, by: { role: 'handler' as const, id: 'f:ldap:4711' } };

    const inTurn = [() => acts(routing, byTopic), () => post(byRest)];
    for (const send of first === 'by topic' ? inTurn : inTurn.toReversed()) await send();
    const { status, body } = await post(byRest);
    const [answer] = await acts(routing, byTopic);

    expect({ status, ...body }).toMatchObject({ status: 200, result: 'duplicate', stage: 'accepted' });
    expect(answer).toMatchObject({ result: 'duplicate', stage: 'accepted' });
    expect(await routing.published(WorkAccepted)).toHaveLength(1);
  },
);

it('holds an id by REST to the person of its token', async () => {
  const complaintId = await aRoutedTicket(routing);
  const accept = anAction(routing, complaintId, { action: 'accept' });
  await post(accept);

  const { status, body } = await post({ ...accept, by: { role: 'handler', id: 'gd-0007' } });

  expect({ status, ...body }).toMatchObject({ status: 409, violations: [{ field: '/actionId', rule: 'conflict' }] });
});

it('answers 409 with what is allowed and which rule says so', async () => {
  const complaintId = await aRoutedTicket(routing);
  await post(anAction(routing, complaintId, { action: 'accept' }));

  const { status, type, body } = await post(anAction(routing, complaintId, { action: 'accept' }));

  expect({ status, type }).toEqual({ status: 409, type: 'application/problem+json' });
  expect(body).toMatchObject({
    stage: 'accepted',
    allowedActions: ['return', 'transfer', 'reply', 'pause', 'requestExtension'],
    why: { rule: 'accept/not-at-accepted' },
    violations: [{ field: '/do/action', rule: 'accept/not-at-accepted' }],
  });
});

describe('what the rules require and the action does not bring', () => {
  const bases = [...basesOf(), { id: 'telecom-operator-rule', version: 'undated' }];
  const reply: WorkAction = { action: 'reply', slip: aSlip };
  const filed = { documents: [{ kind: 'acceptance-sheet', ref: 'dms://44/2026/17' }] };

  it('is told by REST as on the topic, and may be added', async () => {
    const complaintId = await aRoutedTicket(routing, { bases });
    await post(anAction(routing, complaintId, { action: 'accept' }));

    const { status, body } = await post(anAction(routing, complaintId, reply));
    const [byTopic] = await acts(routing, anAction(routing, complaintId, reply));
    const [added] = await acts(routing, anAction(routing, complaintId, { ...reply, ...filed }));

    const violations = [{ field: '/do/documents', value: null, rule: 'process-recorded' }];
    expect({ status, ...body }).toMatchObject({ status: 409, stage: 'accepted', violations });
    expect(byTopic).toMatchObject({
      result: 'refused',
      stage: 'accepted',
      violations,
      why: { rule: 'process-recorded' },
    });
    expect(byTopic!.violations).toEqual((body as unknown as { violations: unknown }).violations);
    expect(added).toMatchObject({ result: 'done', stage: 'answered' });
  });

  it('is kept sealed once it was brought, shown to who handles the work, and brought once however often it comes', async () => {
    const complaintId = await aRoutedTicket(routing, { bases });
    await post(anAction(routing, complaintId, { action: 'accept' }));
    const complete = anAction(routing, complaintId, { ...reply, ...filed });

    await acts(routing, complete);
    const { body } = await post(complete);
    const shown = await routing.as(handler).get(`/work-orders/${complaintId}`).expect(200);

    expect(body).toMatchObject({ result: 'duplicate', stage: 'answered' });
    expect(await routing.query('select known, documents from tickets')).toEqual([
      { known: { result: true, verified: 'true' }, documents: ['acceptance-sheet', 'return-slip'] },
    ]);
    const kept = await routing.query<{ text: string }>(`select text from sealed_contents where kind = 'brought'`);
    expect(kept).toHaveLength(1);
    expect(kept[0]!.text).not.toContain('dms');
    expect(shown.body.clear.later).toContainEqual(
      expect.objectContaining({ kind: 'brought', action: 'reply', ...filed }),
    );
  });
});

it('answers a conflict to an id that stands for another action, with nothing of that one', async () => {
  const complaintId = await aRoutedTicket(routing);
  const accept = anAction(routing, complaintId, { action: 'accept' });
  await post(accept);

  const { status, body } = await post({ ...accept, do: { action: 'return', reasonCode: 'not-ours' } });

  expect({ status, ...body }).toMatchObject({
    status: 409,
    type: '/problems/conflict',
    violations: [{ field: '/actionId', value: accept.actionId, rule: 'conflict' }],
  });
  expect(body).not.toHaveProperty('stage');
  expect(await stageOf(routing, complaintId)).toBe('accepted');
});

describe('who acts', () => {
  const shownActor = async (complaintId: ComplaintId) => {
    const { body } = await routing.as(handler).get(`/work-orders/${complaintId}`).expect(200);
    return (body as { actions: { by: object }[] }).actions.map(({ by }) => by);
  };

  it('is the bearer of the token, where the body names nobody', async () => {
    const complaintId = await aRoutedTicket(routing);
    const { by: _, ...accept } = anAction(routing, complaintId, { action: 'accept' });

    const { status } = await routing
      .as({ ...handler, subject: 'gd-4711' })
      .post(`/work-orders/${complaintId}/actions`)
      .send({ ...accept, by: { role: 'handler' } });

    const by = { role: 'handler', id: 'gd-4711' };
    expect(status).toBe(200);
    expect(await routing.published(WorkAccepted)).toMatchObject([{ by }]);
    expect(await shownActor(complaintId)).toEqual([by]);
  });

  it('is nobody else, whatever the body says', async () => {
    const complaintId = await aRoutedTicket(routing);

    const { status, body } = await post(anAction(routing, complaintId, { action: 'accept' }), {
      ...handler,
      subject: 'gd-0007',
    });

    expect({ status, ...body }).toMatchObject({
      status: 403,
      type: '/problems/actor-not-caller',
      violations: [{ field: '/by/id', value: 'gd-4711', rule: 'actor-is-caller' }],
    });
    expect(await stageOf(routing, complaintId)).toBe('dispatched');
    expect(await shownActor(complaintId)).toEqual([]);
  });

  it('brings no consent of somebody whom the token does not vouch for', async () => {
    const complaintId = await aRoutedTicket(routing);
    const consents = [{ role: 'approving-head', id: 'gd-0001', at: routing.time.now() }];

    const { status, body } = await post(anAction(routing, complaintId, { action: 'accept', consents }));

    expect({ status, ...body }).toMatchObject({
      status: 422,
      violations: [{ field: '/do/consents/0', value: 'gd-0001', rule: 'consent-by-topic' }],
    });
    expect(await stageOf(routing, complaintId)).toBe('dispatched');
  });
});

it('answers 422 with every violation of a body it cannot read', async () => {
  const complaintId = await aRoutedTicket(routing);

  const { status, body } = await routing
    .as(handler)
    .post(`/work-orders/${complaintId}/actions`)
    .send({ complaintId, do: { action: 'destroy' } });

  expect(status).toBe(422);
  expect(body).toHaveProperty('violations');
});

it('answers 422 when body and address name different complaints', async () => {
  const complaintId = await aRoutedTicket(routing);
  const other = await aRoutedTicket(routing);

  const { status } = await routing
    .as({ ...handler, subject: 'gd-4711' })
    .post(`/work-orders/${other}/actions`)
    .send(anAction(routing, complaintId, { action: 'accept' }));

  expect(status).toBe(422);
});

it('answers 403 to a role that the token does not hold', async () => {
  const complaintId = await aRoutedTicket(routing);
  const by = { role: 'supervisor' as const, id: 'gd-4711' };

  const { status } = await post(anAction(routing, complaintId, { action: 'close', reasonCode: 'x' }, { by }));

  expect(status).toBe(403);
});

it.each<[string, TestCaller]>([
  ['the division that wrote it', { role: 'auditor', division: '44' }],
  ['who acts for that division too', { role: 'auditor', division: ['44', 'g1'] }],
  ['who acts for all divisions', { role: 'auditor' }],
])('leaves a slip unaudited by %s', async (_, caller) => {
  const complaintId = await aSlipToAudit(routing);

  const { status, body } = await post(auditOf(routing, complaintId, 'gd-0815'), caller);

  expect({ status, ...body }).toMatchObject({ status: 409, why: { basis: 'telecom-group/audit' } });
  expect(body).not.toMatchObject({ allowedActions: expect.arrayContaining(['approveReply']) as string[] });
  expect(await stageOf(routing, complaintId)).toBe('replied');
});

it('lets the supervision centre audit the slip of a province', async () => {
  const complaintId = await aSlipToAudit(routing);
  const auditor: TestCaller = { role: 'auditor', division: 'g1' };

  const { status, body } = await post(auditOf(routing, complaintId, 'g1-0815'), auditor);

  expect({ status, ...body }).toMatchObject({ status: 200, result: 'done', stage: 'answered' });
});

it.each<[string, TestCaller]>([
  ['another division', { role: 'handler', division: '43' }],
  ['another unit', { role: 'handler', division: '44', unit: '440300' }],
  ['another organisation', { role: 'handler', organisation: 'other-group' }],
])('answers 404 to %s and changes nothing', async (_, caller) => {
  const complaintId = await aRoutedTicket(routing);

  const { status } = await post(anAction(routing, complaintId, { action: 'accept' }), caller);

  expect(status).toBe(404);
  expect(await stageOf(routing, complaintId)).toBe('dispatched');
});

describe('actions at the same time', () => {
  it('lets one win and tells the others', async () => {
    const complaintId = await aRoutedTicket(routing);

    const answers = await Promise.all(
      Array.from({ length: 6 }, () =>
        post(anAction(routing, complaintId, { action: 'accept' })).then((answer) => answer),
      ),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
    expect(await routing.published(WorkAccepted)).toHaveLength(1);
  });

  it('does one action once, however many times it is sent at once', async () => {
    const complaintId = await aRoutedTicket(routing);
    const accept = anAction(routing, complaintId, { action: 'accept' });

    const answers = await Promise.all(
      Array.from({ length: 6 }, () => post(accept).then(({ body }) => body as { result: string })),
    );

    expect(answers.map(({ result }) => result).sort()).toEqual(['done', ...Array<string>(5).fill('duplicate')]);
    expect(await routing.published(WorkAccepted)).toHaveLength(1);
  });

  it('gives one id to one of two complaints, and says so to the other', async () => {
    const ids = [await aRoutedTicket(routing), await aRoutedTicket(routing)];
    const actionId = 'one-id-for-two';

    const answers = await Promise.all(
      ids.map((id) => post(anAction(routing, id, { action: 'accept' }, { actionId })).then(({ status }) => status)),
    );

    expect(answers.sort()).toEqual([200, 409]);
    expect(await routing.published(WorkAccepted)).toHaveLength(1);
  });

  it('does not let a return and an accept both happen', async () => {
    const complaintId = await aRoutedTicket(routing);
    const workOrderId = (await routing.query<{ id: never }>('select work_order_id as id from tickets'))[0]!.id;

    const answers = await Promise.all([
      post(
        anAction(
          routing,
          complaintId,
          { action: 'transfer', to: { division: '44', unit: '440300' }, reasonCode: 'x' },
          { workOrderId },
        ),
      ).then(({ status }) => status),
      post(anAction(routing, complaintId, { action: 'accept' }, { workOrderId })).then(({ status }) => status),
    ]);

    const stage = await stageOf(routing, complaintId);
    expect([
      { answers: [200, 409], stage: 'dispatched' },
      // Accepted first, then passed on: both are in order.
      { answers: [200, 200], stage: 'dispatched' },
    ]).toContainEqual({ answers, stage });
  });
});
