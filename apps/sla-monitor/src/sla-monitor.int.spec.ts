import {
  DeadlineArmed,
  DeadlineCancelled,
  DeadlineMet,
  DeadlineMissed,
  DeadlinePaused,
  DeadlineResumed,
  DeadlineRevised,
  deriveId,
  RequestAnswered,
  TicketAbnormal,
  TicketAnswered,
  TicketClosed,
  TicketRegistered,
  TicketReopened,
  WorkAccepted,
  WorkDispatched,
  WorkPaused,
  WorkReplied,
  WorkReplyApproved,
  WorkReplyRefused,
  WorkResumed,
  WorkReturned,
  WorkTransferred,
  type ComplaintId,
} from '@cc/contracts';
import {
  aClosedTicket,
  aDispatchedTicket,
  anAcceptedTicket,
  anAnsweredRequest,
  anAnsweredTicket,
  aPausedTicket,
  anApprovedReply,
  aRefusedReply,
  aRegisteredTicket,
  aReopenedTicket,
  aRepliedTicket,
  aResumedTicket,
  aReturnedTicket,
  aTransferredTicket,
  hoursAfter,
  minutesAfter,
  schemaDifferences,
  startForTest,
  TUESDAY_MORNING,
  type ServiceUnderTest,
} from '@cc/testing';
import { NoticeDueInstantsOnTick } from './notice-due-instants/on-tick.js';
import { SlaMonitorModule } from './sla-monitor.module.js';

const DISPATCH = 'telecom-group/limits/dispatch/1';
const ACCEPT = 'telecom-group/limits/accept/1';
const SOURCE = 'telecom-group/limits/answer-source/1';
const ANSWER = 'telecom-group-2019/D1/1';
const REGULATOR = 'telecom-user-appeal-regulation/D1/1';

const unit = { division: '44', unit: '44-centre' };
const after = (minutes: number) => {
  const at = minutesAfter(TUESDAY_MORNING, minutes);
  return { occurredAt: at, recordedAt: at };
};

/** The first start of a run migrates the database; the machine may be busy. */
const PATIENCE_MS = 60_000;

describe('sla-monitor', () => {
  let sla: ServiceUnderTest;
  beforeEach(async () => {
    sla = await startForTest(SlaMonitorModule);
  }, PATIENCE_MS);
  afterEach(() => sla.stop());

  const ids = (told: { clockId: string }[]) => told.map(({ clockId }) => clockId);
  const armed = async () => ids(await sla.published(DeadlineArmed));
  const met = async () => ids(await sla.published(DeadlineMet));
  const cancelled = async () => ids(await sla.published(DeadlineCancelled));
  const abnormal = async () => (await sla.published(TicketAbnormal)).map(({ kind }) => kind);
  const states = async (complaintId: ComplaintId) =>
    Object.fromEntries(
      (
        await sla.query<{ clock_id: string; state: string }>(
          'select clock_id, state from clocks where complaint_id = $1',
          [complaintId],
        )
      ).map(({ clock_id, state }) => [clock_id, state]),
    );

  async function aTicket(over: Parameters<typeof aRegisteredTicket>[0] = {}): Promise<ComplaintId> {
    const ticket = aRegisteredTicket(over);
    await sla.receives(TicketRegistered, ticket, { times: 2 });
    return ticket.complaintId;
  }

  async function aTicketAtWork(over: Parameters<typeof aRegisteredTicket>[0] = {}): Promise<ComplaintId> {
    const complaintId = await aTicket(over);
    await sla.receives(WorkDispatched, aDispatchedTicket({ complaintId, ...after(5) }), { times: 2, scope: unit });
    return complaintId;
  }

  it('arms the clocks of several bases once, however often the registration arrives', async () => {
    await aTicket();

    expect((await armed()).sort()).toEqual([DISPATCH, ANSWER, REGULATOR].sort());
  });

  it('meets the dispatch and starts the acceptance of the unit that got the work', async () => {
    const complaintId = await aTicketAtWork();

    expect(await met()).toEqual([DISPATCH]);
    expect(await states(complaintId)).toMatchObject({ [DISPATCH]: 'met', [ACCEPT]: 'armed' });
    const accept = (await sla.sent()).find(({ data }) => (data as { clockId?: string }).clockId === ACCEPT);
    expect(accept).toMatchObject({ ...unit, type: 'deadline.armed.v1' });
  });

  it('meets the acceptance once', async () => {
    const complaintId = await aTicketAtWork();

    await sla.receives(WorkAccepted, anAcceptedTicket({ complaintId, ...after(30) }), { times: 2 });

    expect(await met()).toEqual([DISPATCH, ACCEPT]);
  });

  it('cancels the acceptance of a unit that returned the work, and finds a ticket returned twice abnormal', async () => {
    const complaintId = await aTicketAtWork();

    await sla.receives(WorkReturned, aReturnedTicket({ complaintId, returns: 2, ...after(10) }), { times: 2 });

    expect(await cancelled()).toEqual([ACCEPT]);
    expect(await abnormal()).toEqual(['returnedTwice']);
    expect(await states(complaintId)).toMatchObject({ 'telecom-group/limits/dispatch/2': 'armed' });
  });

  it('cancels the acceptance of a unit that passed the work on', async () => {
    const complaintId = await aTicketAtWork();

    await sla.receives(WorkTransferred, aTransferredTicket({ complaintId, ...after(10) }), { times: 2 });

    expect(await cancelled()).toEqual([ACCEPT]);
    expect(await armed()).toContain('telecom-group/limits/dispatch/2');
  });

  it('pauses the clocks that may be paused, and says when they were due, are due, and why', async () => {
    const complaintId = await aTicketAtWork();
    const due = hoursAfter(TUESDAY_MORNING, 48);
    await sla.receives(WorkAccepted, anAcceptedTicket({ complaintId, ...after(20) }));

    await sla.receives(WorkPaused, aPausedTicket({ complaintId, ...after(60) }), { times: 2 });
    expect(await states(complaintId)).toMatchObject({ [ANSWER]: 'paused', [REGULATOR]: 'armed' });
    await sla.receives(WorkResumed, aResumedTicket({ complaintId, ...after(300) }), { times: 2 });

    const because = 'waiting-for-customer';
    expect(await sla.published(DeadlinePaused)).toMatchObject([
      { clockId: ANSWER, pausedAt: after(60).recordedAt, before: due, because },
    ]);
    expect(await sla.published(DeadlineResumed)).toMatchObject([
      {
        clockId: ANSWER,
        resumedAt: after(300).recordedAt,
        before: due,
        dueAt: minutesAfter(due, 240),
        because,
        why: { rule: 'D1' },
      },
    ]);
    const { body } = await sla.as({ role: 'viewer' }).get(`/complaints/${complaintId}/clocks`).expect(200);
    expect((body.clocks as { clockId: string }[]).find(({ clockId }) => clockId === ANSWER)).toMatchObject({
      state: 'armed',
      pauses: [{ reason: because, before: due.toISOString() }],
    });
  });

  it('misses nothing while the clock stands still, however long', async () => {
    const complaintId = await aTicketAtWork();
    await sla.receives(WorkAccepted, anAcceptedTicket({ complaintId, ...after(20) }));
    await sla.receives(WorkPaused, aPausedTicket({ complaintId, ...after(60) }));

    sla.time.set(hoursAfter(TUESDAY_MORNING, 200));
    await sla.tick(NoticeDueInstantsOnTick);
    await sla.receives(WorkResumed, aResumedTicket({ complaintId, ...after(200 * 60) }));
    sla.time.set(hoursAfter(TUESDAY_MORNING, 201));
    await sla.tick(NoticeDueInstantsOnTick);

    expect(await sla.published(DeadlineMissed)).toEqual([]);
    expect(await states(complaintId)).toMatchObject({ [ANSWER]: 'armed' });
  });

  it('revises the due time when it learns of a pause that is over already', async () => {
    const complaintId = await aTicketAtWork();
    const due = hoursAfter(TUESDAY_MORNING, 48);
    await sla.receives(WorkResumed, aResumedTicket({ complaintId, ...after(120) }), { times: 2 });

    await sla.receives(WorkPaused, aPausedTicket({ complaintId, ...after(60) }), { times: 2 });

    expect(await sla.published(DeadlineRevised)).toMatchObject([
      { clockId: ANSWER, before: due, after: minutesAfter(due, 60), because: 'work.paused' },
    ]);
    expect(await sla.published(DeadlinePaused)).toEqual([]);
  });

  it('lets the clocks run on while a slip is written, refused and written again', async () => {
    const complaintId = await aTicketAtWork();
    await sla.receives(WorkAccepted, anAcceptedTicket({ complaintId, ...after(20) }));
    const before = (await sla.sent()).length;

    await sla.receives(WorkReplied, aRepliedTicket({ complaintId, ...after(30) }), { times: 2 });
    await sla.receives(WorkReplyRefused, aRefusedReply({ complaintId, ...after(40) }), { times: 2 });

    expect(await sla.sent()).toHaveLength(before);
    const [ticket] = await sla.query<{ facts: number }>('select jsonb_array_length(timeline) as facts from tickets');
    expect(ticket).toEqual({ facts: 5 });
  });

  it('meets the limit of the audit by the approval, also when that comes after the answer that it brought', async () => {
    const audit = async (complaintId: ComplaintId, name: string) => {
      const found = await states(complaintId);
      return found[`telecom-group/limits/slip-audit/${name}`];
    };
    const appeal = await aTicketAtWork({ channelLevel: 'appeal' });
    await sla.receives(WorkReplied, aRepliedTicket({ complaintId: appeal, ...after(30) }));
    const before = await audit(appeal, '1');

    await sla.receives(TicketAnswered, anAnsweredTicket({ complaintId: appeal, ...after(60) }));
    await sla.receives(WorkReplyApproved, anApprovedReply({ complaintId: appeal, ...after(50) }), { times: 2 });

    expect([before, await audit(appeal, '1')]).toEqual(['armed', 'met']);
  });

  it('meets the clocks of several bases by one answer', async () => {
    const complaintId = await aTicketAtWork();

    await sla.receives(TicketAnswered, anAnsweredTicket({ complaintId, ...after(60) }), { times: 2 });

    expect((await met()).sort()).toEqual([DISPATCH, ANSWER, REGULATOR].sort());
    expect((await sla.published(DeadlineMet)).every(({ late }) => !late)).toBe(true);
  });

  it('leaves nothing running on a closed ticket', async () => {
    const complaintId = await aTicketAtWork();

    await sla.receives(TicketClosed, aClosedTicket({ complaintId, closedAs: 'closed-by-person', ...after(60) }), {
      times: 2,
    });

    expect((await cancelled()).sort()).toEqual([ACCEPT, ANSWER, REGULATOR].sort());
    expect(await sla.query('select 1 from clocks where next_at is not null')).toEqual([]);
  });

  it('says that a withdrawal ended the clocks', async () => {
    const complaintId = await aTicket();

    await sla.receives(TicketClosed, aClosedTicket({ complaintId, closedAs: 'withdrawn', ...after(60) }), { times: 2 });

    const because = (await sla.published(DeadlineCancelled)).map((told) => told.because);
    expect(because).toEqual(['ticket.withdrawn', 'ticket.withdrawn', 'ticket.withdrawn']);
  });

  it('starts a new answer clock for a customer who was not satisfied', async () => {
    const complaintId = await aTicketAtWork();
    await sla.receives(TicketAnswered, anAnsweredTicket({ complaintId, ...after(60) }));

    await sla.receives(TicketReopened, aReopenedTicket({ complaintId, ...after(90) }), { times: 2 });

    expect((await armed()).filter((id) => id.includes('2019/D1'))).toEqual([ANSWER, 'telecom-group-2019/D1/2']);
  });

  it('finds a ticket abnormal at the third urge, once; a refused or bounced one does not count', async () => {
    const complaintId = await aTicketAtWork();
    const urge = (urges: number, result: 'accepted' | 'refused' | 'bounced' = 'accepted') =>
      sla.receives(RequestAnswered, anAnsweredRequest({ complaintId, urges, result }), { times: 2 });

    await urge(1);
    await urge(2);
    await urge(3, 'refused');
    await urge(3, 'bounced');
    expect(await abnormal()).toEqual([]);

    await urge(3);
    await urge(4);
    expect(await abnormal()).toEqual(['urgedThreeTimes']);
  });

  it('ends in the same clocks when every fact comes after the ticket was closed', async () => {
    const complaintId = await aTicket();
    await sla.receives(TicketClosed, aClosedTicket({ complaintId, ...after(90) }), { times: 2 });

    await sla.receives(TicketAnswered, anAnsweredTicket({ complaintId, ...after(60) }), { times: 2 });
    await sla.receives(WorkAccepted, anAcceptedTicket({ complaintId, ...after(30) }), { times: 2 });
    await sla.receives(WorkReplied, aRepliedTicket({ complaintId, ...after(40) }), { times: 2 });
    await sla.receives(WorkReplyRefused, aRefusedReply({ complaintId, ...after(50) }), { times: 2 });
    await sla.receives(WorkDispatched, aDispatchedTicket({ complaintId, ...after(5) }), { times: 2, scope: unit });

    expect(await states(complaintId)).toEqual({
      [DISPATCH]: 'met',
      [ACCEPT]: 'met',
      [ANSWER]: 'met',
      [REGULATOR]: 'met',
      'telecom-group/handling/callback/1': 'cancelled',
    });
    expect(await sla.query('select closed_at from tickets')).toEqual([{ closed_at: after(90).recordedAt }]);
  });

  it('knows a return, a transfer and a reopening in their place, also when they come late', async () => {
    const complaintId = await aTicketAtWork();
    await sla.receives(TicketClosed, aClosedTicket({ complaintId, ...after(90) }));

    await sla.receives(TicketReopened, aReopenedTicket({ complaintId, ...after(80) }), { times: 2 });
    await sla.receives(TicketAnswered, anAnsweredTicket({ complaintId, ...after(70) }), { times: 2 });
    await sla.receives(WorkTransferred, aTransferredTicket({ complaintId, ...after(8) }), { times: 2 });
    await sla.receives(WorkReturned, aReturnedTicket({ complaintId, ...after(7) }), { times: 2 });

    expect(await states(complaintId)).toMatchObject({
      [ACCEPT]: 'cancelled',
      [ANSWER]: 'met',
      'telecom-group-2019/D1/2': 'cancelled',
      [REGULATOR]: 'met',
    });
    expect(await sla.query('select 1 from clocks where next_at is not null')).toEqual([]);
  });

  it('keeps facts that come before the registration and arms nothing until it comes', async () => {
    const registered = aRegisteredTicket();
    const { complaintId } = registered;
    await sla.receives(WorkAccepted, anAcceptedTicket({ complaintId, ...after(30) }), { times: 2 });
    await sla.receives(RequestAnswered, anAnsweredRequest({ complaintId, urges: 3 }), { times: 2 });
    await sla.receives(WorkDispatched, aDispatchedTicket({ complaintId, ...after(5) }), { times: 2, scope: unit });
    expect(await sla.sent()).toEqual([]);

    await sla.receives(TicketRegistered, registered, { times: 2 });

    expect((await armed()).sort()).toEqual([ACCEPT, DISPATCH, ANSWER, REGULATOR].sort());
    expect(await met()).toEqual([DISPATCH, ACCEPT]);
    expect(await abnormal()).toEqual(['urgedThreeTimes']);
    expect(await sla.query('select division, unit from tickets')).toEqual([unit]);
  });

  it.each(['in time', 'after its work was dispatched'] as const)(
    'counts by the instant that the source set, once, where the registration comes %s',
    async (when) => {
      const answerBy = hoursAfter(TUESDAY_MORNING, 20);
      const registered = aRegisteredTicket({ answerBy });
      const { complaintId } = registered;
      const dispatched = () =>
        sla.receives(WorkDispatched, aDispatchedTicket({ complaintId, ...after(5) }), { times: 2, scope: unit });

      if (when !== 'in time') await dispatched();
      await sla.receives(TicketRegistered, registered, { times: 2 });
      if (when === 'in time') await dispatched();

      const bySource = (await sla.published(DeadlineArmed)).filter(({ clockId }) => clockId === SOURCE);
      expect(bySource).toMatchObject([{ complaintId, dueAt: answerBy, why: { rule: 'answer-source' } }]);
      sla.time.set(hoursAfter(TUESDAY_MORNING, 21));
      await sla.tick(NoticeDueInstantsOnTick);
      expect(ids(await sla.published(DeadlineMissed))).toContain(SOURCE);
    },
  );

  it('parks a ticket under a procedure that nobody knows, and what follows waits behind it', async () => {
    const registered = aRegisteredTicket({ bases: [{ id: 'unheard-of', version: '1' }] });
    const { complaintId } = registered;

    await sla.receives(TicketRegistered, registered, { parked: true });
    await sla.receives(WorkDispatched, aDispatchedTicket({ complaintId }), { parked: true });

    const letters = await sla.query<{ reason: string }>('select reason from dead_letters order by id');
    expect(letters.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('unknown procedure unheard-of 1'),
      expect.stringContaining('waits behind'),
    ]);
    expect(await sla.query('select 1 from tickets')).toEqual([]);
  });

  it('says why and in which trace', async () => {
    const traceparent = `00-${'4bf92f3577b34da6a3ce929d0e0e4736'}-00f067aa0ba902b7-01`;

    await sla.receives(TicketRegistered, aRegisteredTicket(), { traceparent });

    const sent = await sla.sent();
    expect(sent.every((told) => told.traceparent?.includes('4bf92f3577b34da6a3ce929d0e0e4736'))).toBe(true);
    expect(sent.map(({ data }) => (data as { why: { basis: string } }).why.basis).sort()).toEqual([
      'telecom-group/limits',
      'telecom-group/limits',
      'telecom-user-appeal-regulation',
    ]);
  });

  it('makes the same ids when the same event is worked on again', async () => {
    const ticket = aRegisteredTicket();
    const id = deriveId('spec', 'the same event');
    await sla.receives(TicketRegistered, ticket, { id });
    const first = (await sla.sent()).map((told) => told.id);

    await sla.query('delete from clocks');
    await sla.query('delete from tickets');
    await sla.receives(TicketRegistered, ticket, { id });

    expect((await sla.sent()).map((told) => told.id)).toEqual([...first, ...first]);
  });

  it('has entities that agree with its migrations', async () => {
    expect(await schemaDifferences(sla)).toEqual([]);
  });
});
