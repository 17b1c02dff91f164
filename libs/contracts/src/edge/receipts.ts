import { z } from 'zod';
import { defineEdgeMessage } from '../event.js';
import { ComplaintId } from '../ids.js';
import { topics } from '../topics.js';
import { Instant, Outcome, Reason, ScopeName } from '../values.js';

/** One broken rule of a submission: which field, what it held, which rule it broke, and what would be right. */
export const Violation = z.object({
  /** JSON pointer into what was sent, `/items/0/fault/at`, empty for the whole; `header:ce_type`; `key`. */
  field: z.string(),
  /** What stood there, shortened; never the phone number or the text of a complaint. */
  value: z.string().nullable(),
  rule: z.string(),
  detail: z.object({ zh: z.string(), en: z.string() }),
});
export type Violation = z.infer<typeof Violation>;

/** 受理回执: what became of a submission, item by item. */
export const SubmissionReceipt = defineEdgeMessage(
  'submission.receipt.v1',
  z.object({
    source: ScopeName,
    sourceId: z.string(),
    receivedAt: Instant,
    items: z.array(
      z.object({
        item: z.int().min(0),
        outcome: Outcome,
        complaintId: ComplaintId.nullable(),
        number: z.string().nullable(),
        /** For `duplicate`: the outcome that the first submission had. */
        first: Outcome.nullable(),
        /** By when the customer is to be answered, where a rule promises it. */
        answerBy: Instant.nullable(),
        reasons: z.array(Reason),
        violations: z.array(Violation),
      }),
    ),
  }),
  ({ data }) => ({ topic: topics.receipts(data.source), key: data.sourceId }),
);

/** 进度: what has since happened to a complaint that this source submitted. Holds no personal data. */
export const ComplaintProgress = defineEdgeMessage(
  'complaint.progress.v1',
  z.object({
    source: ScopeName,
    sourceId: z.string(),
    item: z.int().min(0),
    complaintId: ComplaintId,
    number: z.string(),
    status: z.string(),
    text: z.object({ zh: z.string(), en: z.string() }),
    /** By when the customer is to be answered now, where that has changed; null while nobody can say, for the work rests. */
    answerBy: Instant.nullable().optional(),
    at: Instant,
  }),
  ({ data }) => ({ topic: topics.progress(data.source), key: data.sourceId }),
);
