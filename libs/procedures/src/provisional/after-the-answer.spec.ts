import { abnormal } from './abnormal.js';
import { at } from './at.fixture.js';
import { ALWAYS, BASES } from './bases.js';
import { afterCallback, callbackOwed } from './callback.js';

const bases = ALWAYS.map((name) => BASES[name]);

describe('callbacks', () => {
  it('are owed for every answered ticket: three attempts within 24 hours', () => {
    const ticket = {
      complaintId: 'c',
      division: '44',
      nature: 'ordinary' as const,
      channelLevel: 'province' as const,
      answeredAt: at('2026-09-30 17:00'),
    };

    expect(callbackOwed(bases, ticket)).toMatchObject({
      value: { owed: true, attempts: 3, dueAt: at('2026-10-01 17:00') },
      reason: { rule: 'callback', basis: 'telecom-group/limits' },
    });
    expect(callbackOwed([BASES.regulation], ticket).value).toEqual({ owed: false, attempts: 0, dueAt: null });
  });

  it.each([
    ['satisfied', 1, 'close'],
    ['unsatisfied', 1, 'reopen'],
    ['unsatisfied', 3, 'reopen'],
    ['notReached', 1, 'tryAgain'],
    ['notReached', 2, 'tryAgain'],
    ['notReached', 3, 'close'],
  ] as const)('%s at attempt %i: %s', (outcome, attempts, effect) => {
    expect(afterCallback(bases, outcome, attempts).value).toBe(effect);
  });
});

describe('an abnormal ticket', () => {
  const calm = { returns: 0, urges: 0, overdue: 0, warned: 0 };
  const kinds = (counts: Partial<typeof calm>) => abnormal(bases, { ...calm, ...counts }).map(({ kind }) => kind);

  it.each([
    [{}, []],
    [{ returns: 1, urges: 2 }, []],
    [{ overdue: 1 }, ['overdue']],
    [{ warned: 1 }, ['aboutToBeOverdue']],
    [{ returns: 2 }, ['returnedTwice']],
    [{ urges: 3 }, ['urgedThreeTimes']],
    [
      { overdue: 2, warned: 1, returns: 3, urges: 4 },
      ['overdue', 'aboutToBeOverdue', 'returnedTwice', 'urgedThreeTimes'],
    ],
  ])('%j: %j', (counts, found) => {
    expect(kinds(counts)).toEqual(found);
  });

  it('says which rule found it', () => {
    expect(abnormal(bases, { ...calm, returns: 2 })[0]!.reason).toMatchObject({
      rule: 'abnormal/returnedTwice',
      source: 'ours',
    });
  });
});
