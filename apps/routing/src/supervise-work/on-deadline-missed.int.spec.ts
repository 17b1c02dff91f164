import { CallbackMade, DeadlineMissed, WorkOrderChanged, WorkSupervised } from '@cc/contracts';
import { aCallback, aMissedDeadline, nextComplaintId, startForTest, type ServiceUnderTest } from '@cc/testing';
import { anAnsweredTicket, aRoutedTicket } from '../routed.fixture.js';
import { RoutingModule } from '../routing.module.js';

let routing: ServiceUnderTest;
beforeEach(async () => {
  routing = await startForTest(RoutingModule);
});
afterEach(() => routing.stop());

it('puts the work under supervision once per clock, and tells the unit', async () => {
  const complaintId = await aRoutedTicket(routing);
  const clockId = 'telecom-group/limits/accept/1';

  await routing.receives(DeadlineMissed, aMissedDeadline({ complaintId, clockId }), { times: 2 });
  await routing.receives(DeadlineMissed, aMissedDeadline({ complaintId, clockId }));

  expect(await routing.published(WorkSupervised)).toMatchObject([{ complaintId, clockId }]);
  expect((await routing.told(WorkOrderChanged)).map(({ change }) => change)).toEqual(['supervised']);
});

it('changes nothing where the rule asks for no supervision, or the ticket has ended', async () => {
  const open = await aRoutedTicket(routing);
  const ended = await anAnsweredTicket(routing);
  await routing.receives(CallbackMade, aCallback({ complaintId: ended }));

  await routing.receives(DeadlineMissed, [
    aMissedDeadline({ complaintId: open, effects: [{ effect: 'rightToAppeal' }] }),
    aMissedDeadline({ complaintId: ended }),
  ]);

  expect(await routing.published(WorkSupervised)).toEqual([]);
});

it('is parked when it speaks of no ticket we know', async () => {
  const complaintId = nextComplaintId();

  await routing.receives(DeadlineMissed, aMissedDeadline({ complaintId }), { times: 2, parked: true });

  expect(await routing.query('select stream, reason from dead_letters')).toMatchObject([
    { stream: complaintId, reason: expect.stringContaining('no ticket') as string },
  ]);
});
