import {
  ComplaintRecorded,
  SubmissionReceipt,
  TicketRegistered,
  type SealedCustomer,
  type SealedText,
} from '@cc/contracts';
import { Sealing } from '@cc/service-kit';
import { startForTest, type ServiceUnderTest } from '@cc/testing';
import { IntakeModule } from '../intake.module.js';
import { aComplaint, aRecord, aSubmission } from '../submission.fixture.js';

const TOPIC = 'complaints.submissions.cc-44';

/** Each complaint has a stream of its own: between them there is no order. */
const byItem = <T extends { submission: { item: number } }>(facts: readonly T[]) =>
  facts.toSorted((one, other) => one.submission.item - other.submission.item);

describe('a submission from Kafka', () => {
  let intake: ServiceUnderTest;
  beforeEach(async () => {
    intake = await startForTest(IntakeModule);
  });
  afterEach(() => intake.stop());

  it('brings its evidence sealed with its text, and nowhere else', async () => {
    const picture = {
      url: 'https://pictures.example/a.jpg',
      mediaType: 'image/jpeg',
      size: 1024,
      sha256: 'a'.repeat(64),
    };
    const submission = aSubmission({
      recording: 'rec/cc-44/1.wav',
      items: [
        aComplaint({ fault: { at: '2026-11-23T20:00:00+08:00', region: '广州市天河区' }, attachments: [picture] }),
        aComplaint({ settled: { done: '已当场为客户退费' } }),
      ],
    });

    await intake.receivesRaw(TOPIC, aRecord(submission));

    const sealing = intake.get(Sealing);
    const recorded = byItem(await intake.published(ComplaintRecorded));
    const texts = recorded.map(({ text, complaintId }) => sealing.open<SealedText>(text, complaintId));
    expect(texts).toMatchObject([
      {
        faultAt: '2026-11-23T12:00:00.000Z',
        recording: 'rec/cc-44/1.wav',
        attachments: [{ ...picture, objectId: null }],
      },
      { done: '已当场为客户退费', recording: 'rec/cc-44/1.wav' },
    ]);
    const inClear = JSON.stringify(await intake.sent());
    for (const secret of ['rec/cc-44/1.wav', picture.url, '已当场为客户退费']) expect(inClear).not.toContain(secret);
  });

  it('is to be answered by the instant that its source set, where that is before every limit of ours', async () => {
    const answerBy = '2026-11-25T12:00:00+08:00';
    const submission = aSubmission({ items: [aComplaint({ answerBy }), aComplaint()] });

    await intake.receivesRaw(TOPIC, aRecord(submission));

    const registered = byItem(await intake.published(TicketRegistered));
    expect(registered.map((ticket) => ticket.answerBy)).toEqual([new Date(answerBy), undefined]);
    const [receipt] = await intake.told(SubmissionReceipt);
    expect(receipt!.items[0]!.answerBy).toEqual(new Date(answerBy));
    expect(receipt!.items[1]!.answerBy!.getTime()).toBeGreaterThan(Date.parse(answerBy));
  });

  it('becomes a ticket, and its source gets a receipt', async () => {
    const submission = aSubmission({
      customer: { name: '林小明', phone: '139 1234 5678' },
      items: [aComplaint({ businessNumber: '０２０－３８００１２３４' })],
    });

    await intake.receivesRaw(TOPIC, aRecord(submission));

    const [recorded] = await intake.published(ComplaintRecorded);
    const [registered] = await intake.published(TicketRegistered);
    const [receipt] = await intake.told(SubmissionReceipt);
    expect(registered).toMatchObject({
      complaintId: recorded!.complaintId,
      submission: { source: 'cc-44', sourceId: submission.sourceId, item: 0 },
      sourceDivision: '44',
      channelLevel: 'province',
      category: ['network', 'broadband', 'broadband-outage'],
      nature: 'ordinary',
      faultRegion: '440106',
      numberRegion: '440100',
    });
    expect(registered!.number).toMatch(/^TS\d{8}000001$/);
    expect(registered!.bases.length).toBeGreaterThan(0);
    expect(receipt).toMatchObject({
      source: 'cc-44',
      sourceId: submission.sourceId,
      items: [
        { item: 0, outcome: 'ticket', complaintId: recorded!.complaintId, number: registered!.number, violations: [] },
      ],
    });
    expect(receipt!.items[0]!.answerBy).not.toBeNull();
    const sealing = intake.get(Sealing);
    expect(sealing.open<SealedCustomer>(recorded!.customer, recorded!.complaintId)).toEqual({
      name: '林小明',
      phone: '+8613912345678',
      businessNumber: '+862038001234',
    });
    expect(sealing.open<SealedText>(recorded!.text, recorded!.complaintId).problem).toContain('断网');
  });
});
