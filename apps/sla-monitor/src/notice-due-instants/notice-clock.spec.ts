import { at, aWatchedClock, terms, types } from '../clock.fixture.js';
import { noticeClock } from './notice-clock.js';

const notice = (clock: Parameters<typeof noticeClock>[0], now: string, upTo = now) =>
  noticeClock(clock, at(upTo), at(now));

describe('noticing a clock', () => {
  it('warns at the instant of the warning', () => {
    const noticed = notice(aWatchedClock(), '11:00');

    expect(noticed).toMatchObject({
      missed: false,
      clock: { warnedTo: at('11:00'), nextAt: at('12:00:00.001') },
      announcements: [{ data: { warnAt: at('11:00'), dueAt: at('12:00'), effects: [{ effect: 'notify' }] } }],
    });
  });

  it.each([
    ['before the warning', '10:59:59.999'],
    ['with the warning given, at the due instant itself', '12:00'],
  ])('notices nothing %s', (_when, now) => {
    const clock = aWatchedClock(now === '12:00' ? { warnedTo: at('11:00') } : {});

    expect(notice(clock, now)).toEqual({ kind: 'nothing' });
  });

  it('notices the miss in the first late instant, and nothing is left to notice', () => {
    const noticed = notice(aWatchedClock({ warnedTo: at('11:00') }), '12:00:00.001');

    expect(noticed).toMatchObject({
      missed: true,
      clock: { missedAt: at('12:00:00.001'), missedDueAt: at('12:00'), nextAt: null },
      announcements: [{ data: { dueAt: at('12:00'), noticedLateBy: 0, effects: [{ effect: 'supervise' }] } }],
    });
  });

  it('says what the rule asks of others, and apart from it what it brings about by itself', () => {
    const name = { zh: '撤诉', en: 'withdrawn' };
    const noticed = notice(
      aWatchedClock({
        warnAt: [],
        terms: terms({
          onWarning: [],
          onMiss: [
            { effect: 'rightToAppeal' },
            { effect: 'set', field: 'unanswered', value: true },
            { effect: 'consequence', consequence: 'blamed', name },
            { effect: 'happens', event: 'ticket.withdrawn', name },
          ],
        }),
      }),
      '12:00:01',
    );

    expect(noticed).toMatchObject({
      announcements: [
        {
          data: {
            effects: [{ effect: 'rightToAppeal' }],
            sets: [{ field: 'unanswered', value: true }],
            consequences: [{ consequence: 'blamed', name }],
            happens: [{ event: 'ticket.withdrawn', name }],
          },
        },
      ],
    });
  });

  it('says of a warning what consequences it has', () => {
    const name = { zh: '提醒', en: 'Reminded' };
    const clock = aWatchedClock({
      terms: terms({ onWarning: [[{ effect: 'consequence', consequence: 'reminded', name }]], onMiss: [] }),
    });

    expect(notice(clock, '11:00')).toMatchObject({
      announcements: [{ data: { effects: [], consequences: [{ consequence: 'reminded', name }] } }],
    });
  });

  it.each([
    ['12:00:00.999', 0],
    ['12:00:01', 1],
    ['15:00:00.500', 10_800],
  ])('says in whole seconds how late it is at %s', (now, noticedLateBy) => {
    const noticed = notice(aWatchedClock({ warnedTo: at('11:00') }), now);

    expect(noticed).toMatchObject({ announcements: [{ data: { noticedLateBy } }] });
  });

  it('after downtime tells the miss alone, not the warning that is out of date', () => {
    const noticed = notice(aWatchedClock(), '15:00');

    expect(noticed).toMatchObject({ missed: true, clock: { warnedTo: null } });
    expect('announcements' in noticed && types(noticed.announcements)).toEqual(['deadline.missed']);
  });

  it('gives the latest of several warnings that have passed', () => {
    const noticed = notice(aWatchedClock({ warnAt: [at('10:00'), at('11:00'), at('11:50')] }), '11:30');

    expect(noticed).toMatchObject({ missed: false, at: at('11:00'), clock: { nextAt: at('11:50') } });
  });

  it('leaves a miss for later that comes after what this batch may notice', () => {
    const noticed = notice(aWatchedClock(), '15:00', '11:30');

    expect(noticed).toMatchObject({ kind: 'later', clock: { nextAt: at('12:00:00.001'), missedAt: null } });
  });

  it('gives the same cause to the same instant of the same clock, and no other', () => {
    const causes = [
      notice(aWatchedClock(), '11:00'),
      notice(aWatchedClock(), '11:00:02'),
      notice(aWatchedClock(), '12:01'),
      notice(aWatchedClock({ clockId: 'other/1' }), '11:00'),
    ].map((noticed) => 'causeId' in noticed && noticed.causeId);

    expect(causes[0]).toBe(causes[1]);
    expect(new Set(causes).size).toBe(3);
  });
});
