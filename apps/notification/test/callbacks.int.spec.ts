import {
  CallbackMade,
  ComplaintRecorded,
  TicketAnswered,
  TicketClosed,
  TicketReopened,
  WorkReplied,
} from '@cc/contracts';
import { Sealing } from '@cc/service-kit';
import {
  aClosedTicket,
  anAnsweredTicket,
  aReason,
  aReopenedTicket,
  aRepliedTicket,
  hoursAfter,
  schemaDifferences,
  startForTest,
  TUESDAY_MORNING,
  type ServiceUnderTest,
} from '@cc/testing';
import { DataSource } from 'typeorm';
import { KeepWhatToCallAbout0000000000006 } from '../src/migrations/0006-keep-what-to-call-about.js';
import { NotificationModule } from '../src/notification.module.js';
import { aComplaintOf } from './contact.js';

describe('callbacks', () => {
  let notification: ServiceUnderTest;

  beforeEach(async () => {
    notification = await startForTest(NotificationModule);
  });
  afterEach(() => notification.stop());

  const agent = () => notification.as({ role: 'callback-agent', division: '44' });

  async function anAnsweredComplaint() {
    const complaint = aComplaintOf(notification, '+8613800138000');
    const answered = anAnsweredTicket({ complaintId: complaint.complaintId });
    await notification.receives(ComplaintRecorded, complaint);
    await notification.receives(TicketAnswered, answered, { times: 2 });
    return {
      complaintId: complaint.complaintId,
      number: complaint.number,
      attempts: `/callbacks/${complaint.complaintId}/attempts`,
    };
  }

  it('has the tables that the entities describe', async () => {
    expect(await schemaDifferences(notification)).toEqual([]);
  });

  it('owes one callback for an answer, however often the answer arrives', async () => {
    const { complaintId } = await anAnsweredComplaint();

    const { body } = await agent().get('/callbacks').expect(200);

    expect(body).toMatchObject({ callbacks: [{ complaintId, attempts: 0 }], next: null });
    expect(Object.keys(body.callbacks[0]!).sort()).toEqual(
      ['attempts', 'callbackId', 'complaintId', 'division', 'dueAt', 'organisation', 'unit'].sort(),
    );
  });

  it('owes none where the procedure says so', async () => {
    const complaint = aComplaintOf(notification, null);
    await notification.receives(ComplaintRecorded, complaint);

    const callback = { owed: false, attempts: 0, dueAt: null, why: aReason() };
    await notification.receives(TicketAnswered, anAnsweredTicket({ complaintId: complaint.complaintId, callback }));

    const { body } = await agent().get('/callbacks').expect(200);
    expect(body.callbacks).toEqual([]);
  });

  it('publishes what the customer said and what it does to the ticket, with the rule', async () => {
    const { complaintId, attempts } = await anAnsweredComplaint();

    const { body } = await agent().post(attempts).send({ attemptId: 'cb-1', outcome: 'satisfied' }).expect(200);

    expect(body).toEqual({ complaintId, attempt: 1, outcome: 'satisfied', effect: 'close', duplicate: false });
    expect(await notification.published(CallbackMade)).toMatchObject([
      { complaintId, attempt: 1, outcome: 'satisfied', effect: 'close', why: { rule: expect.any(String) } },
    ]);
  });

  it('answers the same attempt again as it did first, and publishes it once', async () => {
    const { attempts } = await anAnsweredComplaint();
    await agent().post(attempts).send({ attemptId: 'cb-1', outcome: 'satisfied' }).expect(200);

    const { body } = await agent().post(attempts).send({ attemptId: 'cb-1', outcome: 'unsatisfied' }).expect(200);

    expect(body).toMatchObject({ outcome: 'satisfied', effect: 'close', duplicate: true });
    expect(await notification.published(CallbackMade)).toHaveLength(1);
  });

  it('tells another division nothing of an attempt, though it names the same id', async () => {
    const { attempts } = await anAnsweredComplaint();
    const attempt = { attemptId: 'cb-1', outcome: 'notReached' };
    await agent().post(attempts).send(attempt).expect(200);

    const hunan = notification.as({ role: 'callback-agent', division: '43' });
    const { body } = await hunan.post(attempts).send(attempt).expect(404);

    expect(body.type).toBe('/problems/no-callback-owed');
  });

  it('lets one of two agents win who record different results at the same moment', async () => {
    const { attempts } = await anAnsweredComplaint();

    const answers = await Promise.all([
      agent().post(attempts).send({ attemptId: 'cb-1', outcome: 'satisfied' }),
      agent().post(attempts).send({ attemptId: 'cb-2', outcome: 'unsatisfied' }),
    ]);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await notification.published(CallbackMade)).toHaveLength(1);
  });

  it('calls again when nobody answered, until the attempts are used up', async () => {
    const { attempts } = await anAnsweredComplaint();

    const effects = [];
    for (const attemptId of ['cb-1', 'cb-2', 'cb-3']) {
      const { body } = await agent().post(attempts).send({ attemptId, outcome: 'notReached' }).expect(200);
      effects.push(body.effect);
    }

    expect(effects).toEqual(['tryAgain', 'tryAgain', 'close']);
    await agent().post(attempts).send({ attemptId: 'cb-4', outcome: 'satisfied' }).expect(409);
  });

  it.each([
    ['archived', TicketClosed, aClosedTicket],
    ['reopened', TicketReopened, aReopenedTicket],
  ] as const)('tells a late agent that the ticket was %s meanwhile', async (_, definition, build) => {
    const { complaintId, attempts } = await anAnsweredComplaint();
    await notification.receives(definition as typeof TicketClosed, build({ complaintId }) as never);

    const { body } = await agent().post(attempts).send({ attemptId: 'cb-1', outcome: 'satisfied' }).expect(409);

    expect(body.type).toBe('/problems/callback-ended');
    expect(await notification.published(CallbackMade)).toEqual([]);
  });

  it('names the field and the rule of what it refuses', async () => {
    const { attempts } = await anAnsweredComplaint();

    const wrong = await agent().post(attempts).send({ attemptId: 'cb 1', outcome: 'happy' }).expect(422);
    const early = await agent()
      .post(attempts)
      .send({ attemptId: 'cb-1', outcome: 'satisfied', at: hoursAfter(TUESDAY_MORNING, 1).toISOString() })
      .expect(422);

    expect(wrong.body.violations.map(({ field }: { field: string }) => field)).toEqual(['/attemptId', '/outcome']);
    expect(early.body.violations).toMatchObject([{ field: '/at', rule: 'not-in-the-future' }]);
  });

  it('shows a number only in its own division, and leaves a trace', async () => {
    const { complaintId, number } = await anAnsweredComplaint();

    await notification.as({ role: 'callback-agent', division: '43' }).get(`/callbacks/${complaintId}`).expect(404);
    const { body } = await agent().get(`/callbacks/${complaintId}`).expect(200);

    expect(body).toMatchObject({ number, name: '陈晓明', phone: '+8613800138000' });
    expect(body).toMatchObject({ problem: '宽带断网', demand: '尽快修复', measures: null, answer: null });
    expect(await notification.query('select complaint_id, division, roles, reason from disclosures')).toEqual([
      { complaint_id: complaintId, division: '44', roles: ['callback-agent'], reason: 'callback' },
    ]);
  });

  it('shows what the newest slip says, however often each arrives', async () => {
    const { complaintId } = await anAnsweredComplaint();
    const slip = (answerToCustomer: string) =>
      notification.get(Sealing).seal({ measures: '更换接头', answerToCustomer }, complaintId);

    for (const answer of ['已派人检修', '已恢复']) {
      await notification.receives(WorkReplied, aRepliedTicket({ complaintId, slip: slip(answer) }), { times: 2 });
    }

    const { body } = await agent().get(`/callbacks/${complaintId}`).expect(200);
    expect(body).toMatchObject({ problem: '宽带断网', measures: '更换接头', answer: '已恢复' });
  });

  it('keeps a slip with its reason when nobody knows whom it is about', async () => {
    const replied = aRepliedTicket();

    await notification.receives(WorkReplied, replied, { parked: true });

    expect(await notification.query('select reason from dead_letters')).toMatchObject([
      { reason: expect.stringContaining(`no contact of complaint ${replied.complaintId}`) as string },
    ]);
  });

  it('still shows whom to call where the complaint came before its problem was kept here', async () => {
    const migration = new KeepWhatToCallAbout0000000000006();
    const runner = notification.get(DataSource).createQueryRunner();
    const { complaintId } = await anAnsweredComplaint();
    await migration.down(runner);

    await migration.up(runner);

    const { body } = await agent().get(`/callbacks/${complaintId}`).expect(200);
    expect(body).toMatchObject({ phone: '+8613800138000', problem: null, demand: null, measures: null, answer: null });
    await runner.release();
  });

  it('carries what the customer said, sealed', async () => {
    const { complaintId, attempts } = await anAnsweredComplaint();

    await agent().post(attempts).send({ attemptId: 'cb-1', outcome: 'unsatisfied', said: '仍然断网' }).expect(200);

    const [made] = await notification.published(CallbackMade);
    expect(made).toMatchObject({ complaintId, outcome: 'unsatisfied', effect: 'reopen' });
    expect(JSON.stringify(made)).not.toContain('仍然断网');
    expect(notification.get(Sealing).open(made!.said!, complaintId)).toEqual({ text: '仍然断网' });
  });

  it('pages through the queue, the most urgent first, missing nobody', async () => {
    const due: string[] = [];
    for (const hours of [30, 10, 20, 10]) {
      const complaint = aComplaintOf(notification, null);
      await notification.receives(ComplaintRecorded, complaint);
      const callback = { owed: true, attempts: 3, dueAt: hoursAfter(TUESDAY_MORNING, hours), why: aReason() };
      await notification.receives(TicketAnswered, anAnsweredTicket({ complaintId: complaint.complaintId, callback }));
    }

    let next: string | null = '';
    while (next !== null) {
      const { body }: { body: { callbacks: { dueAt: string }[]; next: string | null } } = await agent()
        .get('/callbacks')
        .query({ limit: 1, ...(next === '' ? {} : { after: next }) })
        .expect(200);
      due.push(...body.callbacks.map(({ dueAt }) => dueAt));
      next = body.next;
    }

    expect(due).toEqual([10, 10, 20, 30].map((hours) => hoursAfter(TUESDAY_MORNING, hours).toISOString()));
  });

  it('refuses a `next` that no page gave', async () => {
    const { body } = await agent().get('/callbacks').query({ after: 'nonsense' }).expect(422);

    expect(body.violations).toMatchObject([{ field: '/after' }]);
  });
});
