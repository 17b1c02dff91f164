import { CallbackMade, DeadlineMissed, MissTakenBack, WorkOrderChanged, WorkSupervised } from '@cc/contracts';
import {
  aCallback,
  aMissedDeadline,
  aMissTakenBack,
  nextComplaintId,
  startForTest,
  type ServiceUnderTest,
} from '@cc/testing';
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

it('ends with the miss that was none, and begins again when the clock is missed after all', async () => {
  const complaintId = await aRoutedTicket(routing);
  const [first, later] = ['2026-11-26T10:00:00+08:00', '2026-11-27T10:00:00+08:00'].map((text) => new Date(text));
  const supervised = async () => (await routing.query('select supervised_clocks from tickets'))[0];

  await routing.receives(DeadlineMissed, aMissedDeadline({ complaintId, dueAt: first! }));
  await routing.receives(MissTakenBack, aMissTakenBack({ complaintId, dueAt: first! }), { times: 2 });
  const between = await supervised();
  await routing.receives(DeadlineMissed, aMissedDeadline({ complaintId, dueAt: later! }));

  expect(between).toEqual({ supervised_clocks: [] });
  expect(await supervised()).toEqual({ supervised_clocks: [aMissedDeadline().clockId] });
  expect((await routing.told(WorkOrderChanged)).map(({ change }) => change)).toEqual([
    'supervised',
    'supervisionEnded',
    'supervised',
  ]);
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
