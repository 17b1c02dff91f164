import type { Clock } from '@cc/procedures';
import { isLate } from '../clock-instants.js';
import { anAnsweredClock, anOccasion, at, aWatchedClock, types } from '../clock.fixture.js';
import type { WatchedClock } from '../watched-clock.entity.js';
import { reconcileClocks } from './reconcile-clocks.js';

const paused = { state: 'paused', dueAt: null, warnAt: [] } as const;
const aPause = { from: at('09:00'), until: null, reason: 'waiting for the customer' };

const onlyClock = ({ clocks }: { clocks: WatchedClock[] }) => clocks[0]!;

describe('reconciling clocks', () => {
  it('arms a clock the rules know and we do not', () => {
    const result = reconcileClocks([], [anAnsweredClock()], anOccasion());

    expect(types(result.announcements)).toEqual(['deadline.armed']);
    expect(result.announcements[0]!.data).toMatchObject({
      startedBy: 'ticket.registered',
      dueAt: at('12:00'),
      warnAt: [at('11:00')],
      why: { rule: 'D1', basis: 'telecom-group/limits', source: 'ours' },
    });
    expect(result.changed).toEqual([aWatchedClock()]);
    expect(onlyClock(result).nextAt).toEqual(at('11:00'));
  });

  it('says and writes nothing when nothing changed', () => {
    const result = reconcileClocks([aWatchedClock()], [anAnsweredClock()], anOccasion());

    expect(result).toMatchObject({ changed: [], announcements: [] });
  });

  it('keeps a clock without a configured limit and says nothing about it', () => {
    const open = anAnsweredClock({ state: 'notConfigured', dueAt: null, warnAt: [] });

    const result = reconcileClocks([], [open], anOccasion());

    expect(result.announcements).toEqual([]);
    expect(onlyClock(result)).toMatchObject({ state: 'notConfigured', nextAt: null });
  });

  it('takes a miss back by more time that was asked for in time for this clock, and by none for another', () => {
    const noticed = aWatchedClock({ missedAt: at('12:01'), missedDueAt: at('12:00') });
    const ended = anAnsweredClock({ state: 'cancelled' });
    const granted = (clockId: string) =>
      anOccasion({ fact: { name: 'extension.granted', at: at('13:00'), ofClock: { clockId, at: at('11:00') } } });
    const saidOf = (clockId: string) => types(reconcileClocks([noticed], [ended], granted(clockId)).announcements);

    expect(saidOf(noticed.clockId)).toContain('deadline.miss-taken-back');
    expect(saidOf('telecom-group-2019/D2/1')).toEqual(['deadline.cancelled']);
  });

  it('arms it when its limit becomes known', () => {
    const kept = aWatchedClock({ state: 'notConfigured', dueAt: null, warnAt: [] });

    expect(types(reconcileClocks([kept], [anAnsweredClock()], anOccasion()).announcements)).toEqual(['deadline.armed']);
  });

  it('pauses, and nothing is due while it is paused', () => {
    const result = reconcileClocks(
      [aWatchedClock()],
      [anAnsweredClock({ ...paused, warnAt: [], pauses: [aPause] })],
      anOccasion(),
    );

    expect(result.announcements[0]!.data).toMatchObject({
      pausedAt: at('09:00'),
      because: 'waiting for the customer',
      before: at('12:00'),
    });
    expect(types(result.announcements)).toEqual(['deadline.paused']);
    expect(onlyClock(result).nextAt).toBeNull();
  });

  it('resumes over its old due instant without a miss', () => {
    const kept = aWatchedClock({ ...paused, warnAt: [] });
    const running = anAnsweredClock({
      dueAt: at('16:00'),
      warnAt: [at('15:00')],
      pauses: [{ ...aPause, until: at('13:00') }],
    });

    const fact = { name: 'work.resumed', at: at('13:00') };
    const result = reconcileClocks([kept], [running], anOccasion({ fact, now: at('13:00') }));

    expect(types(result.announcements)).toEqual(['deadline.resumed']);
    expect(result.announcements[0]!.data).toMatchObject({ resumedAt: at('13:00'), dueAt: at('16:00') });
    expect(onlyClock(result).nextAt).toEqual(at('15:00'));
  });

  it('tells a moved due instant: before, after and because of what', () => {
    const result = reconcileClocks([aWatchedClock()], [anAnsweredClock({ dueAt: at('14:00') })], anOccasion());

    expect(types(result.announcements)).toEqual(['deadline.revised']);
    expect(result.announcements[0]!.data).toMatchObject({
      before: at('12:00'),
      after: at('14:00'),
      because: 'ticket.answered',
    });
  });

  it.each([
    ['at the due instant itself: in time', '12:00', ['deadline.met'], false],
    ['one second after it: late, and the miss is told first', '12:00:01', ['deadline.missed', 'deadline.met'], true],
  ])('is met %s', (_when, time, said, late) => {
    const fact = { name: 'ticket.answered', at: at(time) };
    const answered = anAnsweredClock({ state: 'met', metAt: at(time) });

    const result = reconcileClocks([aWatchedClock()], [answered], anOccasion({ fact, now: at('12:30') }));

    expect(types(result.announcements)).toEqual(said);
    expect(result.announcements.at(-1)!.data).toMatchObject({ metAt: at(time), dueAt: at('12:00'), late });
    expect(onlyClock(result).nextAt).toBeNull();
  });

  it('says how late a miss was noticed that only a fact brought to light', () => {
    const answered = anAnsweredClock({ state: 'met', metAt: at('12:10') });
    const fact = { name: 'ticket.answered', at: at('12:10') };

    const result = reconcileClocks([aWatchedClock()], [answered], anOccasion({ fact, now: at('12:30') }));

    expect(result.announcements[0]!.data).toMatchObject({ dueAt: at('12:00'), noticedLateBy: 1800 });
    expect(onlyClock(result)).toMatchObject({ missedAt: at('12:30'), missedDueAt: at('12:00') });
  });

  it('tells a miss once: a clock already missed is only met', () => {
    const missed = aWatchedClock({ missedAt: at('12:00:01'), missedDueAt: at('12:00') });
    const fact = { name: 'ticket.answered', at: at('12:10') };

    const result = reconcileClocks(
      [missed],
      [anAnsweredClock({ state: 'met', metAt: at('12:10') })],
      anOccasion({ fact }),
    );

    expect(types(result.announcements)).toEqual(['deadline.met']);
    expect(onlyClock(result)).toMatchObject({ missedAt: at('12:00:01'), state: 'met' });
  });

  it('says that a clock was met in time, though we had noticed a miss before we heard of it', () => {
    const missed = aWatchedClock({ missedAt: at('12:00:01'), missedDueAt: at('12:00') });
    const fact = { name: 'ticket.answered', at: at('11:59') };

    const result = reconcileClocks(
      [missed],
      [anAnsweredClock({ state: 'met', metAt: at('11:59') })],
      anOccasion({ fact }),
    );

    expect(types(result.announcements)).toEqual(['deadline.miss-taken-back', 'deadline.met']);
    expect(result.announcements.map(({ data }) => data)).toMatchObject([{ dueAt: at('12:00') }, { late: false }]);
    expect(onlyClock(result)).toMatchObject({ missedAt: null, missedDueAt: null });
  });

  it.each<[string, Parameters<typeof anAnsweredClock>[0], string]>([
    ['ended the clock', { state: 'cancelled' }, 'deadline.cancelled'],
    [
      'paused the clock',
      { state: 'paused', dueAt: null, pauses: [{ from: at('11:00'), until: null, reason: 'work.paused' }] },
      'deadline.paused',
    ],
    ['moved the due instant on', { dueAt: at('14:00'), warnAt: [] }, 'deadline.revised'],
  ])(
    'takes a miss back when a fact that was recorded in time comes late and shows that it %s',
    (_what, answer, said) => {
      const missed = aWatchedClock({ missedAt: at('12:00:01'), missedDueAt: at('12:00') });
      const fact = { name: 'work.paused', at: at('11:00') };

      const result = reconcileClocks([missed], [anAnsweredClock(answer)], anOccasion({ fact, now: at('12:05') }));

      expect(types(result.announcements)).toEqual(['deadline.miss-taken-back', said]);
      expect(result.announcements[0]!.data).toMatchObject({ dueAt: at('12:00') });
      expect(isLate(onlyClock(result))).toBe(false);
    },
  );

  it.each<[string, Partial<Clock>]>([
    ['runs to the same instant', {}],
    ['was met too late', { state: 'met', metAt: at('12:10') }],
    [
      'was paused too late',
      { state: 'paused', dueAt: null, pauses: [{ from: at('12:30'), until: null, reason: 'work.paused' }] },
    ],
  ])('lets a miss stand when a fact of before comes late and the clock still %s', (_what, answer) => {
    const missed = aWatchedClock({ missedAt: at('12:00:01'), missedDueAt: at('12:00') });
    const fact = { name: 'work.accepted', at: at('11:00') };

    const result = reconcileClocks([missed], [anAnsweredClock(answer)], anOccasion({ fact, now: at('12:40') }));

    expect(types(result.announcements)).not.toContain('deadline.miss-taken-back');
    expect(onlyClock(result).missedDueAt).toEqual(at('12:00'));
  });

  it('lets a missed clock run again when a fact that came late moves its due instant on', () => {
    const missed = aWatchedClock({ missedAt: at('12:00:01'), missedDueAt: at('12:00') });

    const result = reconcileClocks([missed], [anAnsweredClock({ dueAt: at('14:00'), warnAt: [] })], anOccasion());

    expect(types(result.announcements)).toEqual(['deadline.miss-taken-back', 'deadline.revised']);
    expect(onlyClock(result)).toMatchObject({ missedAt: null, nextAt: at('14:00:00.001') });
  });

  it('tells the miss of the unit that had the work before its clock is cancelled', () => {
    const kept = aWatchedClock({ unit: '44-billing' });
    const fact = { name: 'work.returned', at: at('12:10') };

    const result = reconcileClocks(
      [kept],
      [anAnsweredClock({ state: 'cancelled' })],
      anOccasion({ fact, now: at('12:10') }),
    );

    expect(types(result.announcements)).toEqual(['deadline.missed', 'deadline.cancelled']);
    expect(result.announcements.map(({ scope }) => scope.unit)).toEqual(['44-billing', '44-centre']);
    expect(result.announcements[1]!.data).toMatchObject({ because: 'work.returned' });
  });

  it('tells headquarters where the rule says so', () => {
    const onMiss = [{ effect: 'escalate' as const, to: 'group' as const }];
    const fact = { name: 'ticket.closed', at: at('12:10') };

    const result = reconcileClocks(
      [aWatchedClock()],
      [anAnsweredClock({ state: 'cancelled', onMiss })],
      anOccasion({ fact }),
    );

    expect(types(result.announcements)).toEqual(['deadline.missed', 'escalation.raised', 'deadline.cancelled']);
  });

  it('cancels what the rules no longer know', () => {
    const result = reconcileClocks([aWatchedClock()], [], anOccasion());

    expect(types(result.announcements)).toEqual(['deadline.cancelled']);
    expect(onlyClock(result)).toMatchObject({ state: 'cancelled', nextAt: null });
    expect(reconcileClocks(result.clocks, [], anOccasion())).toMatchObject({ changed: [], announcements: [] });
  });

  it('says nothing about a clock that started and ended before we heard of either', () => {
    expect(reconcileClocks([], [anAnsweredClock({ state: 'cancelled' })], anOccasion()).announcements).toEqual([]);
  });

  it('tells the whole of a clock that is met when we first hear of it', () => {
    const result = reconcileClocks([], [anAnsweredClock({ state: 'met', metAt: at('12:10') })], anOccasion());

    expect(types(result.announcements)).toEqual(['deadline.armed', 'deadline.missed', 'deadline.met']);
  });

  it('tells it again when a fact that came late shows that it was met at another instant', () => {
    const kept = aWatchedClock({ state: 'met', metAt: at('10:00') });

    const result = reconcileClocks([kept], [anAnsweredClock({ state: 'met', metAt: at('09:00') })], anOccasion());

    expect(result.announcements.map(({ data }) => data)).toMatchObject([{ metAt: at('09:00'), late: false }]);
  });

  it('arms a clock again that had ended', () => {
    const kept = aWatchedClock({ state: 'cancelled' });

    expect(types(reconcileClocks([kept], [anAnsweredClock()], anOccasion()).announcements)).toEqual(['deadline.armed']);
  });

  it('moves what runs to the unit that has the work, and leaves what is over where it ended', () => {
    const scope = { organisation: 'telecom-group', division: '43', unit: '43-centre' };
    const over = aWatchedClock({ clockId: 'telecom-group/limits/accept/1', state: 'met', metAt: at('09:00') });
    const answered = [
      anAnsweredClock({ id: 'telecom-group/limits/accept/1', state: 'met', metAt: at('09:00') }),
      anAnsweredClock(),
    ];

    const result = reconcileClocks([over, aWatchedClock()], answered, anOccasion({ scope }));

    expect(result.clocks.map(({ division }) => division)).toEqual(['44', '43']);
    expect(result.changed.map(({ clockId }) => clockId)).toEqual(['telecom-group-2019/D1/1']);
    expect(result.announcements).toEqual([]);
  });
});
