import type { ComplaintId } from '@cc/contracts';
import type { BasisVersion } from '@cc/procedures';
import type { Transaction } from '@cc/messaging';
import { Problem, scopeWhere, type Caller } from '@cc/service-kit';
import type { CallbackState } from '../callback.entity.js';

/** A callback as its agents see it. */
export interface QueuedCallback {
  callbackId: string;
  complaintId: ComplaintId;
  organisation: string;
  division: string;
  unit: string | null;
  bases: BasisVersion[];
  dueAt: Date | null;
  attempts: number;
  state: CallbackState;
  traceparent: string | null;
}

const COLUMNS = `c.callback_id as "callbackId", c.complaint_id as "complaintId", c.organisation, c.division, c.unit,
  c.bases, c.due_at as "dueAt", c.attempts, c.state, c.traceparent`;

/** The open callback of a complaint in the caller's scope; says why there is none. */
export async function openCallbackOf(
  tx: Transaction,
  caller: Caller,
  complaintId: ComplaintId,
): Promise<QueuedCallback> {
  const scope = scopeWhere(caller, 'c', 2);
  const [callback] = await tx.query<QueuedCallback>(
    `select ${COLUMNS} from callbacks c where c.complaint_id = $1 and ${scope.sql}
      order by c.state = 'open' desc, c.opened_at desc limit 1`,
    [complaintId, ...scope.params],
  );
  if (callback === undefined) throw noCallback(complaintId);
  if (callback.state !== 'open') throw alreadyEnded(callback);
  return callback;
}

/** Where a page of the queue ended. */
export interface QueuePosition {
  /** ISO 8601, or `infinity` for a callback without a due time. */
  dueAt: string;
  callbackId: string;
}

/** Open callbacks in the caller's scope, the most urgent first; those without a due time come last. */
export function queue(
  tx: Transaction,
  caller: Caller,
  { limit, after }: { limit: number; after: QueuePosition | null },
): Promise<QueuedCallback[]> {
  const scope = scopeWhere(caller, 'c', 4);
  return tx.query<QueuedCallback>(
    `select ${COLUMNS} from callbacks c
      where c.state = 'open' and ${scope.sql}
        and ($2::text is null or (coalesce(c.due_at, 'infinity'), c.callback_id) > ($2::timestamptz, $3::uuid))
      order by coalesce(c.due_at, 'infinity'), c.callback_id limit $1`,
    [limit, after?.dueAt ?? null, after?.callbackId ?? null, ...scope.params],
  );
}

function noCallback(complaintId: string): Problem {
  return new Problem({
    status: 404,
    type: 'no-callback-owed',
    title: { zh: '没有回访任务', en: 'No callback is owed' },
    detail: {
      zh: `投诉 ${complaintId} 在您的范围内没有回访任务；答复客户后才会产生`,
      en: `complaint ${complaintId} owes no callback in your scope; one is owed once the customer has been answered`,
    },
  });
}

function alreadyEnded({ state, attempts }: QueuedCallback): Problem {
  return new Problem({
    status: 409,
    type: 'callback-ended',
    title: { zh: '回访任务已结束', en: 'The callback has ended' },
    detail:
      state === 'done'
        ? {
            zh: `第 ${attempts} 次回访已记录结果，不再需要回访`,
            en: `attempt ${attempts} already settled it; nobody needs to call`,
          }
        : {
            zh: '工单已归档或重新处理，本次回访不再需要；重新答复后会产生新的回访任务',
            en: 'the ticket was archived or reopened meanwhile; a new answer will owe a new callback',
          },
  });
}
