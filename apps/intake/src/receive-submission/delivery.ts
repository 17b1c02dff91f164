import { deriveId, type ComplaintId, type RequestId, type Submission, type Violation } from '@cc/contracts';
import type { SubmittingParty } from '../rules.js';

/** One arrival of a submission, by a record or a request: as often as it arrives, so often it is answered. */
export interface Delivery {
  /** Names the record or request: each is counted. */
  id: string;
  /** What is recorded derives from it: the same record, or the same request made again after a restore, makes the same events. */
  cause: string;
  traceparent: string | null;
  party: SubmittingParty;
  sourceId: string;
  receivedAt: Date;
  /** As it came: JSON text of what could be read, else the bytes in base64. */
  content: string;
  read: { kind: 'submission'; submission: Submission } | { kind: 'unreadable'; items: number; violations: Violation[] };
}

/** Ids derive from what the source calls it, so that the same submission makes the same rows and events. */
export const submissionIdOf = (source: string, sourceId: string) => deriveId('submission', source, sourceId);
export const complaintIdOf = (source: string, sourceId: string, item: number) =>
  deriveId<ComplaintId>('complaint', source, sourceId, item);
export const requestIdOf = (source: string, sourceId: string, item: number) =>
  deriveId<RequestId>('request', source, sourceId, item);

/** What was not taken has an id of its own, so that the corrected submission may come under the same source id. */
export const refusedIdOf = ({ party, sourceId, content }: Delivery) =>
  deriveId<ComplaintId>('refused', party.source.id, sourceId, content);
