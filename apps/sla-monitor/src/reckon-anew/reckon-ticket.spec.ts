import type { Clock, Procedures } from '@cc/procedures';
import { anAnsweredClock, at, aWatchedClock, aWatchedTicket, rules, types } from '../clock.fixture.js';
import { reckonTicket } from './reckon-ticket.js';

const rulesThatSay = (...clocks: Clock[]): Procedures => ({ ...rules, edition: 'of 2027', clocks: () => clocks });
const ticket = aWatchedTicket({ edition: 'of 2026', overdue: 1, abnormal: ['overdue'] });
const undecreed = aWatchedClock({ state: 'notConfigured', dueAt: null, noDue: 'notDecreed', warnAt: [] });
const missedAtNoon = aWatchedClock({ missedAt: at('12:00:01'), missedDueAt: at('12:00') });
const now = at('13:00');

const reckoned = (clock: typeof undecreed, says: Procedures) => reckonTicket(ticket, [clock], says, now);

describe('a ticket under changed rules', () => {
  it('has a due instant as soon as the year is decreed', () => {
    const {
      ticket: after,
      changed,
      announcements,
    } = reckoned(undecreed, rulesThatSay(anAnsweredClock({ dueAt: at('15:00') })));

    expect(types(announcements)).toEqual(['deadline.armed']);
    expect(changed).toMatchObject([{ state: 'armed', dueAt: at('15:00'), noDue: null, nextAt: at('11:00') }]);
    expect(after.edition).toBe('of 2027');
  });

  it('is noticed late where that instant has passed by then', () => {
    const { changed } = reckoned(undecreed, rulesThatSay(anAnsweredClock({ dueAt: at('12:30'), warnAt: [] })));

    expect(changed).toMatchObject([{ missedAt: null, nextAt: at('12:30:00.001') }]);
  });

  it('says why a due instant moved', () => {
    const { announcements } = reckoned(aWatchedClock(), rulesThatSay(anAnsweredClock({ dueAt: at('18:00') })));

    expect(announcements).toMatchObject([
      { data: { before: at('12:00'), after: at('18:00'), because: 'rules.changed' } },
    ]);
  });

  it('takes a miss back that the corrected rule does not have, and counts it no more', () => {
    const {
      ticket: after,
      changed,
      announcements,
    } = reckoned(missedAtNoon, rulesThatSay(anAnsweredClock({ dueAt: at('18:00') })));

    expect(types(announcements)).toEqual(['deadline.miss-taken-back', 'deadline.revised']);
    expect(changed).toMatchObject([{ missedAt: null, missedDueAt: null }]);
    expect(after.overdue).toBe(0);
  });

  it('loses a clock that the rules no longer know', () => {
    expect(types(reckoned(aWatchedClock(), rulesThatSay()).announcements)).toEqual(['deadline.cancelled']);
  });

  it('has no clock left to reckon again once none runs', () => {
    const { ticket: after } = reckoned(aWatchedClock(), rulesThatSay());

    expect(after.edition).toBeNull();
  });

  it('no longer waits for the decree of a clock that they no longer know', () => {
    const { ticket: after, changed, announcements } = reckoned(undecreed, rulesThatSay());

    expect(changed).toMatchObject([{ state: 'cancelled' }]);
    expect(announcements).toEqual([]);
    expect(after.edition).toBeNull();
  });

  it('goes on when they are applied where they no longer know its pause, not before that began', () => {
    const pause = { from: at('11:00').toISOString(), until: null, reason: 'customerAbsent', before: null };
    const paused = aWatchedClock({ state: 'paused', paused: [pause], nextAt: null });

    const { announcements } = reckoned(paused, rulesThatSay(anAnsweredClock({ dueAt: at('18:00') })));

    expect(announcements).toMatchObject([{ definition: { type: 'deadline.resumed.v1' }, data: { resumedAt: now } }]);
  });

  it('says and writes nothing where they say the same', () => {
    const { ticket: after, changed, announcements } = reckoned(missedAtNoon, rulesThatSay(anAnsweredClock()));

    expect({ changed, announcements }).toEqual({ changed: [], announcements: [] });
    expect(after).toEqual({ ...ticket, edition: 'of 2027' });
  });
});
