import { DeadlineMissed, TicketClosed, type Effect, type Sealed } from '@cc/contracts';
import { loadOrganisations } from '@cc/procedures';
import { aClosedTicket, aMissedDeadline, nextId, TUESDAY_MORNING } from '@cc/testing';
import { composeMessages, type Telling } from './compose-messages.js';
import { rules } from './rules.js';
import { fill } from './templates.js';

const organisation = loadOrganisations().of('telecom-group');
const contact = { number: 'TS20261124000001', customer: 'test.bm9uY2U.c2VhbGVk' as Sealed };

type Office = Extract<Effect, { effect: 'notify' }>['of'];

const aMiss = (of: Office[], unit: string | null = '440100'): Telling => ({
  id: nextId('event'),
  type: DeadlineMissed.type,
  source: 'sla-monitor',
  time: TUESDAY_MORNING,
  traceparent: null,
  organisation: organisation.id,
  division: '44',
  unit,
  data: aMissedDeadline({ effects: of.map((office) => ({ effect: 'notify', role: 'supervisor', of: office })) }),
});
const compose = (event: Telling) => composeMessages(event, contact, organisation, TUESDAY_MORNING);
const recipients = (event: Telling) =>
  compose(event).map(({ recipientDivision, recipientUnit }) => `${recipientDivision}/${recipientUnit}`);

describe('whom a missed clock is told to', () => {
  it.each<[string, Office, string | null, string]>([
    ['the unit that has the work', 'unit', '440100', '44/440100'],
    ['the one above it', 'superiorUnit', '440100', '44/centre'],
    ['the division’s centre where none is above it', 'superiorUnit', 'centre', '44/centre'],
    ['the division’s centre while no unit has the work', 'superiorUnit', null, '44/centre'],
    ['the division', 'division', '440100', '44/centre'],
    ['the group’s own department', 'group', '440100', '00/service'],
  ])('is %s', (_, of, unit, recipient) => {
    expect(recipients(aMiss([of], unit))).toEqual([recipient]);
  });

  it('is everybody whom its rule names', () => {
    expect(recipients(aMiss(['unit', 'group']))).toEqual(['44/440100', '00/service']);
  });

  it('is nobody where the rule names none', () => {
    expect(compose({ ...aMiss([]), data: aMissedDeadline({ effects: [{ effect: 'supervise' }] }) })).toEqual([]);
  });
});

it('tells the unit that the customer may appeal from now on, where the rule of the clock says so', () => {
  const event = { ...aMiss([]), data: aMissedDeadline({ effects: [{ effect: 'rightToAppeal' }] }) };

  expect(compose(event)).toMatchObject([{ template: 'may-appeal', recipientRole: 'handler', recipientUnit: '440100' }]);
});

describe('of the end of a complaint the customer', () => {
  const anEnd = (over: Parameters<typeof aClosedTicket>[0]): Telling => ({
    ...aMiss([]),
    type: TicketClosed.type,
    data: aClosedTicket(over),
  });
  const told = (event: Telling) => compose(event).map(({ template, recipientRole }) => [template, recipientRole]);

  it('hears when it counts as withdrawn for nobody did anything in time', () => {
    expect(told(anEnd({ closedAs: 'withdrawn', clockId: 'silence/D1/1' }))).toEqual([['customer-lapsed', 'customer']]);
  });

  it('hears nothing who has withdrawn it', () => {
    expect(told(anEnd({ closedAs: 'withdrawn' }))).toEqual([]);
  });

  it('hears once when it is archived, by a person or by silence', () => {
    expect(told(anEnd({ closedAs: 'satisfied' }))).toEqual([['customer-closed', 'customer']]);
    expect(told(anEnd({ closedAs: 'not-reached', clockId: 'silence/D1/1' }))).toEqual([
      ['customer-closed', 'customer'],
    ]);
  });
});

it('makes the same messages of the same event, and others of another clock', () => {
  const event = aMiss(['unit']);
  const other = { ...event, data: { ...event.data, clockId: 'telecom-group/limits/answer/2' } };

  const ids = [event, event, other].map((one) => compose(one)[0]!.messageId);

  expect(ids[0]).toBe(ids[1]);
  expect(ids[2]).not.toBe(ids[0]);
});

it('tells of a clock again that was missed at one instant, revised, and missed at another', () => {
  const event = aMiss(['unit']);
  const dueAt = new Date('2026-11-30T10:00:00+08:00');

  const ids = [event, { ...event, data: { ...event.data, dueAt } }].map((one) => compose(one)[0]!.messageId);

  expect(ids[1]).not.toBe(ids[0]);
});

it('has no rule that writes the same template for the same event twice', () => {
  const lines = rules.map(({ on, template, to }) => `${on.type} ${template} ${to.kind}`);

  expect(new Set(lines).size).toBe(lines.length);
});

it('does not write a text with a word missing', () => {
  expect(() => fill('clock-missed', { number: { zh: '1', en: '1' } })).toThrow(
    'template clock-missed says {clock}, but the event has no word for it',
  );
});
