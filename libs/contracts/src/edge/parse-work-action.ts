import { shownValue, valueAt } from '../violations/shown-value.js';
import { listed, violation } from '../violations/violation.js';
import { violationsOf } from '../violations/violations-of.js';
import { notInFuture, objectionsToLeaves } from './leaves.js';
import type { Violation } from './receipts.js';
import { readRecord, reasonOf, type RawRecord } from './record.js';
import { WORK_ACTION_MAX_BYTES, WORK_ACTION_TYPE, WorkActionSubmitted } from './work.js';

/** What an action is checked against beside its schema. */
export interface WorkActionContext {
  now: Date;
}

/** What a body turned out to be. An id is null when the body has none that fits. */
export type ParsedWorkActionBody =
  | { kind: 'action'; action: WorkActionSubmitted }
  | { kind: 'refused'; actionId: string | null; complaintId: string | null; violations: Violation[] };

/**
 * What a record turned out to be: an action; refused, with the branch to tell, under the record's key; or nothing that
 * anybody can be told about. `actionId` is null when the record has none that could be read.
 */
export type ParsedWorkAction =
  | { kind: 'action'; action: WorkActionSubmitted; traceparent: string | null }
  | {
      kind: 'refused';
      actionId: string | null;
      complaintId: string;
      violations: Violation[];
      traceparent: string | null;
    }
  | { kind: 'unanswerable'; reason: string };

/** Checks the parsed JSON of an action; all violations at once. Never throws. */
export function parseWorkActionBody(body: unknown, { now }: WorkActionContext): ParsedWorkActionBody {
  const read = WorkActionSubmitted.safeParse(body);
  const violations = [
    ...objectionsToLeaves(body, { '/at': notInFuture(now), '/do/consents/*/at': notInFuture(now) }),
    ...(read.success ? [] : violationsOf(read.error, body, WorkActionSubmitted)),
  ];
  if (read.success && violations.length === 0) return { kind: 'action', action: read.data };

  const { actionId, complaintId } = WorkActionSubmitted.shape;
  return {
    kind: 'refused',
    actionId: actionId.safeParse(valueAt(body, ['actionId'])).data ?? null,
    complaintId: complaintId.safeParse(valueAt(body, ['complaintId'])).data ?? null,
    violations: listed(violations),
  };
}

/** Reads a record of `complaints.work-actions.<division>`; all violations at once. Never throws, whatever it holds. */
export function parseWorkAction(record: RawRecord, context: WorkActionContext): ParsedWorkAction {
  const { key, body, traceparent, violations } = readRecord(record, {
    type: WORK_ACTION_TYPE,
    maxBytes: WORK_ACTION_MAX_BYTES,
  });
  const read = body === undefined ? null : parseWorkActionBody(body, context);

  if (read?.kind === 'refused') violations.push(...read.violations);
  const named = read?.kind === 'action' ? read.action : read;
  // In capitals it would be another stream, and two actions on one complaint could be applied at once.
  if (key !== null && named?.complaintId && key !== named.complaintId) {
    violations.push(violation('key', shownValue(key, ['key']), wrongKey));
  }
  if (violations.length === 0 && read?.kind === 'action') return { ...read, traceparent };

  const complaintId = key ?? named?.complaintId ?? null;
  if (complaintId === null) return { kind: 'unanswerable', reason: reasonOf(violations) };
  return {
    kind: 'refused',
    actionId: named?.actionId ?? null,
    complaintId,
    violations: listed(violations),
    traceparent,
  };
}

const wrongKey = {
  rule: 'wrong-key',
  zh: '消息键必须等于 complaintId（小写）',
  en: 'the key of the record must equal complaintId, in lower case',
};
