import type { Procedures } from '@cc/procedures';
import { hoursAfter, TUESDAY_MORNING } from '@cc/testing';
import { aTicket, group } from '../rules.fixture.js';
import type { StoredFact } from '../ticket.entity.js';
import { storedFact } from '../timeline.js';
import { answeredOnTime } from './answered-on-time.js';

const at = (hours: number) => hoursAfter(TUESDAY_MORNING, hours);
const fact = (name: StoredFact['fact'], hours: number) => storedFact(name, at(hours), at(hours));
const SECOND = 1 / 3600;

const answered = (endedAt: number, then: StoredFact[], procedures = group.procedures) => {
  const ticket = aTicket();
  return answeredOnTime(procedures, { ...ticket, timeline: [...ticket.timeline, ...then] }, at(endedAt));
};
const onTime = (endedAt: number, ...then: StoredFact[]) => answered(endedAt, then).onTime;

describe('answered on time', () => {
  it('is in time at the due instant, and late a second after it', () => {
    expect(onTime(60, fact('ticket.answered', 48))).toBe(true);
    expect(onTime(60, fact('ticket.answered', 48 + SECOND))).toBe(false);
  });

  it('looks at the clocks of the answer only: late acceptance does not make the answer late', () => {
    expect(onTime(40, fact('work.accepted', 30), fact('ticket.answered', 30))).toBe(true);
  });

  it('names the clocks of which nobody knows, because no decree says when they ran out', () => {
    const undecreed: Procedures = {
      ...group.procedures,
      clocks: (...asked) =>
        group.procedures
          .clocks(...asked)
          .map((clock) =>
            clock.id === 'telecom-group-2019/D1/1' ? { ...clock, dueAt: null, noDue: 'notDecreed' } : clock,
          ),
    };
    const late = [fact('ticket.answered', 48 + SECOND)];

    expect(answered(60, late)).toEqual({ onTime: false, undecreed: [] });
    expect(answered(60, late, undecreed)).toEqual({ onTime: true, undecreed: ['telecom-group-2019/D1/1'] });
  });

  it('asks every round to be in time', () => {
    const reopened = [fact('ticket.answered', 1), fact('ticket.reopened', 10)];

    expect(onTime(99, ...reopened, fact('ticket.answered', 58))).toBe(true);
    expect(onTime(99, ...reopened, fact('ticket.answered', 58 + SECOND))).toBe(false);
  });

  it('measures a ticket that ends unanswered at its end', () => {
    expect(onTime(48)).toBe(true);
    expect(onTime(48 + SECOND)).toBe(false);
    expect(onTime(58 + SECOND, fact('ticket.answered', 1), fact('ticket.reopened', 10))).toBe(false);
  });
});
