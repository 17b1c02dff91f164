import { WorkRecorded, type ComplaintId, type WorkAction } from '@cc/contracts';
import { startForTest, type ServiceUnderTest, type TestCaller } from '@cc/testing';
import { acts, anAction, aRoutedTicket } from '../routed.fixture.js';
import { RoutingModule } from '../routing.module.js';

let routing: ServiceUnderTest;
beforeEach(async () => {
  routing = await startForTest(RoutingModule);
});
afterEach(() => routing.stop());

const handler: TestCaller = { role: 'handler', division: '44', subject: 'gd-4711' };
const PROMISED: WorkAction = { action: 'record', what: 'promiseRefund' };

async function acceptedWork(): Promise<ComplaintId> {
  const complaintId = await aRoutedTicket(routing);
  await acts(routing, anAction(routing, complaintId, { action: 'accept' }));
  return complaintId;
}

it('is put on record once, however often and whichever way it comes, and promises its own due time', async () => {
  const complaintId = await acceptedWork();
  const promised = anAction(routing, complaintId, PROMISED);
  const address = `/work-orders/${complaintId}`;

  const [first] = await acts(routing, promised);
  const { body } = await routing.as(handler).post(`${address}/actions`).send(promised).expect(200);
  const shown = await routing.as(handler).get(address).expect(200);

  expect([first, body]).toMatchObject([{ result: 'done', stage: 'accepted' }, { result: 'duplicate' }]);
  expect(await routing.published(WorkRecorded)).toMatchObject([
    { complaintId, what: 'promiseRefund', event: 'refund.promised', name: { zh: '承诺退费' } },
  ]);
  const { due, allowedActions } = shown.body as unknown as {
    due: { why: { rule: string } }[];
    allowedActions: { role: string; records: string[] }[];
  };
  expect(due.map(({ why }) => why.rule)).toContain('refund-paid');
  expect(allowedActions).toMatchObject([
    { role: 'handler', records: expect.arrayContaining(['payRefund']) as string[] },
  ]);
});

it('is refused by REST and by topic with what can be put on record now', async () => {
  const complaintId = await acceptedWork();
  const visit: WorkAction = { action: 'record', what: 'visitCustomer' };

  const { body, status } = await routing
    .as(handler)
    .post(`/work-orders/${complaintId}/actions`)
    .send(anAction(routing, complaintId, visit));
  const [byTopic] = await acts(routing, anAction(routing, complaintId, visit));

  const violations = [{ field: '/do/what', value: 'visitCustomer', rule: 'visit' }];
  expect({ status, ...body }).toMatchObject({ status: 409, violations, why: { rule: 'visit' } });
  expect(byTopic).toMatchObject({ result: 'refused', violations, why: { rule: 'visit' } });
  expect(await routing.published(WorkRecorded)).toEqual([]);
});

it('is left to the headquarters where the role is theirs', async () => {
  const complaintId = await acceptedWork();
  const over = anAction(
    routing,
    complaintId,
    { action: 'record', what: 'closeRisk' },
    { by: { role: 'supervisor', id: 'x' } },
  );
  const send = (caller: TestCaller, actionId: string) =>
    routing
      .as(caller)
      .post(`/work-orders/${complaintId}/actions`)
      .send({ ...over, actionId });

  const province = await send({ role: 'supervisor', division: '44', subject: 'x' }, 'by-province');
  const group = await send({ role: 'supervisor', subject: 'x' }, 'by-group');

  expect([province.status, group.status]).toEqual([409, 200]);
  expect(await routing.published(WorkRecorded)).toMatchObject([{ event: 'risk.closed' }]);
});
