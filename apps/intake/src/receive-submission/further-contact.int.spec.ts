import {
  ComplaintRecorded,
  ComplaintRefused,
  SubmissionReceipt,
  SupplementRequested,
  TicketClosed,
  TicketRegistered,
  UrgeRequested,
  WithdrawalRequested,
  type ComplaintId,
  type EventDefinition,
  type SealedRequestText,
} from '@cc/contracts';
import { Sealing } from '@cc/service-kit';
import { aClosedTicket, startForTest, type ServiceUnderTest } from '@cc/testing';
import type { z } from 'zod';
import { IntakeModule } from '../intake.module.js';
import { aComplaint, aPhone, aRecord, aSubmission } from '../submission.fixture.js';

const TOPIC = 'complaints.submissions.cc-44';

describe('a further contact', () => {
  let intake: ServiceUnderTest;
  beforeAll(async () => {
    intake = await startForTest(IntakeModule);
  });
  afterAll(() => intake.stop());

  const submit = (...submissions: object[]) =>
    intake.receivesRaw(
      TOPIC,
      submissions.map((each) => aRecord(each)),
    );
  const receiptOf = async (sourceId: string) =>
    (await intake.told(SubmissionReceipt)).find((receipt) => receipt.sourceId === sourceId)!;
  async function aTicket(over = {}) {
    const submission = aSubmission(over);
    await submit(submission);
    const { complaintId, number } = (await receiptOf(submission.sourceId)).items[0]!;
    return { sourceId: submission.sourceId, complaintId: complaintId!, number: number! };
  }
  /** What was published about a complaint, or by a submission. */
  async function ofComplaint<D extends EventDefinition<string, z.ZodType<{ complaintId: ComplaintId }>>>(
    definition: D,
    complaintId: ComplaintId,
  ) {
    return (await intake.published(definition)).filter((data) => data.complaintId === complaintId);
  }
  const recordedBy = async (sourceId: string) =>
    (await intake.published(ComplaintRecorded)).filter(({ submission }) => submission.sourceId === sourceId);
  const contact = (kind: 'urge' | 'supplement' | 'withdraw', earlier: object, text = '请尽快处理') =>
    aSubmission({ items: [{ kind, earlier, text } as never] });

  it.each(['number', 'complaintId', 'sourceId'] as const)('finds the complaint by its %s', async (name) => {
    const ticket = await aTicket();
    const urge = contact('urge', { [name]: ticket[name] });

    await submit(urge);

    expect((await receiptOf(urge.sourceId)).items).toMatchObject([
      {
        outcome: 'urge',
        complaintId: ticket.complaintId,
        number: ticket.number,
        reasons: [{ rule: 'urge-while-open' }],
      },
    ]);
    const [requested] = await ofComplaint(UrgeRequested, ticket.complaintId);
    expect(requested).toMatchObject({
      complaintId: ticket.complaintId,
      submission: { sourceId: urge.sourceId, item: 0 },
    });
    expect(intake.get(Sealing).open<SealedRequestText>(requested!.text!, ticket.complaintId)).toEqual({
      text: '请尽快处理',
    });
  });

  it('finds the complaint by an id that is written in capitals', async () => {
    const ticket = await aTicket();
    const urge = contact('urge', { complaintId: ticket.complaintId.toUpperCase() });

    await submit(urge);

    const [item] = (await receiptOf(urge.sourceId)).items;
    expect(item).toMatchObject({ outcome: 'urge', complaintId: ticket.complaintId });
    const url = `/complaints/${ticket.complaintId.toUpperCase()}`;
    await intake.as({ role: 'viewer' }).get(url).expect(200);
  });

  it('asks routing for a supplement and for a withdrawal', async () => {
    const ticket = await aTicket();
    const supplement = contact('supplement', { number: ticket.number });
    const withdraw = contact('withdraw', { number: ticket.number });

    await submit(supplement, withdraw);

    expect((await receiptOf(supplement.sourceId)).items[0]!.outcome).toBe('supplement');
    expect((await receiptOf(withdraw.sourceId)).items[0]!.outcome).toBe('withdrawn');
    expect(await ofComplaint(SupplementRequested, ticket.complaintId)).toHaveLength(1);
    expect(await ofComplaint(WithdrawalRequested, ticket.complaintId)).toHaveLength(1);
  });

  it('brings its evidence sealed to routing, and to the complaint that it becomes after the archive', async () => {
    const picture = (name: string) => ({
      url: `https://pictures.example/${name}.jpg`,
      objectId: null,
      mediaType: 'image/jpeg',
      size: 1024,
      sha256: 'a'.repeat(64),
    });
    const ticket = await aTicket({ recording: 'rec/1', items: [aComplaint({ attachments: [picture('first')] })] });
    const supplement = () =>
      aSubmission({
        items: [
          {
            kind: 'supplement',
            earlier: { number: ticket.number },
            text: '邻居也断网',
            attachments: [picture('further')],
          },
        ],
      });
    const [before, after] = [supplement(), supplement()];

    await submit(before);
    await intake.receives(TicketClosed, aClosedTicket({ complaintId: ticket.complaintId }));
    await submit(after);

    const sealing = intake.get(Sealing);
    const [request] = await ofComplaint(SupplementRequested, ticket.complaintId);
    expect(sealing.open<SealedRequestText>(request!.text!, ticket.complaintId)).toEqual({
      text: '邻居也断网',
      attachments: [picture('further')],
    });
    const [linked] = await recordedBy(after.sourceId);
    expect(sealing.open(linked!.text, linked!.complaintId)).toMatchObject({
      recording: 'rec/1',
      attachments: [picture('further'), picture('first')],
    });
  });

  it('is refused, saying what was looked for, when no such complaint is on record', async () => {
    const urge = contact('urge', { number: 'TS20261124999999' });

    await submit(urge);

    expect((await receiptOf(urge.sourceId)).items[0]).toMatchObject({
      outcome: 'refused',
      violations: [{ field: '/items/0/earlier', rule: 'unknown-complaint', value: 'number TS20261124999999' }],
    });
    const refused = (await intake.published(ComplaintRefused)).filter(
      ({ submission }) => submission.sourceId === urge.sourceId,
    );
    expect(refused).toMatchObject([{ problems: [{ rule: 'unknown-complaint' }] }]);
  });

  it('on the number of an open complaint is an urge, unless it comes in the same call', async () => {
    const businessNumber = aPhone();
    const twoInOneCall = aSubmission({
      items: [
        aComplaint({ businessNumber }),
        aComplaint({ businessNumber, problem: '账单有误', category: ['billing', 'charge'] }),
      ],
    });
    const later = aSubmission({ items: [aComplaint({ businessNumber })] });

    await submit(twoInOneCall);
    await submit(later);

    expect((await receiptOf(twoInOneCall.sourceId)).items.map(({ outcome }) => outcome)).toEqual(['ticket', 'ticket']);
    const [aboutTheLine] = (await receiptOf(twoInOneCall.sourceId)).items;
    expect((await receiptOf(later.sourceId)).items[0]).toMatchObject({
      outcome: 'urge',
      complaintId: aboutTheLine!.complaintId,
    });
    const [one, two] = (await receiptOf(twoInOneCall.sourceId)).items.map(({ number }) => Number(number!.slice(-6)));
    expect(two).toBe(one! + 1);
  });

  it('about another matter on the number of an open complaint is a ticket of its own, linked, and only once', async () => {
    const businessNumber = aPhone();
    const line = await aTicket({ items: [aComplaint({ businessNumber })] });
    const bill = aSubmission({
      items: [aComplaint({ businessNumber, problem: '账单有误', category: ['billing', 'charge'] })],
    });
    const billAgain = aSubmission({
      items: [aComplaint({ businessNumber, problem: '账单还是有误', category: ['billing', 'charge'] })],
    });

    await submit(bill, bill);
    await submit(billAgain);

    const [recorded, ...more] = await recordedBy(bill.sourceId);
    expect(more).toEqual([]);
    expect(recorded).toMatchObject({ outcome: 'ticket', linkedTo: line.complaintId, category: ['billing', 'charge'] });
    expect(recorded!.reasons.at(-1)).toMatchObject({ rule: 'other-matter-while-open' });
    expect((await receiptOf(billAgain.sourceId)).items[0]).toMatchObject({
      outcome: 'urge',
      complaintId: recorded!.complaintId,
    });
    expect(await ofComplaint(UrgeRequested, line.complaintId)).toEqual([]);
  });

  it('is an appeal of its own, linked, where the regulator passes on what an open ticket is about', async () => {
    const businessNumber = aPhone();
    const atTheProvince = await aTicket({ items: [aComplaint({ businessNumber })] });
    const appeal = aSubmission({
      source: 'miit',
      channel: 'regulator',
      items: [aComplaint({ businessNumber, problem: '宽带故障超过15日未答复' })],
    });

    await intake.receivesRaw('complaints.submissions.miit', [aRecord(appeal)]);

    const [recorded] = await recordedBy(appeal.sourceId);
    expect(recorded).toMatchObject({ outcome: 'ticket', channelLevel: 'appeal', linkedTo: atTheProvince.complaintId });
    expect(await ofComplaint(TicketRegistered, recorded!.complaintId)).toMatchObject([{ channelLevel: 'appeal' }]);
    expect(await ofComplaint(UrgeRequested, atTheProvince.complaintId)).toEqual([]);
  });

  it('does not go from an archived complaint to the other matter that was linked to it', async () => {
    const businessNumber = aPhone();
    const line = await aTicket({ items: [aComplaint({ businessNumber })] });
    const bill = aSubmission({ items: [aComplaint({ businessNumber, category: ['billing', 'charge'] })] });
    await submit(bill);
    const dayAfter = new Date(intake.time.now().getTime() + 86_400_000);
    intake.time.set(dayAfter);
    const closed = aClosedTicket({ complaintId: line.complaintId, occurredAt: dayAfter, recordedAt: dayAfter });
    await intake.receives(TicketClosed, closed);
    const urge = contact('urge', { number: line.number });

    await submit(urge);

    const [linked] = await recordedBy(urge.sourceId);
    expect(linked).toMatchObject({
      linkedTo: line.complaintId,
      category: ['network', 'broadband', 'broadband-outage'],
    });
  });

  it.each(['one after the other', 'in one batch'])(
    'by a higher level opens one complaint of that level and urges it from then on, %s',
    async (how) => {
      const ticket = await aTicket();
      const byGroup = (kind: 'urge' | 'supplement') => ({
        ...contact(kind, { number: ticket.number }),
        channelLevel: 'group',
      });
      const [first, second, third] = [byGroup('urge'), byGroup('urge'), byGroup('supplement')] as const;

      if (how === 'in one batch') await submit(first, second, third);
      else for (const each of [first, second, third]) await submit(each);

      const [ofTheGroup] = await recordedBy(first.sourceId);
      expect(ofTheGroup).toMatchObject({ linkedTo: ticket.complaintId, channelLevel: 'group' });
      const { complaintId } = ofTheGroup!;
      expect((await receiptOf(second.sourceId)).items).toMatchObject([{ outcome: 'urge', complaintId }]);
      expect((await receiptOf(third.sourceId)).items).toMatchObject([{ outcome: 'supplement', complaintId }]);
      expect(await ofComplaint(UrgeRequested, ticket.complaintId)).toHaveLength(0);
    },
  );

  it('by a higher level goes to what the number has open at that level, though that is linked to another', async () => {
    const businessNumber = aPhone();
    const newOn = () => ({ items: [aComplaint({ businessNumber })] });
    const ticket = await aTicket(newOn());
    const ofTheGroup = await aTicket({ ...newOn(), channelLevel: 'group' });
    const ofTheBody = await aTicket({ ...newOn(), channelLevel: 'appeal' });
    await intake.query('update complaints set linked_to = $1 where id = $2', [
      ofTheGroup.complaintId,
      ofTheBody.complaintId,
    ]);
    const urge = { ...contact('urge', { number: ticket.number }), channelLevel: 'appeal' };

    await submit(urge);

    expect((await receiptOf(urge.sourceId)).items).toMatchObject([
      { outcome: 'urge', complaintId: ofTheBody.complaintId },
    ]);
  });

  it('meets a complaint of the same batch', async () => {
    const complaint = aSubmission();
    const urge = contact('urge', { sourceId: complaint.sourceId });

    await submit(complaint, urge);

    const { complaintId } = (await receiptOf(complaint.sourceId)).items[0]!;
    expect(await ofComplaint(UrgeRequested, complaintId!)).toHaveLength(1);
  });

  it('after the archive is a new, linked complaint that carries what was said and what it is about', async () => {
    const ticket = await aTicket();
    await intake.receives(TicketClosed, aClosedTicket({ complaintId: ticket.complaintId }));
    const urge = contact('urge', { number: ticket.number }, '根本没有修好');

    await submit(urge);

    const [linked] = await recordedBy(urge.sourceId);
    expect(linked).toMatchObject({
      linkedTo: ticket.complaintId,
      submission: { sourceId: urge.sourceId },
      category: ['network', 'broadband', 'broadband-outage'],
    });
    const { problem } = intake.get(Sealing).open<{ problem: string }>(linked!.text, linked!.complaintId);
    expect(problem).toContain('根本没有修好');
    expect(problem).toContain(ticket.number);
    expect((await receiptOf(urge.sourceId)).items[0]).toMatchObject({
      outcome: 'ticket',
      complaintId: linked!.complaintId,
    });
    expect(await ofComplaint(UrgeRequested, ticket.complaintId)).toHaveLength(0);
  });

  it('about an archived complaint that goes on in a linked one goes to the linked one', async () => {
    const ticket = await aTicket();
    await intake.receives(TicketClosed, aClosedTicket({ complaintId: ticket.complaintId }));
    const first = contact('urge', { number: ticket.number });
    await submit(first);
    const second = contact('urge', { number: ticket.number });

    await submit(second);

    const [linked] = await recordedBy(first.sourceId);
    expect((await receiptOf(second.sourceId)).items[0]).toMatchObject({
      outcome: 'urge',
      complaintId: linked!.complaintId,
    });
  });

  it('records what was settled on the spot without a ticket', async () => {
    const settled = aSubmission({ items: [aComplaint({ settled: { done: '已当场为客户退费' } })] });

    await submit(settled);

    const [recorded] = await recordedBy(settled.sourceId);
    expect(recorded).toMatchObject({ outcome: 'settled' });
    expect(await ofComplaint(TicketRegistered, recorded!.complaintId)).toHaveLength(0);
    expect((await receiptOf(settled.sourceId)).items[0]).toMatchObject({ outcome: 'settled', answerBy: null });
  });
});
