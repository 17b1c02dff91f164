import { ComplaintImported, TicketRegistered, type SubmissionOnTheWire } from '@cc/contracts';
import { startForTest, type ServiceUnderTest } from '@cc/testing';
import { IntakeModule } from '../intake.module.js';
import { aPhone, aRecord } from '../submission.fixture.js';

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
