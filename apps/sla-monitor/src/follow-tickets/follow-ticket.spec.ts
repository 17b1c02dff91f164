import { deriveId } from '@cc/contracts';
import { at, COMPLAINT, rules, types } from '../clock.fixture.js';
import type { WatchedClock } from '../watched-clock.entity.js';
import type { WatchedTicket } from '../watched-ticket.entity.js';
import { followTicket, type News } from './follow-ticket.js';

const bases = [
  { id: 'telecom-group/regulator', version: '2026' },
  { id: 'telecom-group/monitoring', version: '2026' },
];

type FactName = NonNullable<News['fact']>['name'];

function news(name: FactName, time: string, over: Partial<News> = {}): News {
  const event = {
    id: deriveId(name, time),
    traceparent: null,
    organisation: 'telecom-group',
    division: '44',
    unit: null,
  };
  return { event, complaintId: COMPLAINT, fact: { name, occurredAt: at(time), recordedAt: at(time) }, ...over };
}

const registered = news('ticket.registered', '10:00', { registered: { bases, at: at('10:00') } });
const dispatched = news('work.dispatched', '10:05', {
  dispatchNo: 1,
  event: { ...registered.event, id: deriveId('dispatched'), division: '43', unit: '43-centre' },
});
const accepted = news('work.accepted', '10:30');
const answered = news('ticket.answered', '11:00');
const closed = news('ticket.closed', '11:30');

/** The ticket, its clocks and everything said, after these news in this order. */
function after(...all: News[]) {
  let ticket: WatchedTicket | undefined;
  let clocks = new Map<string, WatchedClock>();
  const said = all.flatMap((one) => {
    const followed = followTicket(ticket, [...clocks.values()], one, rules, at('12:00'));
    ticket = followed.ticket;
    clocks = new Map([...clocks, ...followed.changed.map((clock) => [clock.clockId, clock] as const)]);
    return followed.announcements;
  });
  const states = Object.fromEntries([...clocks.values()].map(({ clockId, state }) => [clockId, state]));
  return { ticket: ticket!, clocks, states, said };
}

describe('following a ticket', () => {
  it('runs several bases at once from the registration on', () => {
    const { said, states } = after(registered);

    expect(types(said)).toEqual(['deadline.armed', 'deadline.armed', 'deadline.armed']);
    expect(states).toEqual({
      'telecom-user-appeal-regulation/D1/1': 'armed',
      'telecom-group/limits/dispatch/1': 'armed',
      'telecom-group-2019/D1/1': 'armed',
    });
  });

  it('counts the regulator’s fifteen days from the receipt', () => {
    const receivedAt = new Date('2026-11-23T23:59:59+08:00');
    const late = { ...registered, fact: { ...registered.fact!, receivedAt } };

    expect(after(late).clocks.get('telecom-user-appeal-regulation/D1/1')!.dueAt).toEqual(
      new Date('2026-12-09T00:00:00+08:00'),
    );
  });

  it('runs the clocks of the nature that the ticket now is of, whenever it learns of it', () => {
    const major = news('ticket.reclassified', '10:10');
    const reclassified = { ...major, fact: { ...major.fact!, set: { nature: 'major' } } };
    const back = news('ticket.reclassified', '10:40');
    const untrue = { ...back, fact: { ...back.fact!, set: { nature: 'ordinary' } } };
    const withNature = { ...registered, fact: { ...registered.fact!, set: { nature: 'ordinary' } } };

    const before = after(withNature, dispatched).states;
    const { states } = after(withNature, dispatched, reclassified, reclassified);
    const again = after(withNature, dispatched, reclassified, untrue).states;

    expect(before).not.toHaveProperty('telecom-group/limits/answer-major/1');
    expect(states).toMatchObject({ 'telecom-group/limits/answer-major/1': 'armed' });
    expect(again).toMatchObject({ ...before, 'telecom-group/limits/answer-major/1': 'cancelled' });
    expect(after(reclassified, withNature, dispatched).states).toEqual(states);
  });

  it('follows the work to the unit that has it', () => {
    expect(after(registered).ticket).toMatchObject({ division: '44', unit: null });
    expect(after(registered, dispatched, accepted).ticket).toMatchObject({ division: '43', unit: '43-centre' });
  });

  it('does not follow an earlier dispatch that comes late', () => {
    const second = news('work.dispatched', '10:20', { dispatchNo: 2 });

    expect(after(registered, second, dispatched).ticket).toMatchObject({ division: '44', dispatchNo: 2 });
  });

  it('ends in the same clocks whatever order the facts come in', () => {
    const inOrder = after(registered, dispatched, accepted, answered, closed);
    const { states, ticket } = inOrder;

    expect(states).toMatchObject({ 'telecom-group/limits/accept/1': 'met', 'telecom-group-2019/D1/1': 'met' });
    expect(after(registered, closed, answered, accepted, dispatched).states).toEqual(states);
    expect(after(registered, accepted, dispatched, closed, answered).states).toEqual(states);
    expect(ticket.closedAt).toEqual(at('11:30'));
  });

  it('meets the limit of a callback by an attempt, told once or twice, before or after the answer it follows', () => {
    const called = news('callback.made', '11:20');
    const callback = 'telecom-group/handling/callback/1';
    const inOrder = after(registered, dispatched, accepted, answered, called);

    expect(inOrder.states).toMatchObject({ [callback]: 'met' });
    expect(after(registered, dispatched, accepted, called, answered).states).toEqual(inOrder.states);
    expect(after(registered, dispatched, accepted, answered, called, called).said).toEqual(inOrder.said);
  });

  it('changes nothing and says nothing when a fact is told twice', () => {
    const once = after(registered, dispatched);
    const twice = followTicket(once.ticket, [...once.clocks.values()], dispatched, rules, at('12:00'));

    expect(twice).toMatchObject({ ticket: once.ticket, changed: [], announcements: [] });
  });

  it('keeps facts that come before the registration, and then says all of them in order', () => {
    const early = after(dispatched, accepted);
    const late = after(dispatched, accepted, registered);
    const inOrder = after(registered, dispatched, accepted);

    expect(early).toMatchObject({ said: [], states: {}, ticket: { registeredAt: null } });
    expect(late.states).toEqual(inOrder.states);
    expect(types(late.said)).toEqual(types(inOrder.said));
    expect(late.ticket.timeline).toEqual(inOrder.ticket.timeline);
  });

  it('starts a new answer clock when the ticket is reopened', () => {
    const reopened = news('ticket.reopened', '11:40');

    const { states, ticket } = after(registered, dispatched, accepted, answered, reopened);

    expect(states).toMatchObject({
      'telecom-group-2019/D1/1': 'met',
      'telecom-group-2019/D1/2': 'armed',
      'telecom-user-appeal-regulation/D1/1': 'met',
    });
    expect(ticket.closedAt).toBeNull();
  });

  it('pauses over the old due instant: nothing is missed, and the limit goes on where it stood', () => {
    const later = (hours: number) => new Date(at('10:00').getTime() + hours * 3_600_000);
    const work = (name: FactName, hours: number): News => ({
      ...news(name, '10:00'),
      event: { ...registered.event, id: deriveId(name) },
      fact: { name, occurredAt: later(hours), recordedAt: later(hours) },
    });

    const { said, clocks } = after(registered, dispatched, accepted, work('work.paused', 40), work('work.resumed', 60));

    const answer = clocks.get('telecom-group-2019/D1/1')!;
    expect(types(said).filter((type) => /paused|resumed|missed/.test(type))).toEqual([
      'deadline.paused',
      'deadline.resumed',
    ]);
    // 48 hours and the 20 of the pause; the warning of hour 36 lay before it.
    expect(answer).toMatchObject({ state: 'armed', dueAt: later(68), warnAt: [later(36)] });
  });

  it('counts more time from when it was asked for, whether it comes after the registration or before it', () => {
    const hour = (hours: number) => new Date(at('10:00').getTime() + hours * 3_600_000);
    const granted: News = {
      ...news('extension.granted', '10:00'),
      fact: {
        name: 'extension.granted',
        occurredAt: hour(50),
        recordedAt: hour(50),
        extension: {
          clockId: 'telecom-group-2019/D1/1',
          until: hour(72),
          by: 'supervisor-above',
          askedAt: hour(1),
        },
      },
    };
    const ofAnswer = ({ said }: ReturnType<typeof after>) =>
      types(said.filter(({ data }) => 'clockId' in data && data.clockId === 'telecom-group-2019/D1/1'));

    const inOrder = after(registered, dispatched, granted);
    const before = after(granted, dispatched, registered);

    for (const ticket of [inOrder, before]) {
      expect(ticket.clocks.get('telecom-group-2019/D1/1')).toMatchObject({ state: 'armed', dueAt: hour(72) });
      expect(ofAnswer(ticket)).toEqual(['deadline.armed', 'deadline.revised']);
    }
  });

  it('finds a ticket abnormal that was returned twice or urged three times, once each', () => {
    const returned = news('work.returned', '10:40', { returns: 2 });
    const urges = [1, 2, 3, 4].map((count) => ({ ...news('work.accepted', '10:50'), fact: undefined, urges: count }));
    const { said } = after(registered, dispatched, returned, ...urges);

    const kinds = said.flatMap(({ data }) => ('kind' in data ? [data.kind] : []));

    expect(kinds).toEqual(['returnedTwice', 'urgedThreeTimes']);
  });

  it('counts a miss that a fact brought to light', () => {
    const late = news('work.dispatched', '10:45', { dispatchNo: 1 });

    const { said, ticket } = after(registered, late);

    expect(types(said).slice(3)).toEqual(['deadline.missed', 'deadline.met', 'deadline.armed', 'ticket.abnormal']);
    expect(ticket).toMatchObject({ overdue: 1, abnormal: ['overdue'] });
  });
});
