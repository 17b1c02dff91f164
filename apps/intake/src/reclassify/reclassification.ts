import { Injectable } from '@nestjs/common';
import { deriveId, TicketReclassified, type ComplaintId, type Reason } from '@cc/contracts';
import type { Cause, HandlerContext, Transaction } from '@cc/messaging';
import type { Assessment, EarlierComplaint } from '@cc/procedures';
import type { Complaint } from '../complaint.entity.js';
import { SeenComplaints, type Question } from '../count-complaints/seen-complaints.js';
import { Recount } from '../recount.entity.js';
import { scopeOf } from '../register-complaint/complaint-facts.js';
import { complaintsById, selectRows } from '../register-complaint/select-complaints.js';
import { Rules } from '../rules.js';
import { toAssessAgain } from './assess-again.js';

/** A ticket that is of another nature than the register says. */
interface Reclassified {
  complaint: Complaint;
  assessment: Assessment;
  because: Recount;
}

/** Looks again at the tickets that were counted with one around which a count has changed. */
@Injectable()
export class Reclassification {
  constructor(private readonly rules: Rules) {}

  due(tx: Transaction, now: Date, most: number): Promise<Recount[]> {
    return selectRows(tx, Recount, 'recounts c where c.look_at <= $1 order by c.look_at, c.complaint_id limit $2', [
      now,
      most,
    ]);
  }

  /** Every ticket that may be of another nature: those counted with one of these, and itself. */
  async candidates(tx: Transaction, due: readonly Recount[]): Promise<ComplaintId[]> {
    return [...(await this.around(tx, due)).keys()];
  }

  /**
   * Under the locks of the candidates. A recount that has more of them since they were taken waits for the next time.
   * Answers how many are done.
   */
  async reclassify(
    due: readonly Recount[],
    locked: ReadonlySet<string>,
    context: HandlerContext<'intake'>,
  ): Promise<number> {
    const { tx, publish, now } = context;
    const around = await this.around(tx, due);
    const covered = due.filter(({ complaintId }) =>
      [...around].every(([id, because]) => because.complaintId !== complaintId || locked.has(id)),
    );
    const complaints = [...(await complaintsById(tx, [...around.keys()])).values()].filter(
      ({ id, outcome, closedAt }) => locked.has(id) && outcome === 'ticket' && closedAt === null,
    );
    const changed = await this.assessed(tx, complaints, around);

    await saveNatures(tx, changed);
    await tx.query(
      `delete from recounts r using unnest($1::uuid[], $2::timestamptz[]) as u(id, at)
       where r.complaint_id = u.id and r.requested_at = u.at`,
      [covered.map(({ complaintId }) => complaintId), covered.map(({ requestedAt }) => requestedAt)],
    );
    for (const { complaint, assessment, because } of changed) {
      const { complaintId, requestedAt } = because;
      publish(TicketReclassified, [
        {
          ...scopeOf(complaint),
          cause: causeOf(because, complaint, assessment),
          data: {
            complaintId: complaint.id,
            nature: assessment.nature.value,
            before: complaint.nature,
            reached: assessment.gathered,
            because: complaintId,
            why: assessment.nature.reason,
            occurredAt: requestedAt,
            recordedAt: now,
          },
        },
      ]);
    }
    return covered.length;
  }

  /** The candidates, each with the recount it is looked at for. */
  private async around(tx: Transaction, due: readonly Recount[]): Promise<Map<ComplaintId, Recount>> {
    const centres = await complaintsById(
      tx,
      due.map(({ complaintId }) => complaintId),
    );
    const questions = due.flatMap((recount) => {
      const centre = centres.get(recount.complaintId);
      if (!centre) return [];
      // Found untrue it counts with nobody any more; those it was counted with are looked for.
      const counted = toAssessAgain({ ...centre, verified: null }, []);
      return { recount, ...this.question(centre.organisation, this.rules.procedures.gatherings(counted)) };
    });
    const seen = await SeenComplaints.load(tx, questions);
    const found = new Map<ComplaintId, Recount>();
    for (const { recount, organisation, queries } of questions) {
      found.set(recount.complaintId, recount);
      for (const query of queries) {
        for (const { complaintId } of seen.answer(organisation, '', query)) {
          if (!found.has(complaintId as ComplaintId)) found.set(complaintId as ComplaintId, recount);
        }
      }
    }
    return found;
  }

  private async assessed(
    tx: Transaction,
    complaints: readonly Complaint[],
    around: ReadonlyMap<ComplaintId, Recount>,
  ): Promise<Reclassified[]> {
    const earlier = await complaintsById(
      tx,
      complaints.flatMap(({ repeatOf }) => repeatOf ?? []),
    );
    const asked = complaints.map((complaint) => {
      const question = toAssessAgain(complaint, earlierOf(complaint, earlier));
      return {
        complaint,
        question,
        ...this.question(complaint.organisation, this.rules.procedures.lookBacks(question)),
      };
    });
    const seen = await SeenComplaints.load(tx, asked);
    return asked.flatMap(({ complaint, question, organisation }) => {
      const others = (query: Question['queries'][number]) =>
        seen.answer(organisation, '', query).filter(({ complaintId }) => complaintId !== complaint.id);
      const assessment = this.rules.procedures.assess(question, others);
      if (assessment.nature.value === complaint.assessedAs) return [];
      // What a miss has made of a ticket stays so, whatever is counted.
      if (complaint.nature !== complaint.assessedAs) return [];
      return { complaint, assessment, because: around.get(complaint.id)! };
    });
  }

  private question(organisation: string, queries: Question['queries']): Question {
    return { organisation, queries };
  }
}

/** One recount may be looked at twice, and the complaint have changed between. */
const causeOf = ({ complaintId, requestedAt }: Recount, { id, nature }: Complaint, to: Assessment): Cause => ({
  id: deriveId('recount', complaintId, requestedAt.toISOString(), id, nature, to.nature.value),
  traceparent: null,
});

function earlierOf({ repeatOf }: Complaint, known: ReadonlyMap<string, Complaint>): EarlierComplaint[] {
  const earlier = repeatOf === null ? undefined : known.get(repeatOf);
  return earlier ? [{ complaintId: earlier.id, registeredAt: earlier.receivedAt, closedAt: earlier.closedAt }] : [];
}

async function saveNatures(tx: Transaction, changed: readonly Reclassified[]): Promise<void> {
  if (changed.length === 0) return;
  const reasons = changed.map(({ assessment }): Reason[] => [assessment.nature.reason]);
  await tx.query(
    `update complaints c set nature = u.nature, assessed_as = u.nature, reasons = c.reasons || u.reasons
     from unnest($1::uuid[], $2::text[], $3::jsonb[]) as u(id, nature, reasons) where c.id = u.id`,
    [
      changed.map(({ complaint }) => complaint.id),
      changed.map(({ assessment }) => assessment.nature.value),
      reasons.map((each) => JSON.stringify(each)),
    ],
  );
}
