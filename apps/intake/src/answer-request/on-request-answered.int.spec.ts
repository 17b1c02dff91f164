import {
  ComplaintProgress,
  ComplaintRecorded,
  RequestAnswered,
  SubmissionReceipt,
  TicketClosed,
  TicketRegistered,
  type SealedCustomer,
} from '@cc/contracts';
import { Sealing } from '@cc/service-kit';
import { aClosedTicket, anAnsweredRequest, startForTest, type ServiceUnderTest } from '@cc/testing';
import { IntakeModule } from '../intake.module.js';
import { requestIdOf } from '../receive-submission/delivery.js';
import { aRecord, aSubmission } from '../submission.fixture.js';

const TOPIC = 'complaints.submissions.cc-44';

describe('the answer to a request', () => {
  let intake: ServiceUnderTest;
  beforeAll(async () => {
    intake = await startForTest(IntakeModule);
  });
  afterAll(() => intake.stop());

  /** A ticket with a request about it, as routing sees it. */
  async function requested(kind: 'urge' | 'supplement' | 'withdraw') {
    const complaint = aSubmission();
    await intake.receivesRaw(TOPIC, aRecord(complaint));
    const [ticket] = await recordedBy(complaint.sourceId);
    const request = aSubmission({
      customer: { phone: '13800138000' },
      items: [{ kind, earlier: { number: ticket!.number }, text: '还没有修好' }],
    });
    await intake.receivesRaw(TOPIC, aRecord(request));
    return { ticket: ticket!, sourceId: request.sourceId, requestId: requestIdOf('cc-44', request.sourceId, 0) };
  }
  const recordedBy = async (sourceId: string) =>
    (await intake.published(ComplaintRecorded)).filter(({ submission }) => submission.sourceId === sourceId);
  const progressOf = async (sourceId: string) =>
    (await intake.told(ComplaintProgress)).filter((progress) => progress.sourceId === sourceId);

  it.each([
    ['urge', 'urge', 'urgeAccepted'],
    ['supplement', 'supplement', 'supplementAccepted'],
    ['withdraw', 'withdrawal', 'withdrawalAccepted'],
  ] as const)('tells the source of a %s, once', async (asked, kind, status) => {
    const { ticket, sourceId, requestId } = await requested(asked);

    await intake.receives(
      RequestAnswered,
      anAnsweredRequest({ complaintId: ticket.complaintId, requestId, kind, urges: 1 }),
      { times: 2 },
    );

    expect(await progressOf(sourceId)).toMatchObject([
      { status, complaintId: ticket.complaintId, number: ticket.number },
    ]);
  });

  it.each(['archive', 'answer'] as const)(
    'turns a bounced urge into a new complaint linked to the old one, when the %s comes first',
    async (first) => {
      const { ticket, sourceId, requestId } = await requested('urge');
      const bounced = anAnsweredRequest({ complaintId: ticket.complaintId, requestId, result: 'bounced', urges: 0 });
      const closed = aClosedTicket({ complaintId: ticket.complaintId });

      if (first === 'archive') await intake.receives(TicketClosed, closed);
      await intake.receives(RequestAnswered, bounced, { times: 2 });
      if (first === 'answer') await intake.receives(TicketClosed, closed);

      const [linked, ...more] = await recordedBy(sourceId);
      expect(more).toEqual([]);
      expect(linked).toMatchObject({ linkedTo: ticket.complaintId, outcome: 'ticket', submission: { sourceId } });
      expect(linked!.complaintId).not.toBe(ticket.complaintId);
      expect(linked!.numberHash).toBe(ticket.numberHash);
      const tickets = (await intake.published(TicketRegistered)).filter(
        ({ complaintId }) => complaintId === linked!.complaintId,
      );
      expect(tickets).toHaveLength(1);
      const { phone } = intake.get(Sealing).open<SealedCustomer>(linked!.customer, linked!.complaintId);
      expect(phone).toBe('+8613800138000');
      expect(await progressOf(sourceId)).toMatchObject([
        { status: 'urgeBounced', complaintId: linked!.complaintId, number: linked!.number },
      ]);
      const receipts = (await intake.told(SubmissionReceipt)).filter((receipt) => receipt.sourceId === sourceId);
      expect(receipts.map(({ items }) => items[0]!.outcome)).toEqual(['urge']);
    },
  );

  it('leaves a withdrawal that came too late at that', async () => {
    const { ticket, sourceId, requestId } = await requested('withdraw');

    await intake.receives(
      RequestAnswered,
      anAnsweredRequest({
        complaintId: ticket.complaintId,
        requestId,
        kind: 'withdrawal',
        result: 'bounced',
        urges: 0,
      }),
    );

    expect(await recordedBy(sourceId)).toEqual([]);
    expect(await progressOf(sourceId)).toMatchObject([
      { status: 'withdrawalBounced', complaintId: ticket.complaintId },
    ]);
  });

  it('parks an answer to a request nobody made here', async () => {
    await intake.receives(RequestAnswered, anAnsweredRequest(), { parked: true } as never);

    const [letter] = await intake.query<{ reason: string }>('select reason from dead_letters');
    expect(letter!.reason).toContain('no request');
  });
});
