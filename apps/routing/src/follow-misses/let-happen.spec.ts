import type { DataOf, DeadlineMissed } from '@cc/contracts';
import { aMissedDeadline, aMissTakenBack, hoursAfter, TUESDAY_MORNING } from '@cc/testing';
import { aStep, aTicket, said, types } from '../rules.fixture.js';
import type { StoredFact, Ticket } from '../ticket.entity.js';
import { storedFact } from '../timeline.js';
import { followMiss, followMissTakenBack } from './follow-miss.js';
import { A_MONTH, clock, SILENT, TEN_DAYS, underSilence } from './silence.fixture.js';

const at = (hours: number) => hoursAfter(TUESDAY_MORNING, hours);
const fact = (name: StoredFact['fact'], hours: number) => storedFact(name, at(hours), at(hours));

/** A ticket dispatched on Tuesday morning; `then` is what happened since. */
function silentTicket(then: readonly StoredFact[] = [], as: Partial<Ticket> = {}): Ticket {
  const ticket = aTicket({ bases: SILENT });
  return { ...ticket, timeline: [...ticket.timeline, ...then], ...as };
}

const replied = (as: Partial<Ticket> = {}) =>
  silentTicket([fact('work.accepted', 1), fact('work.replied', 2)], {
    stage: 'replied',
    verification: 'true',
    ...as,
  });

const miss = (rule: string, dueAt: Date, event: string): DataOf<typeof DeadlineMissed> =>
  aMissedDeadline({
    clockId: clock(rule),
    rule,
    basis: SILENT[0]!,
    dueAt,
    why: { rule, basis: 'silence', version: '1', source: 'lines 2' },
    happens: [{ event, name: { zh: event, en: event } }],
  });
const unanswered = miss('unanswered', TEN_DAYS, 'ticket.withdrawn');

const stepAfter = (ticket: Ticket, missed: DataOf<typeof DeadlineMissed>, now = hoursAfter(missed.dueAt, 1)) => {
  const step = aStep(ticket, now);
  followMiss(step, underSilence, missed);
  return step;
};

describe('what a miss lets happen (逾期视为)', () => {
  it('ends the ticket as withdrawn, by the rule of the clock, at the instant at which time ran out', () => {
    const step = stepAfter(silentTicket(), unanswered);

    expect(step.ticket).toMatchObject({ stage: 'withdrawn' });
    expect(said(step, 'ticket.closed.v1')).toMatchObject([
      {
        closedAs: 'withdrawn',
        clockId: clock('unanswered'),
        why: { basis: 'silence', rule: 'unanswered' },
        occurredAt: TEN_DAYS,
      },
    ]);
    expect(step.decisions).toContainEqual(
      expect.objectContaining({
        kind: 'action',
        answer: expect.objectContaining({ action: 'withdraw', role: 'system', allowed: true }) as unknown,
      }),
    );
  });

  it('lets paused work go on before it ends, so that no pause stays open', () => {
    const resting = silentTicket([fact('work.paused', 3)], {
      stage: 'dispatched',
      pausedAt: at(3),
      pausedFor: 'flood',
    });

    expect(types(stepAfter(resting, unanswered))).toEqual([
      'work.resumed.v1',
      'work.order-changed.v1',
      'ticket.closed.v1',
      'work.order-changed.v1',
    ]);
  });

  it('ends no pause before it began, where work was paused after time had run out', () => {
    const late = hoursAfter(TEN_DAYS, 0.5);
    const paused = { ...storedFact('work.paused', late, late), reason: 'flood' };
    const resting = silentTicket([paused], { stage: 'dispatched', pausedAt: late, pausedFor: 'flood' });

    const step = stepAfter(resting, unanswered);

    expect(said(step, 'work.resumed.v1')).toMatchObject([{ pausedAt: late, occurredAt: late }]);
    expect(said(step, 'ticket.closed.v1')).toMatchObject([{ occurredAt: TEN_DAYS }]);
  });

  it('takes a slip that nobody audited for approved, where the procedure lets the system do so', () => {
    const step = stepAfter(replied(), miss('unaudited', at(50), 'ticket.answered'));

    expect(said(step, 'ticket.answered.v1')).toMatchObject([{ verification: 'true', clockId: clock('unaudited') }]);
  });

  it('closes what the rules let the system close once the miss has set what they look at', () => {
    const answered = silentTicket([fact('work.accepted', 1), fact('work.replied', 2), fact('ticket.answered', 3)], {
      stage: 'answered',
    });

    const step = stepAfter(answered, miss('unheard', A_MONTH, 'ticket.closed'));

    expect(said(step, 'ticket.closed.v1')).toMatchObject([{ clockId: clock('unheard'), occurredAt: A_MONTH }]);
    expect(step.ticket.known).toMatchObject({ customerSilent: true });
  });

  it('is refused by the life cycle where it does not fit, and the reason is kept', () => {
    const step = stepAfter(silentTicket([fact('work.accepted', 1)], { stage: 'accepted' }), {
      ...miss('unheard', A_MONTH, 'ticket.closed'),
    });

    expect(step.ticket.stage).toBe('accepted');
    expect(types(step)).toEqual([]);
    expect(step.decisions).toMatchObject([
      {
        answer: { action: 'close', role: 'system', allowed: false, clockId: clock('unheard') },
        rule: 'closed-when-silent',
      },
    ]);
  });

  it('comes about once, also when the miss is told again', () => {
    const once = stepAfter(silentTicket(), unanswered).ticket;

    const again = stepAfter(once, unanswered);

    expect(types(again)).toEqual([]);
    expect(again.decisions).toMatchObject([{ answer: { action: 'withdraw', allowed: false } }]);
  });

  it('does not come about when our own facts show that time was kept, though the clock had not heard of it', () => {
    const accepted = silentTicket([fact('work.accepted', 239)], { stage: 'accepted' });

    const step = stepAfter(accepted, unanswered, hoursAfter(TEN_DAYS, 1));

    expect(types(step)).toEqual([]);
    expect(step.decisions).toMatchObject([{ answer: { action: 'withdraw', allowed: false, heldInTime: true } }]);
  });

  it('is nothing where the miss only tells somebody', () => {
    expect(stepAfter(aTicket(), aMissedDeadline()).decisions).toEqual([]);
  });
});

describe('a miss taken back', () => {
  it('opens nothing again that it had let happen, and keeps that it stands without its cause', () => {
    const withdrawn = stepAfter(silentTicket(), unanswered).ticket;
    const step = aStep(withdrawn, hoursAfter(TEN_DAYS, 2));

    followMissTakenBack(step, underSilence, aMissTakenBack({ clockId: clock('unanswered'), dueAt: TEN_DAYS }));

    expect(step.changed).toBe(false);
    expect(step.decisions).toMatchObject([{ answer: { event: 'ticket.withdrawn', takenBack: true, stands: true } }]);
  });

  it('says nothing of an end that another miss of the same clock brought about', () => {
    const step = aStep(stepAfter(silentTicket(), unanswered).ticket, hoursAfter(TEN_DAYS, 2));
    const earlier = hoursAfter(TEN_DAYS, -24);

    followMissTakenBack(step, underSilence, aMissTakenBack({ clockId: clock('unanswered'), dueAt: earlier }));

    expect(step.decisions).toEqual([]);
  });

  it('leaves no word about a ticket that it had not ended', () => {
    const step = aStep(silentTicket());

    followMissTakenBack(step, underSilence, aMissTakenBack({ clockId: clock('unanswered') }));

    expect(step.decisions).toEqual([]);
  });
});
