import { DeadlineArmed, DeadlineMet, DeadlineMissed, TicketRegistered, WorkRecorded } from '@cc/contracts';
import {
  aRecordedFact,
  aRegisteredTicket,
  hoursAfter,
  startForTest,
  TUESDAY_MORNING,
  type ServiceUnderTest,
} from '@cc/testing';
import { NoticeDueInstantsOnTick } from '../notice-due-instants/on-tick.js';
import { SlaMonitorModule } from '../sla-monitor.module.js';

let sla: ServiceUnderTest;
beforeEach(async () => {
  sla = await startForTest(SlaMonitorModule);
}, 60_000);
afterEach(() => sla.stop());

const REFUND = 'telecom-group/handling/refund-paid/1';
const TYPHOON = 'telecom-group/guangdong/typhoon-told/1';

const after = (hours: number) => {
  const at = hoursAfter(TUESDAY_MORNING, hours);
  return { occurredAt: at, recordedAt: at };
};
const bases = [{ id: 'telecom-group/guangdong', version: '2026' }];
const aTicket = () => aRegisteredTicket({ bases, category: ['network'] });
const of = async (definition: typeof DeadlineArmed | typeof DeadlineMet | typeof DeadlineMissed, clock: string) =>
  (await sla.published(definition)).filter(({ clockId }) => clockId === clock);

describe('a fact put on record (登记)', () => {
  const promised = (ticket: ReturnType<typeof aTicket>) =>
    aRecordedFact({ complaintId: ticket.complaintId, ...after(1) });
  const paid = (ticket: ReturnType<typeof aTicket>) =>
    aRecordedFact({ complaintId: ticket.complaintId, what: 'payRefund', event: 'refund.paid', ...after(5) });

  it('starts a clock and ends it, once, however often it comes', async () => {
    const ticket = aTicket();
    await sla.receives(TicketRegistered, ticket);

    await sla.receives(WorkRecorded, promised(ticket), { times: 2 });
    await sla.receives(WorkRecorded, paid(ticket), { times: 2 });

    expect(await of(DeadlineArmed, REFUND)).toMatchObject([{ why: { rule: 'refund-paid' } }]);
    expect(await of(DeadlineMet, REFUND)).toHaveLength(1);
  });

  it('that is not followed by the other is missed', async () => {
    const ticket = aTicket();
    await sla.receives(TicketRegistered, ticket);
    await sla.receives(WorkRecorded, promised(ticket));

    sla.time.set(hoursAfter(TUESDAY_MORNING, 24 * 60));
    await sla.tick(NoticeDueInstantsOnTick);

    expect(await of(DeadlineMissed, REFUND)).toHaveLength(1);
  });

  it('that comes before the registration, and the end before the start, leaves the same behind', async () => {
    const ticket = aTicket();

    await sla.receives(WorkRecorded, paid(ticket), { times: 2 });
    await sla.receives(WorkRecorded, promised(ticket), { times: 2 });
    await sla.receives(TicketRegistered, ticket, { times: 2 });

    expect(await sla.query('select state from clocks where clock_id = $1', [REFUND])).toEqual([{ state: 'met' }]);
  });

  it('that tells more of the ticket lets the clocks run that now apply, counted from where their rule says', async () => {
    const ticket = aTicket();
    await sla.receives(TicketRegistered, ticket);
    const typhoon = {
      complaintId: ticket.complaintId,
      what: null,
      event: 'ticket.reclassified',
      set: { typhoon: true },
    };

    expect(await of(DeadlineArmed, TYPHOON)).toEqual([]);
    await sla.receives(WorkRecorded, aRecordedFact({ ...typhoon, ...after(2) }), { times: 2 });

    expect(await of(DeadlineArmed, TYPHOON)).toMatchObject([{ dueAt: hoursAfter(TUESDAY_MORNING, 4) }]);
  });
});
