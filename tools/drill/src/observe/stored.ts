import type { StoredAttempt, StoredCallback } from '../reconcile/callbacks.js';
import type { StoredClock } from '../reconcile/clocks.js';
import type { StoredMessage } from '../reconcile/messages.js';
import type { StoredRecord } from '../reconcile/records.js';
import type { StoredTicket } from '../reconcile/tickets.js';
import type { Database } from './database.js';

/** What the services keep of complaints and tickets, each in its own tables. */
export interface Stored {
  records: readonly StoredRecord[];
  tickets: readonly StoredTicket[];
  clocks: readonly StoredClock[];
  messages: readonly StoredMessage[];
  callbacks: readonly StoredCallback[];
  attempts: readonly StoredAttempt[];
}

export async function storedIn(database: Database): Promise<Stored> {
  const rows = <Row>(sql: string) => database.ask<Row & Record<string, unknown>>(sql);
  const [records, tickets, clocks, messages, callbacks, attempts] = await Promise.all([
    rows<StoredRecord>(RECORDS),
    rows<StoredTicket>(TICKETS),
    rows<StoredClock>(CLOCKS),
    rows<StoredMessage>(MESSAGES),
    rows<StoredCallback>(`select callback_id as "callbackId", state from notification.callbacks`),
    rows<StoredAttempt>(ATTEMPTS),
  ]);
  return { records, tickets, clocks, messages, callbacks, attempts };
}

const RECORDS = `
  select 'intake' as service, id as "complaintId" from intake.complaints
  union all
  select 'notification', complaint_id from notification.contacts
  union all
  select 'reporting', complaint_id from reporting.complaints`;

/** Reporting does not say which complaints have a ticket: those that ever had one are in its archive. */
const TICKETS = `
  select 'intake' as service, id as "complaintId", jsonb_build_object(
           'state', case when status in ('answered', 'closed', 'withdrawn') then status else 'open' end,
           'closed', closed_at is not null, 'division', handling_division, 'urges', urges, 'reopened', reopened,
           'missed', missed) as says
    from intake.complaints where outcome = 'ticket'
  union all
  select 'routing', complaint_id, jsonb_build_object(
           'state', case when stage in ('answered', 'closed', 'withdrawn') then stage else 'open' end,
           'closed', closed_at is not null, 'division', division, 'dispatches', dispatch_no, 'returns', returns,
           'urges', urges, 'reopened', reopened)
    from routing.tickets
  union all
  select 'sla-monitor', complaint_id, jsonb_build_object(
           'closed', closed_at is not null, 'division', division, 'dispatches', dispatch_no, 'returns', returns,
           'urges', urges)
    from sla_monitor.tickets
  union all
  select 'reporting', complaint_id, jsonb_build_object('holder', holder)
    from reporting.complaints
   where complaint_id in (select complaint_id from reporting.facts where type = 'ticket.registered.v1')`;

const CLOCKS = `
  select complaint_id as "complaintId", clock_id as "clockId", state, missed_at is not null as missed
    from sla_monitor.clocks`;

const MESSAGES = `
  select message_id as "messageId", complaint_id as "complaintId", template, state,
         (select count(*)::int from notification.captured_messages as held where held.message_id = message.message_id) as captured
    from notification.messages as message`;

const ATTEMPTS = `
  select complaint_id as "complaintId", attempt_id as "attemptId", callback_id as "callbackId", effect
    from notification.callback_attempts`;
