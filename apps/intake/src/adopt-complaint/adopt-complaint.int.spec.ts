import {
  ComplaintImported,
  RequestAnswered,
  SubmissionReceipt,
  SupplementRequested,
  TicketRegistered,
  UrgeRequested,
  WithdrawalRequested,
  type DataOf,
  type SealedRequestText,
  type SubmissionOnTheWire,
} from '@cc/contracts';
import { Sealing } from '@cc/service-kit';
import { anAnsweredRequest, startForTest, type ServiceUnderTest } from '@cc/testing';
import { IntakeModule } from '../intake.module.js';
import { MOST_KEPT } from '../receive-submission/decide-outcome.js';
import { aComplaint, aPhone, aRecord, aSubmission } from '../submission.fixture.js';

const pastOf = (state: 'open' | 'closed', over: Partial<SubmissionOnTheWire> = {}): SubmissionOnTheWire => ({
  source: 'history',
  sourceId: `row-${state}`,
  occurredAt: '2015-06-23T09:00:00+08:00',
  channel: 'hotline',
  customer: { phone: aPhone() },
  items: [
    {
      kind: 'past',
      problem: '宽带断网',
      category: ['网络'],
      state,
      division: '44',
      origin: { file: 'tickets-2015.csv', line: 7, mapping: 'tickets-2015 1' },
    },
  ],
  ...over,
});

describe('adopting a complaint of the past', () => {
  let intake: ServiceUnderTest;
  beforeEach(async () => {
    intake = await startForTest(IntakeModule);
  });
  afterEach(() => intake.stop());

  const imported = async (state: 'open' | 'closed') => {
    await intake.receivesRaw('complaints.submissions.history', aRecord(pastOf(state)));
    const [past] = await intake.published(ComplaintImported);
    return past!.complaintId;
  };

  it('makes it a ticket that was registered at that instant, by whoever adopted it', async () => {
    const id = await imported('open');

    const { body } = await intake
      .as({ role: 'dispatcher', division: '44' })
      .post(`/complaints/${id}/adopt`)
      .expect(200);

    const now = intake.time.now();
    const [ticket] = await intake.published(TicketRegistered);
    expect(ticket).toMatchObject({
      complaintId: id,
      sourceDivision: '44',
      adoptedBy: { role: 'dispatcher' },
      occurredAt: now,
      receivedAt: now,
      recordedAt: now,
    });
    expect(ticket!.bases.length).toBeGreaterThan(0);
    expect(body).toMatchObject({ complaintId: id, number: ticket!.number, status: 'registered' });
    expect(new Date(body.answerBy).getTime()).toBeGreaterThan(now.getTime());
  });

  it('happens once', async () => {
    const id = await imported('open');
    const dispatcher = intake.as({ role: 'dispatcher', division: '44' });
    await dispatcher.post(`/complaints/${id}/adopt`).expect(200);

    const { body } = await dispatcher.post(`/complaints/${id}/adopt`).expect(409);

    expect(body.detail).toContain('registered');
    expect(await intake.published(TicketRegistered)).toHaveLength(1);
  });

  it('counts each once among others that are adopted at the same moment', async () => {
    const upgraded = Array.from({ length: 9 }, (_, at) =>
      pastOf('open', { sourceId: `row-${at}`, channelLevel: 'group' }),
    );
    await intake.receivesRaw(
      'complaints.submissions.history',
      upgraded.map((each) => aRecord(each)),
    );
    const past = await intake.published(ComplaintImported);
    const adopt = (id: string) =>
      intake.as({ role: 'dispatcher', division: '44' }).post(`/complaints/${id}/adopt`).expect(200);

    await Promise.all(past.map(({ complaintId }) => adopt(complaintId)));

    const tickets = await intake.published(TicketRegistered);
    expect(tickets.filter(({ nature }) => nature === 'ordinary')).toHaveLength(2);
    expect(tickets.filter(({ nature }) => nature === 'major')).toHaveLength(7);
  });

  it.each([
    ['what is closed stays closed', 'closed', 'dispatcher', '44', 409],
    ['another division has nothing to do with it', 'open', 'dispatcher', '43', 404],
    ['who only looks adopts nothing', 'open', 'viewer', '44', 403],
  ] as const)('is refused: %s', async (_, state, role, division, status) => {
    const id = await imported(state);

    await intake.as({ role, division }).post(`/complaints/${id}/adopt`).expect(status);

    expect(await intake.published(TicketRegistered)).toEqual([]);
  });
});

describe('what is said of a complaint of the past', () => {
  let intake: ServiceUnderTest;
  beforeEach(async () => {
    intake = await startForTest(IntakeModule);
  });
  afterEach(() => intake.stop());

  const anOpenOne = async () => {
    await intake.receivesRaw('complaints.submissions.history', aRecord(pastOf('open')));
    return (await intake.published(ComplaintImported))[0]!;
  };
  const contact = (kind: 'urge' | 'supplement' | 'withdraw', number: string, text: string) =>
    aSubmission({ items: [{ kind, earlier: { number }, text }] });
  const twice = async (submission: SubmissionOnTheWire) => {
    const record = aRecord(submission);
    intake.time.set(new Date(intake.time.now().getTime() + 60_000));
    for (const again of [record, record]) await intake.receivesRaw('complaints.submissions.cc-44', again);
  };
  const requests = async () => [
    ...(await intake.published(UrgeRequested)),
    ...(await intake.published(SupplementRequested)),
    ...(await intake.published(WithdrawalRequested)),
  ];
  const shown = async (id: string) => (await intake.as({ role: 'dispatcher' }).get(`/complaints/${id}`)).body;
  const adopt = (id: string) => intake.as({ role: 'dispatcher', division: '44' }).post(`/complaints/${id}/adopt`);

  it('is kept with it while it waits, and its source hears so', async () => {
    const past = await anOpenOne();
    const urge = contact('urge', past.number, '十年了还没有修好');

    await twice(urge);

    const [receipt] = (await intake.told(SubmissionReceipt)).filter(({ sourceId }) => sourceId === urge.sourceId);
    expect(receipt!.items).toMatchObject([
      {
        outcome: 'urge',
        complaintId: past.complaintId,
        number: past.number,
        violations: [{ rule: 'waits-for-a-person', value: past.number }],
      },
    ]);
    expect(await requests()).toEqual([]);
    expect(await shown(past.complaintId)).toMatchObject({
      status: 'waiting',
      urges: 1,
      requests: [{ kind: 'urge', result: null }],
    });
  });

  it('is handed on to routing when somebody takes it up, after the ticket, in its order, once', async () => {
    const past = await anOpenOne();
    await twice(contact('supplement', past.number, '只在晚上断'));
    await twice(contact('urge', past.number, '请尽快处理'));
    await twice(contact('withdraw', past.number, '不用修了'));

    await adopt(past.complaintId).expect(200);
    await adopt(past.complaintId).expect(409);

    const said = (await intake.sent()).map(({ type }) => type).filter((type) => /registered|requested/.test(type));
    expect(said).toEqual([
      TicketRegistered.type,
      SupplementRequested.type,
      UrgeRequested.type,
      WithdrawalRequested.type,
    ]);
    const [urge] = await intake.published(UrgeRequested);
    expect(urge).toMatchObject({ complaintId: past.complaintId, submission: { source: 'cc-44', item: 0 } });
    expect(intake.get(Sealing).open<SealedRequestText>(urge!.text!, past.complaintId)).toEqual({ text: '请尽快处理' });
  });

  it('happens on the ticket when it is handed on, not before the ticket was there', async () => {
    const past = await anOpenOne();
    await twice(contact('withdraw', past.number, '不用修了'));

    await adopt(past.complaintId).expect(200);

    const [ticket] = await intake.published(TicketRegistered);
    const [withdrawal] = await intake.published(WithdrawalRequested);
    expect(withdrawal!.occurredAt).toEqual(ticket!.recordedAt);
  });

  it('counts as an urge from then on as far as routing accepts it', async () => {
    const past = await anOpenOne();
    for (const text of ['请尽快处理', '还没有修好']) await twice(contact('urge', past.number, text));
    await adopt(past.complaintId).expect(200);
    const [first, second] = await intake.published(UrgeRequested);
    const answered = ({ requestId }: DataOf<typeof UrgeRequested>, over: Partial<DataOf<typeof RequestAnswered>>) =>
      anAnsweredRequest({ complaintId: past.complaintId, requestId, ...over });

    await intake.receives(RequestAnswered, answered(first!, { urges: 1 }), { times: 2 });
    await intake.receives(RequestAnswered, answered(second!, { result: 'refused', urges: 1 }), { times: 2 });

    expect((await shown(past.complaintId)).urges).toBe(1);
  });

  it('is kept up to what one adoption can hand on, and refused beyond it', async () => {
    const past = await anOpenOne();
    const earlier = { number: past.number };
    const most = Array.from({ length: MOST_KEPT }, () => ({ kind: 'urge' as const, earlier, text: '请尽快处理' }));
    const calls = Array.from({ length: MOST_KEPT / 20 }, (_, at) =>
      aSubmission({ items: most.slice(at * 20, at * 20 + 20) }),
    );
    const one = contact('urge', past.number, '请尽快处理');
    const beyond = contact('withdraw', past.number, '不用修了');
    await intake.receivesRaw(
      'complaints.submissions.cc-44',
      [...calls.slice(1), one].map((each) => aRecord(each)),
    );

    await intake.receivesRaw(
      'complaints.submissions.cc-44',
      [calls[0]!, beyond].map((each) => aRecord(each)),
    );

    const receipts = await intake.told(SubmissionReceipt);
    const refusedOf = ({ sourceId }: SubmissionOnTheWire) =>
      receipts.find((each) => each.sourceId === sourceId)!.items.filter(({ outcome }) => outcome === 'refused');
    const tooMuch = { violations: [{ rule: 'too-much-kept', value: String(MOST_KEPT) }] };
    expect(refusedOf(calls[0]!)).toMatchObject([tooMuch]);
    expect(refusedOf(beyond)).toMatchObject([tooMuch]);
    await adopt(past.complaintId).expect(200);
    expect(await requests()).toHaveLength(MOST_KEPT);
  });

  it('is handed on item by item where one submission said several things', async () => {
    const past = await anOpenOne();
    const earlier = { number: past.number };
    const items = Array.from({ length: 6 }, () => [
      { kind: 'supplement' as const, earlier, text: '只在晚上断' },
      { kind: 'urge' as const, earlier, text: '请尽快处理' },
    ]).flat();
    await twice(aSubmission({ items: [...items, { kind: 'withdraw', earlier, text: '不用修了' }] }));

    await adopt(past.complaintId).expect(200);

    const handedOn = (await intake.sent()).filter(({ type }) => type.endsWith('.requested.v1'));
    expect(handedOn.map(({ data }) => (data as DataOf<typeof UrgeRequested>).submission.item)).toEqual(
      Array.from({ length: 13 }, (_, item) => item),
    );
  });

  it('is a complaint of today, with a ticket, where it was said as a new complaint', async () => {
    const past = await anOpenOne();
    const again = aSubmission({ items: [aComplaint({ earlier: { number: past.number } })] });

    await twice(again);

    const tickets = await intake.published(TicketRegistered);
    expect(tickets).toMatchObject([{ submission: { sourceId: again.sourceId }, linkedTo: past.complaintId }]);
    expect(await shown(past.complaintId)).toMatchObject({ status: 'waiting', urges: 0, requests: [] });
  });

  it('goes to routing at once where somebody has taken it up already', async () => {
    const past = await anOpenOne();
    await adopt(past.complaintId).expect(200);

    await twice(contact('urge', past.number, '请尽快处理'));

    expect(await requests()).toMatchObject([{ complaintId: past.complaintId }]);
  });
});
