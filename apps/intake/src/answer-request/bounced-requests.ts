import { Injectable } from '@nestjs/common';
import {
  ComplaintRefused,
  deriveId,
  Submission,
  type ComplaintId,
  type RequestAnswered,
  type RequestId,
} from '@cc/contracts';
import { after, type HandlerContext, type Received } from '@cc/messaging';
import { Sealing } from '@cc/service-kit';
import type { Complaint } from '../complaint.entity.js';
import type { ContactRequest } from '../contact-request.entity.js';
import { asEarlier, record, type Decision } from '../receive-submission/decide-outcome.js';
import { ItemDesk } from '../receive-submission/item-desk.js';
import { scopeOf } from '../register-complaint/complaint-facts.js';
import { toAssess, type Origin } from '../register-complaint/draft-complaint.js';
import { Register } from '../register-complaint/register.js';
import { Rules } from '../rules.js';
import type { SubmissionRow } from '../submission.entity.js';

/** A request that met an archived ticket. */
interface BouncedRequest {
  event: Received<typeof RequestAnswered>;
  request: ContactRequest;
  /** The ticket it was about. */
  complaint: Complaint;
}

/** What it became; no complaint where the procedures do not accept one. */
export interface Bounced {
  complaint: Complaint | null;
}

/** The request has used up its own ids; the complaint it becomes derives from it. */
export const bouncedIdOf = (requestId: RequestId) => deriveId<ComplaintId>('bounced', requestId);

/** 催办转新投诉: what came a moment too late is not lost, it becomes a new complaint that goes back to the old one. */
@Injectable()
export class BouncedRequests {
  constructor(
    private readonly rules: Rules,
    private readonly items: ItemDesk,
    private readonly register: Register,
    private readonly sealing: Sealing,
  ) {}

  /** By request id; drafts still without numbers. Publishes those that are not accepted. */
  async decide(
    bounced: readonly BouncedRequest[],
    { tx, publish, now }: HandlerContext<'intake'>,
  ): Promise<Map<string, Bounced>> {
    if (bounced.length === 0) return new Map();
    const submissions = await tx.query<Pick<SubmissionRow, 'id' | 'content'> & { received_at: Date }>(
      'select id, content, received_at from submissions where id = any($1::uuid[])',
      [[...new Set(bounced.map(({ request }) => request.submissionId))]],
    );
    const sent = new Map(submissions.map((each) => [each.id, each]));
    return new Map(
      bounced.map((each) => {
        const { content, received_at } = sent.get(each.request.submissionId)!;
        const { complaint, decision } = this.decideOne(
          each,
          this.opened(each.request.submissionId, content),
          received_at,
          now,
        );
        if (decision.outcome === 'refused') publish(ComplaintRefused, [refusal(each, decision, now)]);
        return [each.request.requestId, { complaint }];
      }),
    );
  }

  private decideOne(
    { event, request, complaint: earlier }: BouncedRequest,
    submission: Submission,
    receivedAt: Date,
    now: Date,
  ) {
    const { item: place, organisation } = request;
    const item = submission.items[place]!;
    const content = { ...this.items.followUp(submission, item, place, organisation, earlier), settledOnTheSpot: false };
    const origin = originOf(request, earlier, submission, receivedAt, now);
    // The bounce may overtake the closing that caused it; what bounced it had ended by then.
    const ended = { ...earlier, closedAt: earlier.closedAt ?? event.data.recordedAt };
    const assessed = () => toAssess(origin, content, [asEarlier(ended)]);
    const decision = record<Complaint>({ place, assessed }, earlier, [event.data.why], this.rules.procedures);
    if (!('assessment' in decision)) return { complaint: null, decision };
    return { complaint: this.register.draft(bouncedIdOf(request.requestId), origin, content, decision), decision };
  }

  private opened(submissionId: string, content: SubmissionRow['content']): Submission {
    return Submission.parse(JSON.parse(this.sealing.open<string>(content, submissionId as ComplaintId)));
  }
}

function originOf(
  { organisation, division, submissionId, source, sourceId, item }: ContactRequest,
  earlier: Complaint,
  submission: Submission,
  receivedAt: Date,
  recordedAt: Date,
): Origin {
  const { channel, occurredAt } = submission;
  const channelLevel = submission.channelLevel ?? earlier.channelLevel;
  const from = { organisation, division, submissionId, source, sourceId, item };
  return { ...from, channel, channelLevel, occurredAt, receivedAt, recordedAt };
}

function refusal(
  { event, request }: BouncedRequest,
  decision: Extract<Decision<Complaint>, { outcome: 'refused' }>,
  recordedAt: Date,
) {
  const { source, sourceId, item, requestId } = request;
  const problems = decision.violations.map(({ field, rule, detail }) => ({ field, rule, detail: detail.en }));
  const data = { complaintId: bouncedIdOf(requestId), submission: { source, sourceId, item }, problems, recordedAt };
  return after<typeof ComplaintRefused>(event, data, scopeOf(request));
}
