import {
  CallbackMade,
  RequestAnswered,
  SupplementRequested,
  TicketClosed,
  UrgeRequested,
  WithdrawalRequested,
  WorkOrderChanged,
  type ComplaintId,
  type SealedRequestText,
} from '@cc/contracts';
import { Sealing } from '@cc/service-kit';
import {
  aCallback,
  anUrge,
  aSupplement,
  aWithdrawal,
  nextComplaintId,
  startForTest,
  type ServiceUnderTest,
} from '@cc/testing';
import { acts, anAction, anAnsweredTicket, aRoutedTicket, aSlip, routedTickets, stageOf } from '../routed.fixture.js';
import { RoutingModule } from '../routing.module.js';
import { NO_CALLBACK } from '../rules.fixture.js';

let routing: ServiceUnderTest;
beforeEach(async () => {
  routing = await startForTest(RoutingModule);
});
afterEach(() => routing.stop());

const words = (complaintId: ComplaintId, text: string) => routing.get(Sealing).seal({ text }, complaintId);
const changes = async () => (await routing.told(WorkOrderChanged)).map(({ change }) => change);

it('counts urges and passes them to the unit, each once', async () => {
  const complaintId = await aRoutedTicket(routing);

  await routing.receives(UrgeRequested, anUrge({ complaintId, text: null }), { times: 2 });
  await routing.receives(UrgeRequested, anUrge({ complaintId, text: words(complaintId, '还要等多久') }), { times: 2 });

  expect(await routing.published(RequestAnswered)).toMatchObject([
    { kind: 'urge', result: 'accepted', urges: 1, why: { rule: 'urge' } },
    { kind: 'urge', result: 'accepted', urges: 2 },
  ]);
  expect(await routing.told(WorkOrderChanged)).toMatchObject([
    { change: 'urged', text: null },
    { change: 'urged', text: '还要等多久' },
  ]);
});

it('answers a request once when it comes again as another event', async () => {
  const complaintId = await aRoutedTicket(routing);
  const urge = anUrge({ complaintId, text: null });

  await routing.receives(UrgeRequested, urge);
  await routing.receives(UrgeRequested, urge);

  expect(await routing.published(RequestAnswered)).toHaveLength(1);
  expect(await routing.query('select urges from tickets')).toEqual([{ urges: 1 }]);
});

it('passes on what came with a supplement, and a recording without a word', async () => {
  const complaintId = await aRoutedTicket(routing);
  const attachments = [
    { url: null, objectId: 'pictures/1', mediaType: 'image/jpeg', size: 1024, sha256: 'a'.repeat(64) },
  ];
  const sealed = (content: SealedRequestText) => routing.get(Sealing).seal(content, complaintId);

  await routing.receives(
    SupplementRequested,
    aSupplement({ complaintId, text: sealed({ text: '见照片', attachments }) }),
    { times: 2 },
  );
  await routing.receives(UrgeRequested, anUrge({ complaintId, text: sealed({ text: null, recording: 'rec/2' }) }));

  expect(await routing.told(WorkOrderChanged)).toMatchObject([
    { change: 'supplemented', text: '见照片', attachments },
    { change: 'urged', text: null, recording: 'rec/2' },
  ]);
});

it('passes a supplement on in clear and keeps it sealed', async () => {
  const complaintId = await aRoutedTicket(routing);
  const text = words(complaintId, '电视也不能看');

  await routing.receives(SupplementRequested, aSupplement({ complaintId, text }), { times: 2 });

  expect(await routing.told(WorkOrderChanged)).toMatchObject([{ change: 'supplemented', text: '电视也不能看' }]);
  expect(await routing.query(`select text from sealed_contents where kind = 'supplement'`)).toEqual([{ text }]);
});

it('ends the ticket when the customer withdraws', async () => {
  const complaintId = await aRoutedTicket(routing);

  await routing.receives(WithdrawalRequested, aWithdrawal({ complaintId, text: null }), { times: 2 });

  expect(await routing.published(RequestAnswered)).toMatchObject([{ kind: 'withdrawal', result: 'accepted' }]);
  expect(await routing.published(TicketClosed)).toMatchObject([{ closedAs: 'withdrawn', onTime: true }]);
  expect(await changes()).toEqual(['withdrawn']);
  expect(await stageOf(routing, complaintId)).toBe('withdrawn');
});

it('refuses a withdrawal of an archived ticket', async () => {
  const complaintId = await anAnsweredTicket(routing);
  await routing.receives(CallbackMade, aCallback({ complaintId }));

  await routing.receives(WithdrawalRequested, aWithdrawal({ complaintId, text: null }));

  expect(await routing.published(RequestAnswered)).toMatchObject([
    { result: 'refused', why: { rule: 'withdraw/not-at-closed' } },
  ]);
});

it.each([
  ['an urge', UrgeRequested, anUrge],
  ['a supplement', SupplementRequested, aSupplement],
] as const)('lets %s bounce where there is no ticket', async (_, definition, build) => {
  const complaintId = nextComplaintId();

  await routing.receives(definition, build({ complaintId, text: null }), { times: 2 });

  expect(await routing.published(RequestAnswered)).toMatchObject([{ complaintId, result: 'bounced', urges: 0 }]);
});

it('refuses a withdrawal where there is no ticket: nothing is left to take back', async () => {
  await routing.receives(WithdrawalRequested, aWithdrawal({ text: null }), { times: 2 });

  expect(await routing.published(RequestAnswered)).toMatchObject([{ kind: 'withdrawal', result: 'refused' }]);
});

describe('an urge that races with the archiving of its ticket', () => {
  it('is accepted when it stands before the archiving', async () => {
    const complaintId = await anAnsweredTicket(routing);

    await routing.receives(UrgeRequested, anUrge({ complaintId, text: null }));
    await routing.receives(CallbackMade, aCallback({ complaintId }));

    expect(await routing.published(RequestAnswered)).toMatchObject([{ result: 'accepted', urges: 1 }]);
    expect(await routing.published(TicketClosed)).toHaveLength(1);
  });

  it('bounces when it stands behind it, so that it becomes a new complaint', async () => {
    const complaintId = await anAnsweredTicket(routing);

    await routing.receives(CallbackMade, aCallback({ complaintId }));
    await routing.receives(UrgeRequested, anUrge({ complaintId, text: null }));

    expect(await routing.published(RequestAnswered)).toMatchObject([
      { result: 'bounced', urges: 0, why: { rule: 'urge/not-at-closed' } },
    ]);
    expect(await changes()).toEqual(['answered', 'closed']);
  });

  it('is answered by what truly came first, when both happen at the same time', async () => {
    const bases = NO_CALLBACK; // the reply archives
    const ids = await routedTickets(routing, [{ bases }, { bases }, { bases }]);
    await acts(
      routing,
      ids.map((id) => anAction(routing, id, { action: 'accept' })),
    );
    const reply = (id: ComplaintId) =>
      routing
        .as({ role: 'handler', division: '44', subject: 'gd-4711' })
        .post(`/work-orders/${id}/actions`)
        .send(anAction(routing, id, { action: 'reply', slip: aSlip }))
        .expect(200);

    await Promise.all(
      ids.flatMap((complaintId) => [
        reply(complaintId),
        routing.receives(UrgeRequested, anUrge({ complaintId, text: null })),
      ]),
    );

    const order = [TicketClosed.type, RequestAnswered.type] as string[];
    for (const id of ids) {
      const facts = (await routing.sent()).filter(({ key, type }) => key === id && order.includes(type));
      const urge = facts.find(({ type }) => type === RequestAnswered.type);
      expect(urge?.data).toMatchObject({ result: facts[0] === urge ? 'accepted' : 'bounced' });
    }
  });
});
