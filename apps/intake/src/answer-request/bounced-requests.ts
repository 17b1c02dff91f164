import { Injectable } from '@nestjs/common';
import {
  ComplaintRefused,
  deriveId,
  Submission,
  type ComplaintId,
  type RequestAnswered,
  type RequestId,
} from '@cc/contracts';
import { after, type HandlerContext, type Received, type Transaction } from '@cc/messaging';
import type { EarlierComplaint } from '@cc/procedures';
import { Sealing } from '@cc/service-kit';
import type { Complaint } from '../complaint.entity.js';
import { SeenComplaints, type Question } from '../count-complaints/seen-complaints.js';
import type { ContactRequest } from '../contact-request.entity.js';
import { asEarlier, record, type Decision } from '../receive-submission/decide-outcome.js';
import { assessedWith, ItemDesk } from '../receive-submission/item-desk.js';
import { scopeOf } from '../register-complaint/complaint-facts.js';
import { toAssess, type ComplaintContent, type Origin } from '../register-complaint/draft-complaint.js';
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

/** The same with the complaint that it goes on as. */
export interface GoesOn extends BouncedRequest {
  origin: Origin;
  content: ComplaintContent;
  earlier: EarlierComplaint;
}

/** What it became; no complaint where the procedures do not accept one. */
export interface Bounced {
  complaint: Complaint | null;
  sourceLimit: Date | null;
  gathers: boolean;
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

  async read(bounced: readonly BouncedRequest[], tx: Transaction): Promise<GoesOn[]> {
    if (bounced.length === 0) return [];
    const submissions = await tx.query<Pick<SubmissionRow, 'id' | 'content'> & { received_at: Date }>(
      'select id, content, received_at from submissions where id = any($1::uuid[])',
      [[...new Set(bounced.map(({ request }) => request.submissionId))]],
    );
    const sent = new Map(submissions.map((each) => [each.id, each]));
    return bounced.map((each) => {
      const { content, received_at } = sent.get(each.request.submissionId)!;
      return this.goesOn(each, this.opened(each.request.submissionId, content), received_at);
    });
  }

  /** What the register is asked about what they become. */
  questions(bounced: readonly GoesOn[]): Question[] {
    return bounced.map(({ origin, content, earlier }) => this.items.questionOf(toAssess(origin, content, [earlier])));
  }

  /** By request id; drafts still without numbers. Publishes those that are not accepted. */
  async decide(
    bounced: readonly GoesOn[],
    { tx, publish, now }: HandlerContext<'intake'>,
  ): Promise<Map<string, Bounced>> {
    const seen = await SeenComplaints.load(tx, this.questions(bounced));
    return new Map(
      bounced.map((each) => {
        const { complaint, decision } = this.decideOne({ ...each, origin: { ...each.origin, recordedAt: now } }, seen);
        if (complaint) seen.add(complaint);
        if (decision.outcome === 'refused') publish(ComplaintRefused, [refusal(each, decision, now)]);
        const gathers = 'assessment' in decision && decision.assessment.gathered !== null;
        return [each.request.requestId, { complaint, sourceLimit: each.content.sourceLimit, gathers }];
      }),
    );
  }

  private decideOne({ event, request, complaint: from, origin, content, earlier }: GoesOn, seen: SeenComplaints) {
    const assessed = () => assessedWith(seen, origin, content, [earlier]);
    const decision = record<Complaint>(
      { place: request.item, assessed },
      from,
      [event.data.why],
      this.rules.procedures,
    );
    if (!('assessment' in decision)) return { complaint: null, decision };
    return { complaint: this.register.draft(bouncedIdOf(request.requestId), origin, content, decision), decision };
  }

  private goesOn(bounced: BouncedRequest, submission: Submission, receivedAt: Date): GoesOn {
    const { event, request, complaint } = bounced;
    const origin = originOf(request, complaint, submission, receivedAt, event.data.recordedAt);
    const { item: place } = request;
    const followUp = this.items.followUp(submission, submission.items[place]!, place, origin, complaint);
    // The bounce may overtake the closing that caused it; what bounced it had ended by then.
    const ended = { ...complaint, closedAt: complaint.closedAt ?? event.data.recordedAt };
    return { ...bounced, origin, content: { ...followUp, settledOnTheSpot: false }, earlier: asEarlier(ended) };
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
