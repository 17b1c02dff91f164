import { CallbackMade, TicketClosed, TicketReopened, WorkDispatched, WorkOrder, WorkOrderChanged } from '@cc/contracts';
import { Sealing } from '@cc/service-kit';
import { aCallback, nextComplaintId, startForTest, type ServiceUnderTest } from '@cc/testing';
import { acts, anAction, anAnsweredTicket, aRoutedTicket, aSlip, stageOf } from '../routed.fixture.js';
import { RoutingModule } from '../routing.module.js';

let routing: ServiceUnderTest;
beforeEach(async () => {
  routing = await startForTest(RoutingModule);
});
afterEach(() => routing.stop());

it('reopens after an unsatisfied callback; the same unit answers again and the ticket is archived', async () => {
  const complaintId = await anAnsweredTicket(routing);

  await routing.receives(CallbackMade, aCallback({ complaintId, outcome: 'unsatisfied', effect: 'reopen' }), {
    times: 2,
  });
  const [accepted] = await acts(routing, anAction(routing, complaintId, { action: 'accept' }));
  await acts(routing, anAction(routing, complaintId, { action: 'reply', slip: aSlip }));
  await routing.receives(CallbackMade, aCallback({ complaintId }));

  expect(await routing.published(TicketReopened)).toMatchObject([{ times: 1 }]);
  expect(await routing.published(WorkDispatched)).toMatchObject([{ dispatchNo: 1 }, { dispatchNo: 2 }]);
  expect(await routing.told(WorkOrder)).toMatchObject([{ dispatchNo: 1 }, { dispatchNo: 2 }]);
  expect(accepted).toMatchObject({ result: 'done', stage: 'accepted' });
  expect(await routing.published(TicketClosed)).toMatchObject([{ closedAs: 'satisfied', onTime: true }]);
});

it('tells the unit in clear what the unsatisfied customer said, and shows it with the work order', async () => {
  const complaintId = await anAnsweredTicket(routing);
  const said = routing.get(Sealing).seal({ text: '仍然断网' }, complaintId);

  await routing.receives(CallbackMade, aCallback({ complaintId, outcome: 'unsatisfied', effect: 'reopen', said }), {
    times: 2,
  });

  expect(await routing.published(TicketReopened)).toMatchObject([{ said }]);
  expect(await routing.told(WorkOrderChanged)).toContainEqual(
    expect.objectContaining({ change: 'reopened', text: '仍然断网' }),
  );
  const { body } = await routing.as({ role: 'handler', division: '44' }).get(`/work-orders/${complaintId}`).expect(200);
  expect(body.clear.later).toMatchObject([{ kind: 'slip' }, { kind: 'callback', text: '仍然断网' }]);
});

it('leaves the ticket as it is until the attempts are used up', async () => {
  const complaintId = await anAnsweredTicket(routing);

  await routing.receives(CallbackMade, aCallback({ complaintId, outcome: 'notReached', effect: 'tryAgain' }));
  expect(await stageOf(routing, complaintId)).toBe('answered');

  await routing.receives(CallbackMade, aCallback({ complaintId, attempt: 3, outcome: 'notReached', effect: 'close' }));
  expect(await routing.published(TicketClosed)).toMatchObject([{ closedAs: 'not-reached' }]);
});

it('changes nothing when it comes before the answer or after the end', async () => {
  const early = await aRoutedTicket(routing);
  const late = await anAnsweredTicket(routing);
  await routing.receives(CallbackMade, aCallback({ complaintId: late }));

  await routing.receives(CallbackMade, [
    aCallback({ complaintId: early, outcome: 'unsatisfied', effect: 'reopen' }),
    aCallback({ complaintId: late, outcome: 'unsatisfied', effect: 'reopen' }),
  ]);

  expect(await routing.published(TicketReopened)).toEqual([]);
  expect(await stageOf(routing, early)).toBe('dispatched');
  expect(await stageOf(routing, late)).toBe('closed');
});

it('is parked when it speaks of no ticket we know', async () => {
  const complaintId = nextComplaintId();

  await routing.receives(CallbackMade, aCallback({ complaintId }), { parked: true });

  expect(await routing.query('select stream, reason from dead_letters')).toMatchObject([
    { stream: complaintId, reason: expect.stringContaining('no ticket') as string },
  ]);
});
