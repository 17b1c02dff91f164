import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  CallbackMade,
  DeadlineMet,
  DeadlineMissed,
  DeadlineWarned,
  EscalationRaised,
  FACTS_PARTITIONS,
  TicketAbnormal,
  TicketAnswered,
  TicketRegistered,
  WorkDispatched,
  type ComplaintId,
  type DataOf,
} from '@cc/contracts';
import { Backlog, partitionOf } from '@cc/messaging';
import {
  aCallback,
  aDispatchedTicket,
  anAnsweredTicket,
  aRegisteredTicket,
  hoursAfter,
  minutesAfter,
  startForTest,
  TUESDAY_MORNING,
  type ServiceUnderTest,
} from '@cc/testing';
import { SlaMonitorModule } from '../sla-monitor.module.js';
import { CANDIDATES, DUE_CLOCKS } from './claims.js';
import { NoticeDueInstantsOnTick } from './on-tick.js';

const DISPATCH = 'telecom-group/limits/dispatch/1';
const ANSWER = 'telecom-group-2019/D1/1';
const LIMITS = [{ id: 'telecom-group/monitoring', version: '2026' }];

const secondsAfter = (start: Date, seconds: number) => new Date(start.getTime() + seconds * 1000);
/** A ticket that is not dispatched within half an hour is late. */
const DISPATCH_DUE = minutesAfter(TUESDAY_MORNING, 30);
const ANSWER_DUE = hoursAfter(TUESDAY_MORNING, 48);

/** For the first start of a run and for a thousand tickets, on a busy machine. */
const PATIENCE_MS = 60_000;

describe('noticing due instants', () => {
  let sla: ServiceUnderTest;
  beforeEach(async () => {
    sla = await startForTest(SlaMonitorModule);
  }, PATIENCE_MS);
  afterEach(() => sla.stop());

  const missed = () => sla.published(DeadlineMissed);

  async function tickAt(now: Date) {
    sla.time.set(now);
    await sla.tick(NoticeDueInstantsOnTick);
  }

  async function ticket(over: Parameters<typeof aRegisteredTicket>[0] = {}): Promise<ComplaintId> {
    const registered = aRegisteredTicket({ bases: LIMITS, ...over });
    await sla.receives(TicketRegistered, registered);
    return registered.complaintId;
  }

  /** Registered and dispatched at once, so that only its answer clock is left to run out. */
  async function dispatchedTicket(over: Parameters<typeof ticket>[0] = {}): Promise<ComplaintId> {
    const complaintId = await ticket(over);
    await sla.receives(WorkDispatched, aDispatchedTicket({ complaintId }), { scope: { unit: '44-centre' } });
    return complaintId;
  }

  it('writes nothing of what cannot be told, notices the others, and tries again after a minute', async () => {
    const bad = await ticket();
    const well = await ticket();
    const ofBad = 'complaint_id = $1 and clock_id = $2';
    const [clock] = await sla.query<{ terms: string }>(`select terms_id as terms from clocks where ${ofBad}`, [
      bad,
      DISPATCH,
    ]);
    const underTerms = (terms: string) =>
      sla.query(`update clocks set terms_id = $3 where ${ofBad}`, [bad, DISPATCH, terms]);
    const [unreasoned] = await sla.query<{ id: string }>(
      `insert into clock_terms select gen_random_uuid(), rule, basis, owner, name, '{}', effects from clock_terms where id = $1
       returning id`,
      [clock!.terms],
    );
    await underTerms(unreasoned!.id);

    await tickAt(secondsAfter(DISPATCH_DUE, 1));

    expect(await missed()).toMatchObject([{ complaintId: well }]);
    expect(await sla.query('select overdue from tickets where complaint_id = $1', [bad])).toEqual([{ overdue: 0 }]);
    expect(
      await sla.query('select clock_id from clocks where complaint_id = $1 and missed_at is not null', [bad]),
    ).toEqual([]);

    await underTerms(clock!.terms);
    await tickAt(secondsAfter(DISPATCH_DUE, 62));
    expect((await missed()).map(({ complaintId }) => complaintId).sort()).toEqual([well, bad].sort());
  });

  it('notices the others when one ticket cannot be decided, and tries that one again after a minute', async () => {
    const bad = await ticket();
    const well = await ticket();
    await sla.query(`update tickets set bases = '[{"id":"nobody/knows-it","version":"1"}]' where complaint_id = $1`, [
      bad,
    ]);

    await tickAt(secondsAfter(DISPATCH_DUE, 1));
    expect(await missed()).toMatchObject([{ complaintId: well }]);

    await sla.query(`update tickets set bases = $2 where complaint_id = $1`, [bad, JSON.stringify(LIMITS)]);
    await tickAt(secondsAfter(DISPATCH_DUE, 2));
    expect(await missed()).toHaveLength(1);
    await tickAt(secondsAfter(DISPATCH_DUE, 62));
    const told = await missed();
    expect(told).toHaveLength(2);
    expect(told).toContainEqual(expect.objectContaining({ complaintId: bad, dueAt: DISPATCH_DUE }));
  });

  it('finds an undispatched ticket in time at the due instant itself and late one second after', async () => {
    await ticket();

    await tickAt(DISPATCH_DUE);
    expect(await missed()).toEqual([]);

    await tickAt(secondsAfter(DISPATCH_DUE, 1));
    expect(await missed()).toEqual([
      expect.objectContaining({
        clockId: DISPATCH,
        dueAt: DISPATCH_DUE,
        recordedAt: secondsAfter(DISPATCH_DUE, 1),
        why: expect.objectContaining({ rule: 'dispatch', basis: 'telecom-group/limits' }),
      }),
    ]);
  });

  it('notices each miss once, however often the timer ticks', async () => {
    await ticket();

    for (const seconds of [1, 2, 3]) await tickAt(secondsAfter(DISPATCH_DUE, seconds));

    expect(await missed()).toHaveLength(1);
    expect((await sla.published(TicketAbnormal)).map(({ kind }) => kind)).toEqual(['overdue']);
  });

  it('warns, then misses, and says what each sets in motion', async () => {
    await dispatchedTicket();
    await tickAt(hoursAfter(TUESDAY_MORNING, 3));
    const warnAt = hoursAfter(TUESDAY_MORNING, 36);

    await tickAt(warnAt);
    await tickAt(secondsAfter(ANSWER_DUE, 1));

    const warnings = await sla.published(DeadlineWarned);
    expect(warnings).toEqual([
      expect.objectContaining({ clockId: ANSWER, warnAt, dueAt: ANSWER_DUE, effects: [expect.anything()] }),
    ]);
    expect((await missed()).find(({ clockId }) => clockId === ANSWER)).toMatchObject({
      effects: [{ effect: 'notify', role: 'supervisor', of: 'superiorUnit' }, { effect: 'supervise' }],
    });
    expect((await sla.sent()).find(({ type }) => type === 'deadline.warned.v1')).toMatchObject({ unit: '44-centre' });
  });

  it('misses the clocks of several bases, each with its own rule, and escalates where that rule says so', async () => {
    const bases = [...LIMITS, { id: 'telecom-group/regulator', version: '2026' }];
    const complaintId = await ticket({ bases });

    await tickAt(hoursAfter(TUESDAY_MORNING, 24 * 16));

    expect((await missed()).map(({ why }) => `${why.basis} ${why.rule}`)).toEqual([
      'telecom-group/limits dispatch',
      'telecom-group/limits D1',
      'telecom-user-appeal-regulation D1',
    ]);
    expect((await missed()).at(-1)!.effects).toContainEqual({ effect: 'rightToAppeal' });
    expect(await sla.told(EscalationRaised)).toEqual([
      expect.objectContaining({ complaintId, clockId: 'telecom-user-appeal-regulation/D1/1' }),
    ]);
  });

  it('keeps with the clocks that follow from a miss under which edition of the rules they were reckoned', async () => {
    await ticket({ bases: [...LIMITS, { id: 'telecom-group/regulator', version: '2026' }] });
    const editions = () => sla.query('select edition from tickets');
    const ours = await editions();
    await sla.query(`update tickets set edition = 'of another version'`);

    await tickAt(hoursAfter(TUESDAY_MORNING, 24 * 16));

    expect(await editions()).toEqual(ours);
  });

  it('does not notice a clock that was met in time', async () => {
    const complaintId = await dispatchedTicket();
    const at = hoursAfter(TUESDAY_MORNING, 1);
    await sla.receives(TicketAnswered, anAnsweredTicket({ complaintId, occurredAt: at, recordedAt: at }));
    const called = hoursAfter(TUESDAY_MORNING, 25);
    await sla.receives(CallbackMade, aCallback({ complaintId, occurredAt: called, recordedAt: called }), { times: 2 });

    await tickAt(hoursAfter(TUESDAY_MORNING, 100));

    expect(await missed()).toEqual([]);
  });

  it('tells a miss once when the answer comes late and the timer was not there to see it', async () => {
    const complaintId = await dispatchedTicket();
    const at = hoursAfter(TUESDAY_MORNING, 50);
    sla.time.set(at);

    await sla.receives(TicketAnswered, anAnsweredTicket({ complaintId, occurredAt: at, recordedAt: at }), { times: 2 });
    await tickAt(hoursAfter(TUESDAY_MORNING, 51));

    expect((await missed()).filter(({ clockId }) => clockId === ANSWER)).toEqual([
      expect.objectContaining({ noticedLateBy: 7200 }),
    ]);
    const met = await sla.published(DeadlineMet);
    expect(met.find(({ clockId }) => clockId === ANSWER)).toMatchObject({ late: true });
  });

  it('says after downtime how late it was', async () => {
    await ticket();

    await tickAt(secondsAfter(DISPATCH_DUE, 3600));

    expect(await missed()).toEqual([expect.objectContaining({ noticedLateBy: 3600 })]);
  });

  it(
    'is done by any number of instances on one database: each miss once, in due order, saying how late it was',
    async () => {
      const others = await Promise.all([1, 2].map(() => startForTest(SlaMonitorModule, { beside: sla })));
      // More than are claimed at once, and not in the order in which they are due.
      const registered = Array.from({ length: 2600 }, (_, i) => {
        const recordedAt = secondsAfter(TUESDAY_MORNING, (i * 7919) % 2600);
        return aRegisteredTicket({ bases: LIMITS, recordedAt });
      });
      await sla.receives(TicketRegistered, registered);
      await Promise.all([sla, ...others].map(factsAreRead));
      const now = secondsAfter(DISPATCH_DUE, 7200);
      sla.time.set(now);

      await Promise.all([sla, ...others].map((instance) => instance.tick(NoticeDueInstantsOnTick)));
      await sla.tick(NoticeDueInstantsOnTick);
      for (const other of others) await other.stop();

      const told = (await sla.sent()).filter(({ type }) => type === DeadlineMissed.type);
      const misses = told.map(({ data }) => data as DataOf<typeof DeadlineMissed>);
      expect(misses.map(({ complaintId }) => complaintId).sort()).toEqual(
        registered.map(({ complaintId }) => complaintId).sort(),
      );
      for (const { noticedLateBy, dueAt } of misses) expect(secondsAfter(dueAt, noticedLateBy)).toEqual(now);
      expect(await sla.query('select distinct overdue from tickets')).toEqual([{ overdue: 1 }]);
      for (const inPartition of Map.groupBy(told, ({ key }) => partitionOf(key, FACTS_PARTITIONS)).values()) {
        const due = inPartition.map(({ data }) => (data as DataOf<typeof DeadlineMissed>).dueAt.getTime());
        expect(due).toEqual(due.toSorted((a, b) => a - b));
      }
    },
    PATIENCE_MS,
  );

  it('lets a fact and the timer race: the clock is met or missed before it is met, never missed after', async () => {
    const ids = await Promise.all(Array.from({ length: 40 }, () => dispatchedTicket()));
    const at = secondsAfter(ANSWER_DUE, 1);
    sla.time.set(at);
    const answers = ids.map((complaintId) => anAnsweredTicket({ complaintId, occurredAt: at, recordedAt: at }));

    await Promise.all([sla.receives(TicketAnswered, answers), sla.tick(NoticeDueInstantsOnTick)]);

    const told = (await sla.sent()).filter(({ data }) => (data as { clockId?: string }).clockId === ANSWER);
    for (const stream of Map.groupBy(told, ({ key }) => key).values()) {
      expect(stream.map(({ type }) => type)).toEqual(['deadline.armed.v1', 'deadline.missed.v1', 'deadline.met.v1']);
    }
  });

  it('notices nothing and publishes nothing when its transaction fails', async () => {
    await ticket();
    const now = secondsAfter(DISPATCH_DUE, 1);
    sla.time.set(now);
    await sla.query('alter table tickets add constraint never_overdue check (overdue = 0)');
    const timer = sla.get(NoticeDueInstantsOnTick);

    await expect(timer.onTick(now)).rejects.toThrow('never_overdue');
    expect(await missed()).toEqual([]);

    await sla.query('alter table tickets drop constraint never_overdue');
    await timer.onTick(now);
    expect(await missed()).toHaveLength(1);
  });

  /** What an instance finds in the logs at its start, its own armed clocks among it, it reads before it acts on time. */
  async function factsAreRead(instance: ServiceUnderTest): Promise<void> {
    while ((await instance.get(Backlog).look()).kind !== 'read') await nextTurn();
  }

  async function plan(sql: string, parameters: unknown[]): Promise<string> {
    const lines = await sla.query<{ 'QUERY PLAN': string }>(`explain (costs off) ${sql}`, parameters);
    return lines.map((line) => line['QUERY PLAN']).join('\n');
  }

  it(
    'finds what is due by a look-up among 100,000 armed clocks',
    async () => {
      await ticket();
      await sla.query(`
      insert into clocks
      select gen_random_uuid(), clock_id, organisation, division, unit, state, started_at,
             started_by, due_at + n * interval '1 second', warn_at, warned_to, paused, missed_at, missed_due_at, met_at,
             due_at + n * interval '1 second', terms_id
        from clocks, generate_series(1, 100000) n where clock_id = '${DISPATCH}'`);
      await sla.query('analyze clocks');

      const by = secondsAfter(DISPATCH_DUE, 10);
      const due = await sla.query<{ complaint_id: ComplaintId }>(CANDIDATES, [by, 500]);
      const ids = due.map(({ complaint_id: id }) => id);

      const plans = [await plan(CANDIDATES, [by, 500]), await plan(DUE_CLOCKS, [ids, by])];

      expect(plans[0]).toMatch(/Index (Only )?Scan using clocks_next_at/);
      expect(plans[0]).not.toMatch(/Sort/);
      expect(plans.join()).not.toMatch(/Seq Scan/);
    },
    PATIENCE_MS,
  );
});
