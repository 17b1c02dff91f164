import type { ComplaintId } from '@cc/contracts';
import type { Transaction } from '@cc/messaging';
import { scopeWhere, type Caller } from '@cc/service-kit';

/** A message to a desk (工位), as whoever sits there reads it. It holds no personal data. */
export interface DeskMessage {
  messageId: string;
  complaintId: ComplaintId;
  template: string;
  role: string;
  division: string;
  unit: string | null;
  textZh: string;
  textEn: string;
  createdAt: Date;
  seenAt: Date | null;
  seenBy: string | null;
}

export interface Wanted {
  division?: string | undefined;
  unit?: string | undefined;
  role?: string | undefined;
  seen?: boolean | undefined;
  after?: { createdAt: string; messageId: string } | undefined;
  limit: number;
}

/** Messages with the scope of who is to read them, which may be another unit than the one that has the work. */
const DESK = `(select message_id, complaint_id, template, organisation, recipient_role as role, recipient_division as division,
                      recipient_unit as unit, text_zh, text_en, created_at, seen_at, seen_by
                 from messages where channel = 'desk')`;

/** The newest first. */
export function deskMessages(
  database: Pick<Transaction, 'query'>,
  caller: Caller,
  wanted: Wanted,
): Promise<DeskMessage[]> {
  const scope = scopeWhere(caller, 'm');
  const parameters: unknown[] = [...scope.params];
  const value = (parameter: unknown) => `$${parameters.push(parameter)}`;
  const conditions = [scope.sql];
  if (wanted.division) conditions.push(`m.division = ${value(wanted.division)}`);
  if (wanted.unit) conditions.push(`m.unit = ${value(wanted.unit)}`);
  if (wanted.role) conditions.push(`m.role = ${value(wanted.role)}`);
  if (wanted.seen !== undefined) conditions.push(`m.seen_at is ${wanted.seen ? 'not null' : 'null'}`);
  if (wanted.after) {
    const { createdAt, messageId } = wanted.after;
    conditions.push(`(m.created_at, m.message_id) < (${value(createdAt)}::timestamptz, ${value(messageId)}::uuid)`);
  }
  return database.query<DeskMessage>(
    `select m.message_id as "messageId", m.complaint_id as "complaintId", m.template, m.role, m.division, m.unit,
            m.text_zh as "textZh", m.text_en as "textEn", m.created_at as "createdAt", m.seen_at as "seenAt",
            m.seen_by as "seenBy"
       from ${DESK} m
      where ${conditions.join(' and ')}
      order by m.created_at desc, m.message_id desc
      limit ${value(wanted.limit)}`,
    parameters,
  );
}

/** Marks a message of the caller's desk as seen, by whoever is first; null where there is none. */
export async function markSeen(
  tx: Transaction,
  caller: Caller,
  messageId: string,
  now: Date,
): Promise<{ seenAt: Date; seenBy: string } | null> {
  const scope = scopeWhere(caller, 'm', 4);
  const [seen] = await tx.query<{ seenAt: Date; seenBy: string }>(
    `update messages set seen_at = coalesce(seen_at, $2), seen_by = coalesce(seen_by, $3)
      where message_id = (select m.message_id from ${DESK} m where m.message_id = $1 and ${scope.sql})
     returning seen_at as "seenAt", seen_by as "seenBy"`,
    [messageId, now, caller.subject, ...scope.params],
  );
  return seen ?? null;
}
