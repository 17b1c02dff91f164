import { Injectable } from '@nestjs/common';
import { ComplaintImported, ComplaintRecorded, TicketRegistered, type ComplaintId } from '@cc/contracts';
import type { Cause, HandlerContext, Transaction } from '@cc/messaging';
import { Complaint } from '../complaint.entity.js';
import type { Decision, KnownComplaint } from '../receive-submission/decide-outcome.js';
import { Recount } from '../recount.entity.js';
import { Rules } from '../rules.js';
import { answerPromise } from './answer-promise.js';
import { draftPast } from '../import-past/draft-past.js';
import type { PastDecision } from '../import-past/decide-past.js';
import { imported, recorded, registered } from './complaint-facts.js';
import { draftComplaint, type ComplaintContent, type Origin } from './draft-complaint.js';
import { numberComplaints } from './number-complaints.js';
import { ComplaintSecrets } from './secrets.js';

/** What makes a complaint go on record. */
export type RecordDecision = Extract<Decision<KnownComplaint>, { assessment: unknown }>;

/** A complaint about to go on record, and what caused it. */
export interface NewComplaint {
  complaint: Complaint;
  cause: Cause;
  sourceLimit: Date | null;
  /** With others it reaches a number that decides about the nature of all. */
  gathers: boolean;
}

/** 投诉登记: puts complaints on record, with their numbers, and tells the platform. */
@Injectable()
export class Register {
  constructor(
    private readonly rules: Rules,
    private readonly secrets: ComplaintSecrets,
  ) {}

  /** Its number is given when it is saved. */
  draft(id: ComplaintId, origin: Origin, content: ComplaintContent, decision: RecordDecision): Complaint {
    const { bases } = decision.assessment;
    const known = { ...origin, ...content, nature: decision.assessment.nature.value, answerBy: content.sourceLimit };
    const answerBy = decision.outcome === 'ticket' ? answerPromise(this.rules.procedures, bases, origin, known) : null;
    return draftComplaint(
      id,
      origin,
      content,
      decision,
      { ...this.secrets.of(id, content), ...content.hashes },
      answerBy,
    );
  }

  draftPast(
    id: ComplaintId,
    origin: Origin,
    content: ComplaintContent,
    decision: Extract<PastDecision, { past: unknown }>,
  ): Complaint {
    return draftPast(id, origin, content, decision, { ...this.secrets.of(id, content), ...content.hashes });
  }

  /** 催办次数 of complaints that wait: nobody answers their urges yet. Once for each time that one is named. */
  async countUrges(urged: readonly ComplaintId[], tx: Transaction): Promise<void> {
    if (urged.length === 0) return;
    await tx.query(
      `update complaints c set urges = c.urges + n.urges
       from (select id, count(*) as urges from unnest($1::uuid[]) as u(id) group by id) n where c.id = n.id`,
      [urged],
    );
  }

  /** The keys of the complaints must be locked. */
  async save(drafts: readonly NewComplaint[], { tx, publish, now }: HandlerContext<'intake'>): Promise<void> {
    const complaints = drafts.map(({ complaint }) => complaint);
    await numberComplaints(tx, this.rules, complaints);
    await tx.insertAll(Complaint, complaints);
    await tx.insertAll(
      Recount,
      drafts
        .filter(({ gathers }) => gathers)
        .map(({ complaint }) => ({
          complaintId: complaint.id,
          requestedAt: now,
          lookAt: now,
        })),
    );

    const tickets = drafts.filter(({ complaint }) => complaint.outcome === 'ticket');
    const [past, ours] = [true, false].map((is) =>
      drafts.filter(({ complaint }) => (complaint.importedFrom !== null) === is),
    ) as [NewComplaint[], NewComplaint[]];
    publish(
      ComplaintRecorded,
      ours.map(({ complaint, cause }) => recorded(complaint, cause)),
    );
    publish(
      ComplaintImported,
      past.map(({ complaint, cause }) => imported(complaint, cause)),
    );
    publish(
      TicketRegistered,
      tickets.map(({ complaint, cause, sourceLimit }) => registered(complaint, cause, sourceLimit)),
    );
  }
}
