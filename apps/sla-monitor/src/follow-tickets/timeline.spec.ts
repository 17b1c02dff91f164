import type { StoredFact } from '../watched-ticket.entity.js';
import { at } from '../clock.fixture.js';
import { asRulesReadIt, closedAt, remember } from './timeline.js';

const fact = (name: StoredFact['fact'], time: string, event = `${name} ${time}`): StoredFact => ({
  event,
  fact: name,
  occurredAt: at(time).toISOString(),
  recordedAt: at(time).toISOString(),
});

const names = (timeline: StoredFact[]) => timeline.map((known) => known.fact);

describe('the timeline', () => {
  it('puts a fact that comes late in its place', () => {
    const timeline = [fact('ticket.registered', '08:00'), fact('work.accepted', '09:00')];

    const result = remember(timeline, fact('work.dispatched', '08:30'));

    expect(names(result)).toEqual(['ticket.registered', 'work.dispatched', 'work.accepted']);
  });

  it('keeps facts of one instant in the order they came', () => {
    const timeline = [fact('ticket.registered', '08:00'), fact('work.returned', '09:00')];

    const result = remember(timeline, fact('work.dispatched', '09:00'));

    expect(names(result)).toEqual(['ticket.registered', 'work.returned', 'work.dispatched']);
  });

  it('holds a fact once, however often it is told', () => {
    const accepted = fact('work.accepted', '09:00');

    expect(remember([accepted], accepted)).toEqual([accepted]);
  });

  it('reads as instants, with the day of receipt where it is known', () => {
    const registered = { ...fact('ticket.registered', '08:00'), receivedAt: at('07:00').toISOString() };

    expect(asRulesReadIt([registered])).toEqual([
      { fact: 'ticket.registered', occurredAt: at('08:00'), recordedAt: at('08:00'), receivedAt: at('07:00') },
    ]);
  });

  it.each([
    ['open', [fact('ticket.registered', '08:00')], null],
    ['closed', [fact('ticket.closed', '10:00')], at('10:00')],
    ['withdrawn', [fact('ticket.withdrawn', '10:00')], at('10:00')],
    ['reopened', [fact('ticket.closed', '10:00'), fact('ticket.reopened', '11:00')], null],
  ])('knows a ticket that is %s', (_what, timeline, expected) => {
    expect(closedAt(timeline)).toEqual(expected);
  });
});
