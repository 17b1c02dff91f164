import type { Clock } from '../procedures.js';
import type { TimelineFact, TimelineFactName } from '../timeline.js';
import { at } from './at.fixture.js';
import { ALWAYS, BASES } from './bases.js';
import { clocks } from './clocks.js';

const PROVINCE = ALWAYS.map((name) => BASES[name]);
const GROUP = [...PROVINCE, BASES.groupLevel];

const fact = (name: TimelineFactName, when: string, more: Partial<TimelineFact> = {}): TimelineFact => ({
  fact: name,
  occurredAt: at(when),
  recordedAt: at(when),
  ...more,
});
const registered = (when: string, more?: Partial<TimelineFact>) => fact('ticket.registered', when, more);

/** `rule/number` and state of each clock. */
const states = (all: readonly Clock[]) => Object.fromEntries(all.map(({ id, state }) => [short(id), state]));
const short = (id: string) => id.split('/').slice(-2).join('/');
const clock = (all: readonly Clock[], id: string) => all.find((one) => short(one.id) === id)!;

describe('a registered ticket', () => {
  const timeline = [registered('2026-11-24 10:00')];

  it('runs against the regulator, dispatch and answer from the first second', () => {
    expect(clocks(PROVINCE, timeline).map(({ id, state, dueAt }) => [id, state, dueAt])).toEqual([
      ['telecom-user-appeal-regulation/D1/1', 'armed', at('2026-12-10 00:00')],
      ['telecom-group/limits/dispatch/1', 'armed', at('2026-11-24 10:30')],
      ['telecom-group/limits/answer/1', 'armed', at('2026-11-26 10:00')],
    ]);
  });

  it('warns at three quarters of the answer', () => {
    expect(clock(clocks(PROVINCE, timeline), 'answer/1').warnAt).toEqual([at('2026-11-25 22:00')]);
  });

  it('says of every clock which text it comes from', () => {
    const sources = clocks(PROVINCE, timeline).map(({ reason }) => reason.source);

    expect(sources).toEqual(['电信用户申诉处理办法 第八条, lines 39-41', 'ours', 'ours']);
  });

  it('has only the clocks of the procedures it falls under', () => {
    expect(states(clocks([BASES.regulation], timeline))).toEqual({ 'D1/1': 'armed' });
  });
});

describe('the regulator’s fifteen days', () => {
  const d1 = (...timeline: TimelineFact[]) => clock(clocks(PROVINCE, timeline), 'D1/1');

  it('count from receipt by the operator, not from our registration', () => {
    const late = registered('2026-11-25 00:10', { receivedAt: at('2026-11-24 23:50') });

    expect(d1(late).dueAt).toEqual(at('2026-12-10 00:00'));
  });

  it('know no pause', () => {
    const paused = d1(registered('2026-11-24 10:00'), fact('work.paused', '2026-11-24 11:00'));

    expect(paused).toMatchObject({ state: 'armed', dueAt: at('2026-12-10 00:00'), pauses: [] });
  });

  it('give the right to appeal, go up to the group and are told there when missed', () => {
    expect(d1(registered('2026-11-24 10:00')).onMiss).toEqual([
      { effect: 'rightToAppeal' },
      { effect: 'escalate', to: 'group' },
      { effect: 'notify', role: 'supervisor', of: 'group' },
    ]);
  });

  it.each([
    ['at the last instant', '2026-12-10 00:00:00', false],
    ['a second after', '2026-12-10 00:00:01', true],
  ])('answered %s: late is %s', (_when, answered, late) => {
    const met = d1(registered('2026-11-24 10:00'), fact('ticket.answered', answered));

    expect(met.state).toBe('met');
    expect(met.metAt! > met.dueAt!).toBe(late);
  });

  it('are met once: a reopened ticket has had its answer', () => {
    const all = clocks(PROVINCE, [
      registered('2026-11-24 10:00'),
      fact('ticket.answered', '2026-11-25 10:00'),
      fact('ticket.reopened', '2026-11-26 10:00'),
    ]);

    expect(all.filter(({ rule }) => rule === 'D1').map(({ state }) => state)).toEqual(['met']);
  });
});

describe('acceptance by the branch', () => {
  const timeline = [registered('2026-11-24 16:50'), fact('work.dispatched', '2026-11-24 17:00')];

  it('has two working hours from dispatch', () => {
    const all = clocks(PROVINCE, timeline);

    expect(clock(all, 'accept/1')).toMatchObject({
      state: 'armed',
      dueAt: at('2026-11-25 10:00'),
      owner: 'acceptingUnit',
    });
    expect(clock(all, 'dispatch/1')).toMatchObject({ state: 'met', metAt: at('2026-11-24 17:00') });
  });

  it('is told to the superior unit and supervised when missed', () => {
    expect(clock(clocks(GROUP, timeline), 'accept/1').onMiss).toEqual([
      { effect: 'notify', role: 'supervisor', of: 'superiorUnit' },
      { effect: 'supervise' },
    ]);
  });

  it('is met by acceptance', () => {
    const all = clocks(PROVINCE, [...timeline, fact('work.accepted', '2026-11-25 10:00')]);

    expect(clock(all, 'accept/1')).toMatchObject({ state: 'met', metAt: at('2026-11-25 10:00') });
  });

  it.each<TimelineFactName>(['work.returned', 'work.transferred'])('starts anew for the next unit after %s', (gone) => {
    const all = clocks(PROVINCE, [
      ...timeline,
      fact(gone, '2026-11-25 09:30'),
      fact('work.dispatched', '2026-11-25 09:30'),
    ]);

    expect(states(all)).toMatchObject({ 'accept/1': 'cancelled', 'accept/2': 'armed', 'dispatch/2': 'met' });
    expect(clock(all, 'accept/2').dueAt).toEqual(at('2026-11-25 11:30'));
  });

  it('is not configured where the calendar is not decreed, and says so', () => {
    const all = clocks(PROVINCE, [registered('2026-12-31 17:30'), fact('work.dispatched', '2026-12-31 17:30')]);

    expect(clock(all, 'accept/1')).toMatchObject({
      state: 'notConfigured',
      dueAt: null,
      reason: { source: 'ours; working days not decreed yet' },
    });
  });
});

describe('the answer to the customer', () => {
  const start = registered('2026-11-24 10:00');
  const answer = (...more: TimelineFact[]) => clock(clocks(PROVINCE, [start, ...more]), 'answer/1');

  it('gains no time by a return or a transfer', () => {
    const all = clocks(PROVINCE, [
      start,
      fact('work.dispatched', '2026-11-24 10:01'),
      fact('work.returned', '2026-11-25 10:00'),
      fact('work.dispatched', '2026-11-25 10:00'),
    ]);

    expect(all.filter(({ rule }) => rule === 'answer').map(({ dueAt }) => dueAt)).toEqual([at('2026-11-26 10:00')]);
  });

  it('waits while the work is paused', () => {
    const paused = answer(fact('work.paused', '2026-11-24 12:00', { reason: 'waiting for the customer' }));

    expect(paused).toMatchObject({
      state: 'paused',
      dueAt: null,
      warnAt: [],
      pauses: [{ from: at('2026-11-24 12:00'), until: null, reason: 'waiting for the customer' }],
    });
  });

  it('moves by the length of its pauses', () => {
    const resumed = answer(
      fact('work.paused', '2026-11-24 12:00'),
      fact('work.resumed', '2026-11-24 15:00'),
      fact('work.paused', '2026-11-25 12:00'),
      fact('work.resumed', '2026-11-25 13:00'),
    );

    expect(resumed).toMatchObject({ state: 'armed', dueAt: at('2026-11-26 14:00'), warnAt: [at('2026-11-26 02:00')] });
  });

  it('leaves a warning that was given before the pause where it was', () => {
    const resumed = answer(fact('work.paused', '2026-11-26 09:00'), fact('work.resumed', '2026-11-26 12:00'));

    expect(resumed).toMatchObject({ dueAt: at('2026-11-26 13:00'), warnAt: [at('2026-11-25 22:00')] });
  });

  it.each([
    ['at the due instant still counts', '2026-11-26 10:00:00', '2026-11-26 11:00:00'],
    ['a second after it comes too late', '2026-11-26 10:00:01', '2026-11-26 10:00:00'],
  ])('a pause %s', (_what, paused, due) => {
    const hourLater = new Date(at(paused).getTime() + 3_600_000);
    const resumed = answer(fact('work.paused', paused), { ...start, fact: 'work.resumed', recordedAt: hourLater });

    expect(resumed.dueAt).toEqual(at(due));
  });

  it('given during a pause ends the pause', () => {
    const met = answer(fact('work.paused', '2026-11-24 12:00'), fact('ticket.answered', '2026-11-24 14:00'));

    expect(met).toMatchObject({ state: 'met', metAt: at('2026-11-24 14:00'), dueAt: at('2026-11-26 12:00') });
    expect(met.pauses).toMatchObject([{ until: at('2026-11-24 14:00') }]);
  });

  it('starts anew when the ticket is reopened', () => {
    const all = clocks(PROVINCE, [
      start,
      fact('ticket.answered', '2026-11-25 10:00'),
      fact('ticket.reopened', '2026-11-26 09:00'),
    ]);

    expect(states(all)).toMatchObject({ 'answer/1': 'met', 'answer/2': 'armed', 'dispatch/2': 'armed' });
    expect(clock(all, 'answer/2')).toMatchObject({ dueAt: at('2026-11-28 09:00'), startedBy: 'ticket.reopened' });
  });

  it('goes up to the group only on group level', () => {
    const effects = (bases: typeof PROVINCE) => clock(clocks(bases, [start]), 'answer/1').onMiss;

    expect(effects(PROVINCE)).not.toContainEqual({ effect: 'escalate', to: 'group' });
    expect(effects(GROUP)).toContainEqual({ effect: 'escalate', to: 'group' });
  });
});

it.each<TimelineFactName>(['ticket.withdrawn', 'ticket.closed'])('%s cancels whatever still runs', (end) => {
  const all = clocks(PROVINCE, [
    registered('2026-11-24 10:00'),
    fact('work.dispatched', '2026-11-24 10:01'),
    fact('work.paused', '2026-11-24 10:02'),
    fact(end, '2026-11-24 11:00'),
  ]);

  expect(states(all)).toEqual({
    'D1/1': 'cancelled',
    'dispatch/1': 'met',
    'accept/1': 'cancelled',
    'answer/1': 'cancelled',
  });
});

it('the same facts give the same clocks', () => {
  const timeline = [
    registered('2026-11-24 10:00'),
    fact('work.paused', '2026-11-24 12:00'),
    fact('ticket.answered', '2026-11-24 13:00'),
  ];

  expect(clocks(GROUP, timeline)).toEqual(clocks(GROUP, structuredClone(timeline)));
});

it('a procedure nobody knows is an error, not a ticket without clocks', () => {
  expect(() => clocks([{ id: 'northwind/billing', version: '1' }], [])).toThrow(
    'unknown procedure northwind/billing 1',
  );
});
