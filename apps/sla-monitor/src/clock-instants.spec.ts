import { canBeMissed, isLate, lateFrom, nextInstant, warningsAhead } from './clock-instants.js';
import { at, aWatchedClock } from './clock.fixture.js';

describe('a due instant', () => {
  it('is in time itself and late from the next millisecond on', () => {
    expect(lateFrom(at('12:00'))).toEqual(at('12:00:00.001'));
  });

  it('can be missed once, and again only when it moves beyond what was missed', () => {
    const missed = { missedDueAt: at('12:00') };

    expect(canBeMissed({ dueAt: at('12:00'), missedDueAt: null })).toBe(true);
    expect(canBeMissed({ ...missed, dueAt: at('12:00') })).toBe(false);
    expect(canBeMissed({ ...missed, dueAt: at('11:00') })).toBe(false);
    expect(canBeMissed({ ...missed, dueAt: at('13:00') })).toBe(true);
    expect(canBeMissed({ ...missed, dueAt: null })).toBe(false);
  });
});

describe('the next instant somebody must notice', () => {
  it.each([
    ['a warning', {}, '11:00'],
    [
      'the later warning once the first was given',
      { warnAt: [at('11:00'), at('11:30')], warnedTo: at('11:00') },
      '11:30',
    ],
    ['the first late instant once every warning was given', { warnedTo: at('11:00') }, '12:00:00.001'],
    ['the first late instant where no warning is due before it', { warnAt: [at('12:00')] }, '12:00:00.001'],
    ['nothing while it is paused', { state: 'paused', dueAt: null }, null],
    ['nothing once it is met', { state: 'met', metAt: at('10:00') }, null],
    ['nothing once it is missed', { missedAt: at('12:01'), missedDueAt: at('12:00') }, null],
  ] as const)('is %s', (_what, over, expected) => {
    const clock = aWatchedClock({ ...over, warnAt: 'warnAt' in over ? [...over.warnAt] : [at('11:00')] });

    expect(nextInstant(clock)).toEqual(expected === null ? null : at(expected));
  });

  it('takes warnings in order, whatever order the rules give them in', () => {
    expect(warningsAhead(aWatchedClock({ warnAt: [at('11:30'), at('11:00')] }))).toEqual([at('11:00'), at('11:30')]);
  });
});

describe('a clock', () => {
  it.each([
    ['met at the due instant itself', { state: 'met', metAt: at('12:00') }, false],
    ['met one second after it', { state: 'met', metAt: at('12:00:01') }, true],
    [
      'met in time, though the miss was noticed before we heard of it',
      { state: 'met', metAt: at('11:59'), missedDueAt: at('12:00') },
      false,
    ],
    ['still running and missed', { missedDueAt: at('12:00') }, true],
    ['missed before its due instant moved on', { missedDueAt: at('11:00') }, false],
    ['still running', {}, false],
  ] as const)('%s', (_what, over, late) => {
    expect(isLate(aWatchedClock(over))).toBe(late);
  });
});
