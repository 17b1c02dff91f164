import { Injectable } from '@nestjs/common';
import {
  ComplaintRefused,
  deriveId,
  SubmissionReceipt,
  type ComplaintId,
  type Submission,
  type Violation,
} from '@cc/contracts';
import type { Cause, Fact, HandlerContext } from '@cc/messaging';
import { Sealing } from '@cc/service-kit';
import { z } from 'zod';
import { ContactRequest } from '../contact-request.entity.js';
import { DuplicateSubmission } from '../duplicate-submission.entity.js';
import { RefusedSubmission } from '../refused-submission.entity.js';
import { scopeOf } from '../register-complaint/complaint-facts.js';
import { Register } from '../register-complaint/register.js';
import { SubmissionItemRow } from '../submission-item.entity.js';
import { SubmissionRow, type Receipt } from '../submission.entity.js';
import { complaintIdOf, refusedIdOf, requestIdOf, type Delivery } from './delivery.js';
import { isWaiting } from './decide-outcome.js';
import type { DecidedItem } from './item-desk.js';
import type { Earlier } from './known-complaints.js';
import { requested, REQUESTED, type RequestFact } from './request-facts.js';

interface Recorded {
  id: string;
  delivery: Delivery;
  submission: Submission;
  contentHash: string;
  decided: DecidedItem[];
  receipt: () => Receipt;
}

/** What became of the deliveries of one batch. */
export interface Taken {
  recorded: Recorded[];
  duplicates: { submissionId: string; delivery: Delivery; items: number }[];
  refused: { delivery: Delivery; kind: 'unreadable' | 'conflict'; items: number; violations: Violation[] }[];
}

type RequestDecision = Extract<DecidedItem['decision'], { target: Earlier }>;

const KIND = { urge: 'urge', supplement: 'supplement', withdrawn: 'withdrawal' } as const;

/** Writes what a batch of submissions came to, and tells the platform: one statement a table. */
@Injectable()
export class SubmissionRecords {
  constructor(
    private readonly register: Register,
    private readonly sealing: Sealing,
  ) {}

  async save({ recorded, duplicates, refused }: Taken, context: HandlerContext<'intake'>): Promise<void> {
    const { tx, publish, now } = context;
    const items = recorded.flatMap((each) => each.decided.map((decided) => ({ ...each, decided })));
    const requests = items.flatMap(({ decided, ...of }) =>
      'target' in decided.decision ? [{ ...of, decided, decision: decided.decision }] : [],
    );

    await this.register.save(
      items.flatMap(({ delivery, decided: { complaint, decision, sourceLimit } }) => {
        if (complaint === null) return [];
        const gathers = 'assessment' in decision && decision.assessment.gathered !== null;
        return { complaint, cause: causeOf(delivery), sourceLimit, gathers };
      }),
      context,
    );
    await tx.insertAll(SubmissionRow, recorded.map((each) => this.row(each, now)).sort(bySource));
    await tx.insertAll(
      SubmissionItemRow,
      items.map(({ id, delivery, decided }) => itemRow(id, delivery, decided, now)),
    );
    await tx.insertAll(
      ContactRequest,
      requests.map(({ id, delivery, decided, decision }) => requestRow(id, delivery, decided, decision, now)),
    );
    await tx.insertAll(DuplicateSubmission, duplicates.map(duplicateRow), { onConflict: 'ignore' });
    await tx.insertAll(
      RefusedSubmission,
      refused.map((each) => this.refusedRow(each)),
      { onConflict: 'ignore' },
    );

    // What is said of a complaint that nobody has taken up is handed on when somebody does.
    const [kept, asked] = partition(requests, ({ decision }) => isWaiting(decision.target));
    await this.register.countUrges(
      kept.flatMap(({ decision }) => (decision.outcome === 'urge' ? decision.target.id : [])),
      tx,
    );
    for (const { delivery, decided, decision } of asked) {
      publish(REQUESTED[KIND[decision.outcome]], [this.requestFact(delivery, decided, decision, now)]);
    }
    publish(ComplaintRefused, [
      ...refused.map(({ delivery, violations }) =>
        refusedFact(delivery, arrivalOf(delivery), refusedIdOf(delivery), 0, violations, now),
      ),
      ...items.flatMap(({ delivery, decided: { place, decision } }) => {
        if (decision.outcome !== 'refused') return [];
        const id = complaintIdOf(delivery.party.source.id, delivery.sourceId, place);
        return [refusedFact(delivery, causeOf(delivery), id, place, decision.violations, now)];
      }),
    ]);
  }

  private row({ id, delivery, submission, contentHash, receipt }: Recorded, now: Date): SubmissionRow {
    return {
      id,
      ...scopeOfIntake(delivery),
      source: submission.source,
      sourceId: submission.sourceId,
      channel: submission.channel,
      contentHash,
      content: this.sealing.seal(delivery.content, id as ComplaintId),
      items: submission.items.length,
      receipt: z.encode(SubmissionReceipt.schema, receipt()),
      occurredAt: submission.occurredAt,
      receivedAt: delivery.receivedAt,
      recordedAt: now,
    };
  }

  private refusedRow({ delivery, kind, items, violations }: Taken['refused'][number]): RefusedSubmission {
    const complaintId = refusedIdOf(delivery);
    return {
      id: deriveId('refused-delivery', delivery.id),
      complaintId,
      ...scopeOfIntake(delivery),
      source: delivery.party.source.id,
      sourceId: delivery.sourceId,
      kind,
      violations,
      content: this.sealing.seal(delivery.content, complaintId),
      items,
      receivedAt: delivery.receivedAt,
    };
  }

  private requestFact(
    delivery: Delivery,
    { place, said }: DecidedItem,
    { target }: RequestDecision,
    now: Date,
  ): RequestFact {
    const { source } = delivery.party;
    const request = {
      complaintId: target.id,
      requestId: requestIdOf(source.id, delivery.sourceId, place),
      submission: { source: source.id, sourceId: delivery.sourceId, item: place },
      occurredAt: occurredAt(delivery),
      recordedAt: now,
    };
    return { ...scopeOf(target), cause: causeOf(delivery), data: requested(request, said, this.sealing) };
  }
}

function partition<T>(all: readonly T[], holds: (one: T) => boolean): [T[], T[]] {
  return [all.filter(holds), all.filter((one) => !holds(one))];
}

const bySource = (one: SubmissionRow, other: SubmissionRow) => (one.id < other.id ? -1 : 1);

const causeOf = ({ cause: id, traceparent }: Delivery): Cause => ({ id, traceparent });

/** What is not taken is refused as often as it comes. */
const arrivalOf = ({ id, traceparent }: Delivery): Cause => ({ id, traceparent });

const scopeOfIntake = ({ party }: Delivery) => ({
  organisation: party.organisation.id,
  division: party.source.division,
  unit: null,
});

const occurredAt = ({ read, receivedAt }: Delivery) =>
  read.kind === 'submission' ? read.submission.occurredAt : receivedAt;

function itemRow(
  submissionId: string,
  delivery: Delivery,
  { place, kind, decision, complaint }: DecidedItem,
  now: Date,
): SubmissionItemRow {
  const target = 'target' in decision ? decision.target : complaint;
  const asked = 'target' in decision;
  return {
    submissionId,
    item: place,
    ...scopeOfIntake(delivery),
    kind,
    outcome: decision.outcome,
    complaintId: target?.id ?? null,
    requestId: asked ? requestIdOf(delivery.party.source.id, delivery.sourceId, place) : null,
    recordedAt: now,
  };
}

function requestRow(
  submissionId: string,
  delivery: Delivery,
  { place }: DecidedItem,
  { outcome, target }: RequestDecision,
  now: Date,
): ContactRequest {
  const { source } = delivery.party;
  return {
    requestId: requestIdOf(source.id, delivery.sourceId, place),
    complaintId: target.id,
    ...scopeOfIntake(delivery),
    kind: KIND[outcome],
    submissionId,
    source: source.id,
    sourceId: delivery.sourceId,
    item: place,
    result: null,
    became: null,
    requestedAt: now,
    answeredAt: null,
  };
}

function duplicateRow({ submissionId, delivery, items }: Taken['duplicates'][number]): DuplicateSubmission {
  const { receivedAt } = delivery;
  return {
    id: deriveId('duplicate-delivery', delivery.id),
    submissionId,
    ...scopeOfIntake(delivery),
    items,
    receivedAt,
  };
}

function refusedFact(
  delivery: Delivery,
  cause: Cause,
  complaintId: ComplaintId,
  item: number,
  violations: readonly Violation[],
  recordedAt: Date,
): Fact<typeof ComplaintRefused> {
  const submission = { source: delivery.party.source.id, sourceId: delivery.sourceId, item };
  const problems = violations.map(({ field, rule, detail }) => ({ field, rule, detail: detail.en }));
  return {
    ...scopeOfIntake(delivery),
    cause,
    data: { complaintId, submission, problems, recordedAt },
  };
}
