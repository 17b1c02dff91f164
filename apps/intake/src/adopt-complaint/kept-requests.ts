import { Injectable } from '@nestjs/common';
import { deriveId, Submission, type ComplaintId } from '@cc/contracts';
import type { Cause, HandlerContext } from '@cc/messaging';
import { Sealing } from '@cc/service-kit';
import type { Complaint } from '../complaint.entity.js';
import type { ContactRequest } from '../contact-request.entity.js';
import { saidIn } from '../receive-submission/item-desk.js';
import { requested, REQUESTED } from '../receive-submission/request-facts.js';
import { scopeOf } from '../register-complaint/complaint-facts.js';
import type { SubmissionRow } from '../submission.entity.js';

interface KeptRequest extends Pick<ContactRequest, 'requestId' | 'kind' | 'source' | 'sourceId' | 'item'> {
  submissionId: ComplaintId;
  content: SubmissionRow['content'];
}

/** What customers said about a complaint while it waited for a person. */
@Injectable()
export class KeptRequests {
  constructor(private readonly sealing: Sealing) {}

  /** Hands it on to routing, in the order in which it came; to be called once, after the ticket was registered. */
  async handOn(
    complaint: Complaint,
    { traceparent }: Pick<Cause, 'traceparent'>,
    { tx, publish, now }: HandlerContext<'intake'>,
  ): Promise<void> {
    const kept = await tx.query<KeptRequest>(
      `select request_id as "requestId", kind, r.source, r.source_id as "sourceId", item, s.id as "submissionId", s.content
       from contact_requests r join submissions s on s.id = r.submission_id
       where complaint_id = $1::uuid and result is null order by requested_at, received_at, r.source, r.source_id, item`,
      [complaint.id],
    );
    for (const { requestId, kind, source, sourceId, item, submissionId, content } of kept) {
      const submission = Submission.parse(JSON.parse(this.sealing.open<string>(content, submissionId)));
      const request = {
        complaintId: complaint.id,
        requestId,
        submission: { source, sourceId, item },
        // On the ticket it happens now: nothing happened on it before it was registered.
        occurredAt: now,
        recordedAt: now,
      };
      const cause = { id: deriveId('adopted', requestId), traceparent };
      const data = requested(request, saidIn(submission, submission.items[item]!), this.sealing);
      publish(REQUESTED[kind], [{ ...scopeOf(complaint), cause, data }]);
    }
  }
}
