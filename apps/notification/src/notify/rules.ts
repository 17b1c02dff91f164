import type { EventDefinition } from '@cc/contracts';
import {
  ComplaintRecorded,
  DeadlineMissed,
  DeadlineWarned,
  TicketAbnormal,
  TicketAnswered,
  TicketClosed,
  TicketReopened,
  WorkDispatched,
} from '@cc/contracts';
import type { TemplateName } from './templates.js';

/** Who gets a message: the customer, a role where the work is, or whoever the rule of a clock names. */
export type Recipient = { kind: 'customer' } | { kind: 'role'; role: string; of: Office } | { kind: 'clockSays' };

/** Where a role sits, seen from the unit that has the work. */
export type Office = 'unit' | 'superiorUnit' | 'division' | 'group';

/** Typed predicates over an event; a rule names one, never an expression. */
export type Condition =
  | { field: 'outcome'; is: 'ticket' | 'settled' | 'handedOver' | 'waiting' }
  | { field: 'callbackOwed'; is: boolean }
  | { field: 'closedAs'; isNot: 'withdrawn' }
  /** Whether the complaint counts as withdrawn because nobody did anything in time. */
  | { field: 'lapsed'; is: boolean }
  | { field: 'effect'; is: 'rightToAppeal' };

export interface Rule {
  on: EventDefinition;
  when?: Condition;
  to: Recipient;
  channel: 'sms' | 'desk';
  template: TemplateName;
  /** With the complaint and the recipient, what makes a message the same message. */
  once: readonly ('event' | 'complaint' | 'clock' | 'kind')[];
}

/** 通知规则: what is told to whom. A further message is a further line. */
export const rules: readonly Rule[] = [
  {
    on: ComplaintRecorded,
    when: { field: 'outcome', is: 'ticket' },
    to: { kind: 'customer' },
    channel: 'sms',
    template: 'customer-recorded',
    once: ['complaint'],
  },
  {
    on: WorkDispatched,
    to: { kind: 'role', role: 'handler', of: 'unit' },
    channel: 'desk',
    template: 'unit-work',
    once: ['event'],
  },
  { on: DeadlineWarned, to: { kind: 'clockSays' }, channel: 'desk', template: 'clock-warned', once: ['event'] },
  { on: DeadlineMissed, to: { kind: 'clockSays' }, channel: 'desk', template: 'clock-missed', once: ['clock'] },
  {
    on: TicketAbnormal,
    to: { kind: 'role', role: 'supervisor', of: 'division' },
    channel: 'desk',
    template: 'ticket-abnormal',
    once: ['kind'],
  },
  {
    on: TicketAnswered,
    when: { field: 'callbackOwed', is: true },
    to: { kind: 'customer' },
    channel: 'sms',
    template: 'customer-answered',
    once: ['event'],
  },
  { on: TicketReopened, to: { kind: 'customer' }, channel: 'sms', template: 'customer-reopened', once: ['event'] },
  {
    on: TicketClosed,
    when: { field: 'closedAs', isNot: 'withdrawn' },
    to: { kind: 'customer' },
    channel: 'sms',
    template: 'customer-closed',
    once: ['event'],
  },
  {
    on: TicketClosed,
    when: { field: 'lapsed', is: true },
    to: { kind: 'customer' },
    channel: 'sms',
    template: 'customer-lapsed',
    once: ['event'],
  },
  // Whoever answers the customer must know before the customer says it.
  {
    on: DeadlineMissed,
    when: { field: 'effect', is: 'rightToAppeal' },
    to: { kind: 'role', role: 'handler', of: 'unit' },
    channel: 'desk',
    template: 'may-appeal',
    once: ['clock'],
  },
];
