import { z } from 'zod';
import { defineEdgeMessage } from '../event.js';
import { ReportId } from '../ids.js';
import { topics } from '../topics.js';
import { Instant, LocalDate, Reason } from '../values.js';

/**
 * 报表就绪, for headquarters: the counts of a period are frozen. What reporting gives under `path` has this digest for ever;
 * it holds counts and nothing of a single complaint.
 */
export const ReportReady = defineEdgeMessage(
  'report.ready.v1',
  z.object({
    reportId: ReportId,
    /** The rule of the organisation that freezes it. */
    report: z.string(),
    name: z.object({ zh: z.string(), en: z.string() }),
    /** Whole days of the organisation's time zone, both among them; named after the day or the month. */
    period: z.object({ name: z.string(), from: LocalDate, to: LocalDate }),
    /** Where reporting serves it, below its own address. */
    path: z.string(),
    contentType: z.string(),
    bytes: z.int().min(0),
    /** SHA-256 of the bytes, in hexadecimal. */
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    why: Reason,
    frozenAt: Instant,
  }),
  ({ data }) => ({ topic: topics.reports, key: data.reportId }),
);
