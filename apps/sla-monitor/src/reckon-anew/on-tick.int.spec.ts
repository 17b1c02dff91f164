import {
  DeadlineArmed,
  DeadlineMissed,
  TicketClosed,
  TicketRegistered,
  WorkDispatched,
  WorkPaused,
  WorkRecorded,
  type ComplaintId,
} from '@cc/contracts';
import { TimeOfDay, UnitOfWork } from '@cc/messaging';
import type { Procedures } from '@cc/procedures';
import { Log } from '@cc/service-kit';
import {
  aClosedTicket,
  aDispatchedTicket,
  aPausedTicket,
  aRecordedFact,
  aRegisteredTicket,
  hoursAfter,
  startForTest,
  TUESDAY_MORNING,
  type ServiceUnderTest,
} from '@cc/testing';
import { PassThrough } from 'node:stream';
import { NoticeDueInstantsOnTick } from '../notice-due-instants/on-tick.js';
import { PROCEDURES } from '../procedures.provider.js';
import { SlaMonitorModule } from '../sla-monitor.module.js';
import { ReckonAnewOnTick } from './on-tick.js';

const LIMITS = [{ id: 'telecom-group/monitoring', version: '2026' }];
const HANDLING = [{ id: 'telecom-group/handling', version: '2026' }];
const REFUND = 'telecom-group/handling/refund-paid/1';
const ACCEPT = 'telecom-group/limits/accept/1';
/** Half an hour before the last closing that is decreed. */
const NEW_YEARS_EVE = new Date('2026-12-31T17:30:00+08:00');
const FIRST_WORKING_DAY = new Date('2027-01-04T09:30:00+08:00');

let sla: ServiceUnderTest;
beforeEach(async () => {
  sla = await startForTest(SlaMonitorModule);
  sla.time.set(NEW_YEARS_EVE);
}, 60_000);
afterEach(() => sla.stop());

/** The rules as an instance has them that knows when the clocks run out which await the decree. */
const decreed = (): Procedures => {
  const rules: Procedures = sla.get(PROCEDURES);
  return {
    ...rules,
    edition: 'with the decree',
    clocks: (...asked) =>
      rules
        .clocks(...asked)
        .map((clock) =>
          clock.noDue === 'notDecreed' ? { ...clock, state: 'armed', dueAt: FIRST_WORKING_DAY, noDue: null } : clock,
        ),
  };
};
/** An instance that starts with these rules; `log` is where it tells what it did. */
const instanceWith = (rules: Procedures, log = sla.get<Log>(Log)) =>
  new ReckonAnewOnTick(sla.get<UnitOfWork<'sla-monitor'>>(UnitOfWork), rules, sla.get(TimeOfDay), log);
const reckonWith = (rules: Procedures) => instanceWith(rules).onTick();
const ours = () => sla.get<Procedures>(PROCEDURES);

/** Dispatched so late in the year that nobody knows when it must be accepted. */
async function ticket(): Promise<ComplaintId> {
  const at = NEW_YEARS_EVE;
  const registered = aRegisteredTicket({ bases: LIMITS, receivedAt: at, occurredAt: at, recordedAt: at });
  const { complaintId } = registered;
  await sla.receives(TicketRegistered, registered);
  await sla.receives(WorkDispatched, aDispatchedTicket({ complaintId, occurredAt: at, recordedAt: at }));
  return complaintId;
}

const armed = async () =>
  (await sla.published(DeadlineArmed))
    .filter(({ dueAt }) => +dueAt === +FIRST_WORKING_DAY)
    .map(({ complaintId }) => complaintId);

describe('a decree', () => {
  it('gives silent tickets the due instants that they waited for, once, and the misses that follow', async () => {
    const ids = [await ticket(), await ticket()];
    expect(await armed()).toEqual([]);

    await reckonWith(decreed());
    await reckonWith(decreed());

    expect(new Set(await armed())).toEqual(new Set(ids));
    expect((await armed()).filter((id) => id === ids[0])).toHaveLength(1);
    sla.time.set(hoursAfter(FIRST_WORKING_DAY, 1));
    await sla.tick(NoticeDueInstantsOnTick);
    const missed = (await sla.published(DeadlineMissed)).filter(({ clockId }) => clockId === ACCEPT);
    expect(missed.map(({ dueAt }) => dueAt)).toEqual([FIRST_WORKING_DAY, FIRST_WORKING_DAY]);
  });

  it('leaves a closed ticket as it ended', async () => {
    const complaintId = await ticket();
    await sla.receives(TicketClosed, aClosedTicket({ complaintId, recordedAt: NEW_YEARS_EVE }));

    await reckonWith(decreed());

    expect(await armed()).toEqual([]);
  });

  it('gives a clock its due instant that goes on when its ticket is closed, such as a refund that was promised', async () => {
    const registered = aRegisteredTicket({ bases: HANDLING, receivedAt: NEW_YEARS_EVE, occurredAt: NEW_YEARS_EVE });
    const { complaintId } = registered;
    const at = { complaintId, occurredAt: NEW_YEARS_EVE, recordedAt: NEW_YEARS_EVE };
    await sla.receives(TicketRegistered, registered);
    await sla.receives(WorkRecorded, aRecordedFact(at));
    await sla.receives(TicketClosed, aClosedTicket(at));

    await reckonWith(decreed());
    sla.time.set(hoursAfter(FIRST_WORKING_DAY, 1));
    await sla.tick(NoticeDueInstantsOnTick);

    const missed = (await sla.published(DeadlineMissed)).filter(({ clockId }) => clockId === REFUND);
    expect(missed).toMatchObject([{ complaintId, dueAt: FIRST_WORKING_DAY }]);
  });

  describe('while instances of the version before still run', () => {
    const state = () => sla.query(`select state from clocks where clock_id = '${ACCEPT}'`);

    it.each([
      ['goes on', () => Promise.resolve(sla.get(ReckonAnewOnTick))],
      ['is started again', () => Promise.resolve(instanceWith(ours()))],
    ])('is not undone by one that %s', async (_, old) => {
      await ticket();
      await sla.get(ReckonAnewOnTick).onTick();
      await reckonWith(decreed());
      const before = (await sla.sent()).length;

      await (await old()).onTick();

      expect((await sla.sent()).length).toBe(before);
      expect(await state()).toEqual([{ state: 'armed' }]);
    });

    it('does not let one of them stop stepped time for what it may not reckon', async () => {
      await reckonWith(ours());
      await reckonWith(decreed());
      await ticket();
      await reckonWith(decreed());
      const old = instanceWith(ours());

      await old.onTick();

      expect(await old.nextAt()).toBeNull();
    });

    it('is taken back by those as soon as its edition is forgotten', async () => {
      await ticket();
      const old = instanceWith(ours());
      await old.onTick();
      await reckonWith(decreed());

      await sla.query(`delete from editions where edition = 'with the decree'`);
      await old.onTick();

      expect(await state()).toEqual([{ state: 'notConfigured' }]);
    });
  });

  it('stops stepped time as long as a ticket waits to be reckoned, and no longer', async () => {
    await ticket();
    const instance = instanceWith(decreed());
    expect(await instance.nextAt()).toEqual(sla.time.now());

    await instance.onTick();

    expect(await instance.nextAt()).toBeNull();
  });
});

it('the same rules have nothing to say of tickets that ran, rested and were missed', async () => {
  sla.time.set(TUESDAY_MORNING);
  const [paused, missed] = [aRegisteredTicket({ bases: LIMITS }), aRegisteredTicket({ bases: LIMITS })];
  await sla.receives(TicketRegistered, [paused, missed]);
  await sla.receives(WorkDispatched, aDispatchedTicket({ complaintId: paused.complaintId }));
  await sla.receives(WorkPaused, aPausedTicket({ complaintId: paused.complaintId }));
  sla.time.set(hoursAfter(TUESDAY_MORNING, 60));
  await sla.tick(NoticeDueInstantsOnTick);
  const state = async () => ({
    said: (await sla.sent()).length,
    clocks: await sla.query('select * from clocks order by complaint_id, clock_id'),
  });
  const before = await state();

  await reckonWith({ ...sla.get<Procedures>(PROCEDURES), edition: 'worded otherwise' });

  expect(await state()).toEqual(before);
  expect(await sla.query('select distinct edition from tickets')).toEqual([{ edition: 'worded otherwise' }]);
});

it('a ticket that the changed rules cannot reckon keeps its clocks and holds up no other', async () => {
  const bad = await ticket();
  const well = await ticket();
  const rules = decreed();
  const lines = new PassThrough();
  const instance = instanceWith(rules, new Log('sla-monitor', 'info', lines));
  await sla.query(`update tickets set bases = '[{"id":"gone","version":"1"}]' where complaint_id = $1`, [bad]);

  await instance.onTick();
  await instance.onTick();

  expect(await armed()).toEqual([well]);
  const said = String(lines.read()).match(/: \d+ tickets|cannot reckon/g);
  expect(said).toEqual(['cannot reckon', ': 1 tickets']);
  expect(await sla.query('select count(*)::int as kept from clocks where complaint_id = $1', [bad])).not.toEqual([
    { kept: 0 },
  ]);
});
