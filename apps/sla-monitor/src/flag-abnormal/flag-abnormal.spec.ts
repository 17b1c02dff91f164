import { at, aWatchedTicket, rules } from '../clock.fixture.js';
import { flagAbnormal } from './flag-abnormal.js';

const kinds = ({ announcements }: ReturnType<typeof flagAbnormal>) =>
  announcements.map(({ data }) => ('kind' in data ? data.kind : null));

describe('an abnormal ticket', () => {
  it('is announced with the rule that found it', () => {
    const { announcements } = flagAbnormal(aWatchedTicket({ returns: 2 }), rules, at('10:00'));

    expect(announcements).toMatchObject([
      { scope: { division: '44' }, data: { kind: 'returnedTwice', why: { rule: 'returnedTwice' } } },
    ]);
  });

  it('is announced once per kind', () => {
    const first = flagAbnormal(aWatchedTicket({ urges: 3 }), rules, at('10:00'));
    const second = flagAbnormal({ ...first.ticket, urges: 4, overdue: 1 }, rules, at('11:00'));

    expect(kinds(first)).toEqual(['urgedThreeTimes']);
    expect(kinds(second)).toEqual(['overdue']);
    expect(second.ticket.abnormal).toEqual(['urgedThreeTimes', 'overdue']);
  });

  it.each([
    ['work.transferred', 3, 'transferredThreeTimes'],
    ['ticket.reopened', 2, 'reopenedTwice'],
    ['work.replyRefused', 2, 'slipRefusedTwice'],
  ] as const)('is one in whose timeline %s stands %i times: %s', (fact, times, kind) => {
    const happened = (count: number) =>
      aWatchedTicket({
        timeline: Array.from({ length: count }, (_, nth) => {
          const instant = at(`10:0${nth}`).toISOString();
          return { event: `event-${nth}`, fact, occurredAt: instant, recordedAt: instant };
        }),
      });

    expect(kinds(flagAbnormal(happened(times - 1), rules, at('11:00')))).toEqual([]);
    expect(kinds(flagAbnormal(happened(times), rules, at('11:00')))).toEqual([kind]);
  });

  it('waits for the registration: before it nobody knows the rules', () => {
    const { announcements } = flagAbnormal(
      aWatchedTicket({ returns: 2, registeredAt: null, bases: [] }),
      rules,
      at('10:00'),
    );

    expect(announcements).toEqual([]);
  });
});
