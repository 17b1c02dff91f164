import { DeadlineArmed, EscalationRaised, TicketRegistered } from '@cc/contracts';
import { aRegisteredTicket } from '../builders/intake.js';
import { nextComplaintId } from '../builders/counter.js';
import type { ServiceUnderTest } from './service-under-test.js';
import { startForTest } from './start-for-test.js';
import { ClocksController, NoticeClocks, TinyModule } from './tiny-service.fixture.js';

describe('a service under test', () => {
  let tiny: ServiceUnderTest;
  beforeEach(async () => {
    tiny = await startForTest(TinyModule, { handlersMayDiffer: true, env: { GREETING: 'ni hao' } });
  });
  afterEach(() => tiny.stop());

  it('applies what it receives once, however often it comes', async () => {
    const ticket = aRegisteredTicket();

    await tiny.receives(TicketRegistered, ticket, { times: 2 });

    expect(await tiny.published(DeadlineArmed)).toEqual([
      expect.objectContaining({ complaintId: ticket.complaintId, startedAt: tiny.time.now() }),
    ]);
    expect(await tiny.query('select complaint_id from clocks')).toHaveLength(1);
  });

  it('keeps the trace and the scope of the event it follows', async () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

    await tiny.receives(TicketRegistered, aRegisteredTicket(), { traceparent, scope: { division: '43' } });

    expect(await tiny.sent()).toEqual([
      expect.objectContaining({
        division: '43',
        source: 'sla-monitor',
        traceparent: expect.stringContaining('4bf92f3577b34da6a3ce929d0e0e4736'),
      }),
    ]);
  });

  it('tells the test which error parked an event', async () => {
    const broken = tiny.receives(TicketRegistered, aRegisteredTicket({ channel: 'broken' }));

    await expect(broken).rejects.toThrow('ticket.registered.v1 was parked: Error: no clock for this channel');
  });

  it('lets a test expect a parked event', async () => {
    await tiny.receives(TicketRegistered, aRegisteredTicket({ channel: 'broken' }), { parked: true });

    const letters = await tiny.as({ role: 'platform-operator' }).get('/operator/dead-letters').expect(200);

    expect(letters.body).toEqual([expect.objectContaining({ type: 'ticket.registered.v1' })]);
  });

  it('runs a timer when the test says so, at the time it says', async () => {
    await tiny.receives(TicketRegistered, aRegisteredTicket());
    tiny.time.set('2026-12-01T08:00:00+08:00');

    await tiny.tick(NoticeClocks);

    expect(await tiny.query('select noticed_at from clocks')).toEqual([
      { noticed_at: new Date('2026-12-01T08:00:00+08:00') },
    ]);
  });

  it('shows what was told to parties outside', async () => {
    const complaintId = nextComplaintId();

    await tiny
      .as({ role: 'handler', division: '44' })
      .post('/clocks/escalations')
      .send({ complaintId, phone: '+8613800138000' })
      .expect(201);

    expect(await tiny.told(EscalationRaised)).toEqual([expect.objectContaining({ complaintId })]);
  });

  it('reads its own configuration and hands out its providers', async () => {
    const { body } = await tiny.http.get('/clocks/greeting').expect(200);

    expect(body).toEqual({ greeting: 'ni hao' });
    expect(tiny.get(ClocksController)).toBeInstanceOf(ClocksController);
  });

  it('has a database to itself', async () => {
    const other = await startForTest(TinyModule, { handlersMayDiffer: true });
    await tiny.receives(TicketRegistered, aRegisteredTicket());

    const clocks = await other.query('select complaint_id from clocks');
    await other.stop();

    expect(clocks).toEqual([]);
  });
});
