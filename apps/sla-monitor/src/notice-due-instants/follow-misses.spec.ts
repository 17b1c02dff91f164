import type { Procedures } from '@cc/procedures';
import { anAnsweredClock, at, aWatchedClock, aWatchedTicket, rules } from '../clock.fixture.js';
import { followMisses } from './follow-misses.js';

const missed = aWatchedClock({ missedAt: at('12:00:01'), missedDueAt: at('12:00') });
const now = at('12:00:01');
/** Rules by which the miss starts a second clock. */
const startingAnother: Procedures = {
  ...rules,
  missMatters: () => true,
  clocks: () => [
    anAnsweredClock(),
    anAnsweredClock({
      id: 'law/D2/1',
      rule: 'D2',
      startedBy: 'clock.missed/D1',
      startedAt: at('12:00'),
      dueAt: at('15:00'),
    }),
  ],
};

it('the clock that a miss starts is armed with it, and the missed one stays missed', () => {
  const { changed, announcements } = followMisses([missed], [aWatchedTicket()], [missed], startingAnother, now);

  expect(changed).toMatchObject([{ clockId: 'law/D2/1', state: 'armed', startedBy: 'clock.missed/D1' }]);
  expect(announcements).toMatchObject([
    { announcement: { definition: { type: 'deadline.armed.v1' }, data: { clockId: 'law/D2/1', dueAt: at('15:00') } } },
  ]);
});

it('the clocks it brings are known to be reckoned under the edition of this instance', () => {
  const ticket = aWatchedTicket({ edition: 'of the version before' });

  const { reckoned } = followMisses([missed], [ticket], [missed], startingAnother, now);

  expect(reckoned).toEqual([{ complaintId: ticket.complaintId, edition: rules.edition }]);
});

it('a clock whose miss only tells somebody is not asked for again, whatever other rules of the ticket say', () => {
  const bases = ['monitoring', 'regulator'].map((id) => ({ id: `telecom-group/${id}`, version: '2026' }));

  expect(rules.missMatters(bases, 'telecom-group/limits/dispatch/1')).toBe(false);
  expect(rules.missMatters(bases, 'telecom-user-appeal-regulation/D1/1')).toBe(true);
});
