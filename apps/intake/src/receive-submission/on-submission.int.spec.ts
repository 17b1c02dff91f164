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

describe('a submission from Kafka', () => {
  let intake: ServiceUnderTest;
  beforeEach(async () => {
    intake = await startForTest(IntakeModule);
  });
  afterEach(() => intake.stop());

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
