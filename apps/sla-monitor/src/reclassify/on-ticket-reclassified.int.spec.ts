import { DeadlineArmed, DeadlineCancelled, TicketClosed, TicketRegistered, TicketReclassified } from '@cc/contracts';
import {
  aClosedTicket,
  aReclassifiedTicket,
  aRegisteredTicket,
  hoursAfter,
  startForTest,
  TUESDAY_MORNING,
  type ServiceUnderTest,
} from '@cc/testing';
import { SlaMonitorModule } from '../sla-monitor.module.js';

let sla: ServiceUnderTest;
beforeEach(async () => {
  sla = await startForTest(SlaMonitorModule);
}, 60_000);
afterEach(() => sla.stop());

const after = (hours: number) => {
  const at = hoursAfter(TUESDAY_MORNING, hours);
  return { occurredAt: at, recordedAt: at };
};
const aTicket = () => aRegisteredTicket({ bases: [{ id: 'telecom-group/monitoring', version: '2026' }] });
type Registered = ReturnType<typeof aTicket>;
const madeMajor = ({ complaintId }: Registered) => aReclassifiedTicket({ complaintId, ...after(1) });
const madeOrdinary = ({ complaintId }: Registered) =>
  aReclassifiedTicket({ complaintId, before: 'major', nature: 'ordinary', reached: null, ...after(2) });
const clocks = () =>
  sla.query<{ rule: string; state: string }>(
    'select t.rule, c.state from clocks c join clock_terms t on t.id = c.terms_id order by t.rule',
  );
const running = async () => (await clocks()).filter(({ state }) => state === 'armed').map(({ rule }) => rule);
const armed = async () =>
  (await sla.published(DeadlineArmed)).map(({ why }) => why.rule).filter((rule) => rule === 'answer-major');

describe('a ticket of another nature (重新定性)', () => {
  it('runs by the clocks of that nature, and back, once, however often it is told', async () => {
    const ticket = aTicket();
    await sla.receives(TicketRegistered, ticket);
    const before = await running();

    await sla.receives(TicketReclassified, madeMajor(ticket), { times: 2 });
    const major = await running();
    await sla.receives(TicketReclassified, madeOrdinary(ticket), { times: 2 });

    expect(before).not.toContain('answer-major');
    expect(major).toContain('answer-major');
    expect(await running()).toEqual(before);
    expect(await armed()).toHaveLength(1);
  });

  it('is what was recorded last, also where that came first and the registration after both', async () => {
    const ticket = aTicket();

    await sla.receives(TicketReclassified, madeOrdinary(ticket), { times: 2 });
    await sla.receives(TicketReclassified, madeMajor(ticket), { times: 2 });
    await sla.receives(TicketRegistered, ticket);

    expect(await running()).not.toContain('answer-major');
  });

  it('starts and ends nothing once it is archived', async () => {
    const ticket = aTicket();
    await sla.receives(TicketRegistered, ticket);
    await sla.receives(TicketClosed, aClosedTicket({ complaintId: ticket.complaintId, ...after(0.5) }));
    const ended = await clocks();
    const cancelled = await sla.published(DeadlineCancelled);

    await sla.receives(TicketReclassified, madeMajor(ticket), { times: 2 });

    expect(await clocks()).toEqual(ended);
    expect(await armed()).toEqual([]);
    expect(await sla.published(DeadlineCancelled)).toEqual(cancelled);
  });
});
