import { CallbackMade, DeadlineWarned, WorkOrderChanged } from '@cc/contracts';
import { aCallback, aWarnedDeadline, nextComplaintId, startForTest, type ServiceUnderTest } from '@cc/testing';
import { anAnsweredTicket, aRoutedTicket, routedTickets } from '../routed.fixture.js';
import { RoutingModule } from '../routing.module.js';

let routing: ServiceUnderTest;
beforeEach(async () => {
  routing = await startForTest(RoutingModule);
});
afterEach(() => routing.stop());

const warnings = async () =>
  (await routing.sent()).filter(
    ({ type, data }) => type === WorkOrderChanged.type && (data as { change: string }).change === 'warned',
  );

it('tells the unit on its division’s topic what is due and when, once, however often it comes', async () => {
  const complaintId = await aRoutedTicket(routing);
  const warned = aWarnedDeadline({ complaintId });

  await routing.receives(DeadlineWarned, warned, { times: 2 });

  expect(await warnings()).toMatchObject([
    {
      topic: 'complaints.work.44',
      key: complaintId,
      data: {
        change: 'warned',
        stage: 'dispatched',
        due: [{ clock: warned.clockId, name: warned.name, dueAt: warned.dueAt }],
        why: warned.why,
      },
    },
  ]);
});

it('tells each of many units of its own', async () => {
  const ids = await routedTickets(routing, [{}, { faultRegion: '430100', sourceDivision: '43' }]);

  await routing.receives(
    DeadlineWarned,
    ids.map((complaintId) => aWarnedDeadline({ complaintId })),
  );

  expect((await warnings()).map(({ topic, key }) => [topic, key]).sort()).toEqual([
    ['complaints.work.43', ids[1]],
    ['complaints.work.44', ids[0]],
  ]);
});

it('tells nobody of a ticket that has ended', async () => {
  const complaintId = await anAnsweredTicket(routing);
  await routing.receives(CallbackMade, aCallback({ complaintId }));

  await routing.receives(DeadlineWarned, aWarnedDeadline({ complaintId }));

  expect(await warnings()).toEqual([]);
});

it('is parked when it speaks of no ticket we know', async () => {
  const complaintId = nextComplaintId();

  await routing.receives(DeadlineWarned, aWarnedDeadline({ complaintId }), { parked: true });

  expect(await routing.query('select stream, reason from dead_letters')).toMatchObject([
    { stream: complaintId, reason: expect.stringContaining('no ticket') as string },
  ]);
});
