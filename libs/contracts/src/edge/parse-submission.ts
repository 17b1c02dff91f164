import type { Violation } from './receipts.js';
import { readRecord, reasonOf, type RawRecord } from './record.js';
import { MOST_ITEMS, SourceId, Submission, SUBMISSION_MAX_BYTES, SUBMISSION_TYPE } from './submission.js';
import { notInFuture, notTooOld, knownRegion, objectionsToLeaves } from './leaves.js';
import { valueAt } from '../violations/shown-value.js';
import { listed, violation } from '../violations/violation.js';
import { violationsOf } from '../violations/violations-of.js';

/** What a submission is checked against beside its schema. */
export interface SubmissionContext {
  now: Date;
  /** The source that may write here: whose topic it is, or whose token. */
  source: string;
  /** Every GB/T 2260 code that is in use, of two and of six digits. */
  regions: ReadonlySet<string>;
}

/**
 * What a body turned out to be. `sourceId` is null when the body has none that could be answered; `items` is how many
 * items it seems to have, one at least: each gets its outcome.
 */
export type ParsedSubmissionBody =
  | { kind: 'submission'; submission: Submission }
  | { kind: 'refused'; source: string; sourceId: string | null; items: number; violations: Violation[] };

/** What a record turned out to be: a submission; refused, with somebody to tell; or nothing that anybody can be told about. */
export type ParsedSubmission =
  | { kind: 'submission'; submission: Submission; traceparent: string | null }
  | {
      kind: 'refused';
      source: string;
      sourceId: string;
      items: number;
      violations: Violation[];
      traceparent: string | null;
    }
  | { kind: 'unanswerable'; reason: string };

/** Checks the parsed JSON of a submission; all violations at once. Never throws. */
export function parseSubmissionBody(body: unknown, context: SubmissionContext): ParsedSubmissionBody {
  const read = Submission.safeParse(body);
  const violations = [
    ...objectionsTo(body, context),
    ...(read.success ? [] : violationsOf(read.error, body, Submission)),
  ];
  if (read.success && violations.length === 0) return { kind: 'submission', submission: read.data };

  const sourceId = SourceId.safeParse(valueAt(body, ['sourceId'])).data ?? null;
  const items = countItems(valueAt(body, ['items']));
  return { kind: 'refused', source: context.source, sourceId, items, violations: listed(violations) };
}

/** Bounded: a hostile list would otherwise make its answer larger than a record may be. */
function countItems(items: unknown): number {
  return Array.isArray(items) ? Math.min(Math.max(items.length, 1), MOST_ITEMS) : 1;
}

/** Reads a record of `complaints.submissions.<source>`; all violations at once. Never throws, whatever it holds. */
export function parseSubmission(record: RawRecord, context: SubmissionContext): ParsedSubmission {
  const { key, body, traceparent, violations } = readRecord(record, {
    type: SUBMISSION_TYPE,
    maxBytes: SUBMISSION_MAX_BYTES,
  });
  const read = body === undefined ? null : parseSubmissionBody(body, context);

  if (read?.kind === 'refused') violations.push(...read.violations);
  const named = read === null ? null : read.kind === 'submission' ? read.submission.sourceId : read.sourceId;
  if (key !== null && named !== null && key !== named) violations.push(violation('key', key, wrongKey));
  if (violations.length === 0 && read?.kind === 'submission') return { ...read, traceparent };

  // The answer goes where the record's key points; without one the body's own id will do.
  const sourceId = key ?? named;
  if (sourceId !== null) {
    const items = read === null ? 1 : read.kind === 'submission' ? read.submission.items.length : read.items;
    return { kind: 'refused', source: context.source, sourceId, items, violations: listed(violations), traceparent };
  }
  return { kind: 'unanswerable', reason: reasonOf(violations) };
}

const wrongKey = {
  rule: 'wrong-key',
  zh: '消息键必须等于 sourceId',
  en: 'the key of the record must equal sourceId',
};

function objectionsTo(body: unknown, { now, source, regions }: SubmissionContext): Violation[] {
  return objectionsToLeaves(body, {
    '/source': (written) => (written === source ? null : wrongSource(source)),
    '/occurredAt': notInFuture(now),
    '/customer/homeRegion': knownRegion(regions),
    '/items/*/fault/at': notInFuture(now),
    '/items/*/fault/region': knownRegion(regions),
    '/items/*/answerBy': notTooOld,
    '/items/*/closedAt': notInFuture(now),
  });
}

const wrongSource = (source: string) => ({
  rule: 'wrong-source',
  zh: `此处只接受来源 ${source} 的提交`,
  en: `only submissions of ${source} are taken here`,
});
