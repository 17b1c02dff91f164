import { loadOrganisations, engineProcedures } from '@cc/procedures';
import type { ChannelLevel, DataOf, TicketRegistered } from '@cc/contracts';
import type { Received } from '@cc/messaging';
import { aRegisteredTicket, nextId, TUESDAY_MORNING } from '@cc/testing';
import { registerTicket } from './dispatch-work/register-ticket.js';
import { Rules } from './rules.js';
import { Step } from './step.js';
import type { Ticket } from './ticket.entity.js';

export const rules = new Rules(engineProcedures(), loadOrganisations());
export const group = rules.of('telecom-group');

/** The bases that a new complaint of this level gets. */
export const basesOf = (channelLevel: ChannelLevel = 'province') =>
  rules.procedures.assess(
    {
      organisation: 'telecom-group',
      division: '44',
      channel: 'hotline-10000',
      channelLevel,
      category: ['network'],
      customerLevel: null,
      settledOnTheSpot: false,
      massFlag: false,
      riskFlags: [],
      occurredAt: TUESDAY_MORNING,
      receivedAt: TUESDAY_MORNING,
      recordedAt: TUESDAY_MORNING,
      counted: {},
      earlier: [],
    },
    () => [],
  ).bases;

/** The group's limits alone: nobody has to be called back. */
export const NO_CALLBACK = [{ id: 'telecom-group/limits', version: '2026' }];

export const aRegistration = (over: Partial<DataOf<typeof TicketRegistered>> = {}) =>
  aRegisteredTicket({ bases: basesOf(over.channelLevel), ...over });

export const received = (data: DataOf<typeof TicketRegistered>): Received<typeof TicketRegistered> => ({
  id: nextId('event'),
  type: 'ticket.registered.v1',
  source: 'intake',
  time: data.recordedAt,
  organisation: 'telecom-group',
  division: data.sourceDivision,
  unit: null,
  traceparent: null,
  key: data.complaintId,
  partition: 0,
  position: 1n,
  data,
});

/** A ticket as its first dispatch left it: with the Guangzhou branch, unless its classification says otherwise. */
export const aTicket = (over: Partial<DataOf<typeof TicketRegistered>> = {}, then: Partial<Ticket> = {}): Ticket => ({
  ...registerTicket(received(aRegistration(over)), group, TUESDAY_MORNING).ticket,
  ...then,
});

/** The next thing that happens to a ticket. */
export const aStep = (ticket: Ticket, now = TUESDAY_MORNING) =>
  new Step(ticket, { id: nextId('cause'), traceparent: null }, now);

export const types = (step: Step) => step.said.map(({ type }) => type);

export const said = <T = Record<string, unknown>>(step: Step, type: string) =>
  step.said
    .filter((one) => one.type === type)
    .map(({ fact: { data, ...envelope } }) => ({ ...envelope, ...(data as T) }));
