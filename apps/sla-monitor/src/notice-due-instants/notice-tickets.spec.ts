import { deriveId, type ComplaintId } from '@cc/contracts';
import type { Procedures } from '@cc/procedures';
import { at, aWatchedClock, aWatchedTicket, rules } from '../clock.fixture.js';
import { noticeTickets } from './notice-tickets.js';

const id = (name: string) => deriveId<ComplaintId>('spec', name);

const told = ({ announcements }: ReturnType<typeof noticeTickets>) =>
  announcements.map(({ announcement: { definition, data } }) =>
    'clockId' in data ? `${definition.type} ${data.clockId}` : `${definition.type} ${'kind' in data ? data.kind : ''}`,
  );

describe('noticing tickets after downtime', () => {
  it('follows the due instants across tickets, the abnormal ticket right behind what made it abnormal', () => {
    const [one, two] = [aWatchedTicket({ complaintId: id('one') }), aWatchedTicket({ complaintId: id('two') })];
    const clocks = [
      // Its warning passed first, but it was missed last: it takes the place of its miss.
      aWatchedClock({ complaintId: one.complaintId, clockId: 'c', warnAt: [at('08:30')], dueAt: at('11:00') }),
      aWatchedClock({ complaintId: two.complaintId, clockId: 'a', warnAt: [], dueAt: at('09:00') }),
      aWatchedClock({ complaintId: one.complaintId, clockId: 'b', warnAt: [], dueAt: at('10:00') }),
    ];

    const noticed = noticeTickets(clocks, [one, two], rules, at('12:00'), at('12:00'));

    expect(told(noticed)).toEqual([
      'deadline.missed.v1 a',
      'ticket.abnormal.v1 overdue',
      'deadline.missed.v1 b',
      'ticket.abnormal.v1 overdue',
      'deadline.missed.v1 c',
    ]);
    expect(noticed.tickets.map(({ complaintId, overdue }) => [complaintId, overdue])).toEqual([
      [one.complaintId, 2],
      [two.complaintId, 1],
    ]);
  });

  it('counts a warning as about to be overdue', () => {
    const noticed = noticeTickets([aWatchedClock()], [aWatchedTicket()], rules, at('11:00'), at('11:00'));

    expect(told(noticed).at(-1)).toBe('ticket.abnormal.v1 aboutToBeOverdue');
    expect(noticed.tickets).toMatchObject([{ warned: 1, overdue: 0 }]);
  });

  it('picks the misses under rules that say a miss brings something about', () => {
    const noticed = (missMatters: boolean) =>
      noticeTickets(
        [aWatchedClock({ warnAt: [] })],
        [aWatchedTicket()],
        { ...rules, missMatters: () => missMatters },
        at('13:00'),
        at('13:00'),
      );

    expect(noticed(true).misses).toMatchObject([{ missedDueAt: at('12:00') }]);
    expect(noticed(false).misses).toEqual([]);
  });

  it('lets one ticket that cannot be decided hold up no other', () => {
    const [well, bad] = [
      aWatchedTicket({ complaintId: id('well') }),
      aWatchedTicket({ complaintId: id('bad'), bases: [] }),
    ];
    const clocks = [bad, well].map(({ complaintId }) => aWatchedClock({ complaintId, warnAt: [], dueAt: at('09:00') }));
    const broken: Procedures = {
      ...rules,
      abnormal(bases, counts) {
        if (bases.length === 0) throw new Error('no such procedure');
        return rules.abnormal(bases, counts);
      },
    };

    const noticed = noticeTickets(clocks, [bad, well], broken, at('12:00'), at('12:00'));

    expect(told(noticed)[0]).toContain('deadline.missed.v1');
    expect(noticed.tickets).toMatchObject([{ complaintId: well.complaintId, overdue: 1 }]);
    expect(noticed.failures).toEqual([{ complaintId: bad.complaintId, error: new Error('no such procedure') }]);
  });

  it('leaves for the next batch what is due after this one', () => {
    const noticed = noticeTickets([aWatchedClock()], [aWatchedTicket()], rules, at('11:30'), at('15:00'));

    expect(noticed).toMatchObject({ announcements: [], tickets: [], clocks: [{ nextAt: at('12:00:00.001') }] });
  });

  it('hands the trace of the complaint on', () => {
    const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;

    const noticed = noticeTickets(
      [aWatchedClock()],
      [aWatchedTicket({ traceparent })],
      rules,
      at('11:00'),
      at('11:00'),
    );

    expect(noticed.announcements[0]!.cause.traceparent).toBe(traceparent);
  });
});
