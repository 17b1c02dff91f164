import { ComplaintRecorded, TicketRegistered, WorkDispatched, WorkOrder } from '@cc/contracts';
import { aRecordedComplaint, hoursAfter, startForTest, TUESDAY_MORNING, type ServiceUnderTest } from '@cc/testing';
import { aCustomer, aText, routedTickets, sealedFor } from '../routed.fixture.js';
import { RoutingModule } from '../routing.module.js';
import { aRegistration } from '../rules.fixture.js';

let routing: ServiceUnderTest;
beforeEach(async () => {
  routing = await startForTest(RoutingModule);
});
afterEach(() => routing.stop());

it('sends a ticket’s work to its unit once, however often the event arrives', async () => {
  const ticket = aRegistration({ category: ['network'], faultRegion: '440300' });
  const { complaintId } = ticket;
  const complaint = { ...aRecordedComplaint({ complaintId }), ...sealedFor(routing, complaintId) };

  await routing.receives(ComplaintRecorded, complaint, { times: 2 });
  await routing.receives(TicketRegistered, ticket, { times: 2 });

  expect(await routing.published(WorkDispatched)).toMatchObject([
    { complaintId, dispatchNo: 1, why: { basis: 'telecom-group/dispatch' } },
  ]);
  expect(await routing.told(WorkOrder)).toHaveLength(1);
});

it('changes nothing when a registration comes again as another event', async () => {
  const [complaintId] = await routedTickets(routing, [{}]);

  await routing.receives(TicketRegistered, aRegistration({ complaintId }));

  expect(await routing.published(WorkDispatched)).toHaveLength(1);
});

it('gives the division the work in clear, with its due times and where they come from', async () => {
  const [complaintId] = await routedTickets(routing, [{ customerLevel: 'gold', number: 'TS20261124000777' }]);

  const [order] = await routing.told(WorkOrder);

  expect(order).toMatchObject({
    complaintId,
    number: 'TS20261124000777',
    customer: { ...aCustomer, level: 'gold' },
    ...aText,
    why: { rule: 'network-by-place-of-fault/network-by-city-of-fault' },
  });
  expect(order!.due.map(({ clock, dueAt }) => [clock, dueAt])).toEqual([
    ['telecom-group/limits/accept/1', new Date('2026-11-24T12:00:00+08:00')],
    ['telecom-group-2019/D1/1', hoursAfter(TUESDAY_MORNING, 48)],
    ['telecom-user-appeal-regulation/D1/1', new Date('2026-12-10T00:00:00+08:00')],
  ]);
  expect(order!.due[0]!.why).toMatchObject({ rule: 'accept', basis: 'telecom-group/guangdong' });
  const [sent] = (await routing.sent()).filter(({ type }) => type === WorkOrder.type);
  expect(sent).toMatchObject({ topic: 'complaints.work.44', division: '44', unit: '440100' });
});

it('gives the division the evidence, and the limit that the source set among the due times', async () => {
  const attachment = {
    url: null,
    objectId: 'pictures/1',
    mediaType: 'image/jpeg',
    size: 1024,
    sha256: 'a'.repeat(64),
  };
  const evidence = { recording: 'rec/cc-44/1.wav', attachments: [attachment] };
  const answerBy = hoursAfter(TUESDAY_MORNING, 20);
  const ticket = aRegistration({ answerBy });
  const { complaintId } = ticket;
  const text = { ...aText, faultAt: '2026-11-23T12:00:00.000Z', ...evidence };
  const complaint = { ...aRecordedComplaint({ complaintId }), ...sealedFor(routing, complaintId, text) };

  await routing.receives(ComplaintRecorded, complaint, { times: 2 });
  await routing.receives(TicketRegistered, ticket, { times: 2 });

  const [order] = await routing.told(WorkOrder);
  expect(order).toMatchObject({ ...evidence, faultAt: new Date(text.faultAt) });
  expect(order!.due.find(({ clock }) => clock === 'telecom-group/limits/answer-source/1')).toMatchObject({
    dueAt: answerBy,
    why: { rule: 'answer-source' },
  });
  const { body } = await routing.as({ role: 'handler', division: '44' }).get(`/work-orders/${complaintId}`);
  expect(body).toMatchObject({ clear: { text } });
  expect(JSON.stringify(await routing.query('select * from sealed_contents'))).not.toContain('rec/cc-44/1.wav');
});

it('keeps who complained and what was written sealed at rest', async () => {
  await routedTickets(routing, [{}]);

  const tables = ['tickets', 'work_orders', 'decisions', 'sealed_contents', 'actions', 'requests'];
  const rows = await Promise.all(tables.map((table) => routing.query(`select * from ${table}`)));

  const atRest = JSON.stringify(rows);
  for (const words of [...Object.values(aCustomer), ...Object.values(aText)]) expect(atRest).not.toContain(words);
});

it('keeps nothing of a complaint that never becomes work', async () => {
  await routing.receives(ComplaintRecorded, aRecordedComplaint({ outcome: 'settled' }));

  expect(await routing.query('select * from sealed_contents')).toEqual([]);
});

it('stores the reason of the decision with the dispatch', async () => {
  const [complaintId] = await routedTickets(routing, [{}]);

  const decisions = await routing.query('select kind, rule, basis, basis_version, source, answer from decisions');

  expect(decisions).toEqual([
    {
      kind: 'dispatch',
      rule: 'network-by-place-of-fault/network-by-city-of-fault',
      basis: 'telecom-group/dispatch',
      basis_version: '2026-11-24',
      source: 'ours',
      answer: { division: '44', unit: '440100', fallback: false, dispatchNo: 1, from: null },
    },
  ]);
  expect(await routing.query('select due_at from tickets where complaint_id = $1', [complaintId])).toEqual([
    { due_at: new Date('2026-11-24T12:00:00+08:00') },
  ]);
});

it('loses no work of a division that nobody knows: the group gets it', async () => {
  await routedTickets(routing, [
    { category: ['nonsense'], sourceDivision: 'zz', faultRegion: null, homeRegion: null, numberRegion: null },
  ]);

  const [sent] = (await routing.sent()).filter(({ type }) => type === WorkDispatched.type);
  expect(sent).toMatchObject({ division: '00', unit: 'service', data: { fallback: true, why: { source: 'ours' } } });
});

it('dispatches a batch, each by its own rule', async () => {
  const ids = await routedTickets(routing, [
    { category: ['network'], faultRegion: '430100' },
    { category: ['roaming'] },
    { channelLevel: 'appeal' },
    ...Array.from({ length: 30 }, () => ({})),
  ]);

  const orders = (await routing.sent()).filter(({ type }) => type === WorkOrder.type);
  const placeOf = (id: string) =>
    orders.filter(({ key }) => key === id).map(({ division, unit }) => `${division}/${unit}`);
  expect(ids.slice(0, 4).map(placeOf)).toEqual([['43/430100'], ['g2/centre'], ['g1/appeals'], ['44/440100']]);
  expect(orders).toHaveLength(33);
});

it('parks a registration whose complaint it was never told, and goes on with others', async () => {
  const orphan = aRegistration();

  await routing.receives(TicketRegistered, orphan, { parked: true });
  const [complaintId] = await routedTickets(routing, [{}]);

  expect(await routing.query('select stream, reason from dead_letters')).toMatchObject([
    { stream: orphan.complaintId, reason: expect.stringContaining('complaint.recorded') as string },
  ]);
  expect(await routing.published(WorkDispatched)).toMatchObject([{ complaintId }]);
});
