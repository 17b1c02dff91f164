import {
  DeadlineMet,
  DeadlineMissed,
  MissTakenBack,
  FACTS,
  HEADER,
  TicketRegistered,
  WorkDispatched,
} from '@cc/contracts';
import { headerOf, InMemoryBroker } from '@cc/messaging';
import { BROKER, Timers } from '@cc/service-kit';
import {
  aDispatchedTicket,
  aRegisteredTicket,
  minutesAfter,
  startForTest,
  TUESDAY_MORNING,
  type ServiceUnderTest,
} from '@cc/testing';
import { DataSource } from 'typeorm';
import { SlaMonitorModule } from '../sla-monitor.module.js';
import { NoticeDueInstantsOnTick } from './on-tick.js';

const LIMITS = [{ id: 'telecom-group/monitoring', version: '2026' }];
const IN_TIME = minutesAfter(TUESDAY_MORNING, 20);
/** A ticket that is not dispatched within half an hour is late. */
const AFTER_THE_DUE_INSTANT = minutesAfter(TUESDAY_MORNING, 90);
const PATIENCE_MS = 60_000;

describe('noticing due instants after downtime', () => {
  let sla: ServiceUnderTest;
  beforeEach(async () => {
    sla = await startForTest(SlaMonitorModule);
  }, PATIENCE_MS);
  afterEach(() => sla.stop());

  const ticket = aRegisteredTicket({ bases: LIMITS });
  const dispatched = aDispatchedTicket({ complaintId: ticket.complaintId, occurredAt: IN_TIME, recordedAt: IN_TIME });
  const tick = () => sla.tick(NoticeDueInstantsOnTick);
  const timers = async () => ((await sla.http.get('/health/ready').expect(200)).body as { timers: string }).timers;

  it('acts on nothing before it has read what the log held, and finds the clock met in time', async () => {
    await sla.receives(TicketRegistered, ticket);
    const consumed = await holdConsuming();
    const reading = sla.receives(WorkDispatched, dispatched);
    await inTheLog(WorkDispatched.type);

    sla.time.set(AFTER_THE_DUE_INSTANT);
    await sla.get(Timers).tick(NoticeDueInstantsOnTick);
    expect(await sla.published(DeadlineMissed)).toEqual([]);
    // Its own facts about the registration may stand there unread too.
    expect(await timers()).toMatch(/^[1-3] records that stood in the logs are not read yet$/);

    await consumed.goesOn();
    await reading;
    await tick();
    expect(await sla.published(DeadlineMet)).toMatchObject([{ metAt: IN_TIME, late: false }]);
    expect(await sla.published(DeadlineMissed)).toEqual([]);
    expect(await timers()).toBe('ok');
  });

  it('keeps waiting while the broker does not say what the logs hold, and notices the miss once it is back', async () => {
    await sla.receives(TicketRegistered, ticket);
    const broker = sla.get<InMemoryBroker>(BROKER);
    sla.time.set(AFTER_THE_DUE_INSTANT);

    broker.goDown();
    await tick();
    const waiting = await sla.query(`select from clocks where missed_at is not null`);
    const unready = await sla.http.get('/health/ready').expect(503);
    broker.comeBack();
    await tick();

    expect(waiting).toEqual([]);
    expect(unready.body).toMatchObject({ timers: 'what the logs hold is not known (the broker is down)' });
    expect(await sla.published(DeadlineMissed)).toHaveLength(1);
  });

  it('takes a miss back when a fact that was recorded in time comes after it was announced', async () => {
    await sla.receives(TicketRegistered, ticket);
    sla.time.set(AFTER_THE_DUE_INSTANT);
    await tick();
    const [missed] = await sla.published(DeadlineMissed);

    await sla.receives(WorkDispatched, dispatched, { times: 2 });

    const { clockId, dueAt } = missed!;
    expect(await sla.published(MissTakenBack)).toMatchObject([{ clockId, dueAt }]);
    expect(await sla.published(DeadlineMet)).toMatchObject([{ clockId, late: false }]);
    expect(await sla.query(`select overdue from tickets`)).toEqual([{ overdue: 0 }]);
    expect(await sla.query(`select from clocks where missed_at is not null`)).toEqual([]);
  });

  async function inTheLog(type: string) {
    const broker = sla.get<InMemoryBroker>(BROKER);
    const holds = () => broker.records(FACTS).some(({ headers }) => headerOf(headers, HEADER.type) === type);
    while (!holds()) await new Promise(setImmediate);
  }

  /** The consumer cannot move its offsets, as when it has just started and there is much to read. */
  async function holdConsuming() {
    const runner = sla.get(DataSource).createQueryRunner();
    await runner.startTransaction();
    await runner.query('select from offsets for update');
    return {
      goesOn: async () => {
        await runner.rollbackTransaction();
        await runner.release();
      },
    };
  }
});
