import type { HandlerContext, Received } from '@cc/messaging';
import type { Organisations, Procedures } from '@cc/procedures';
import { Inject, Injectable } from '@nestjs/common';
import type { ComplaintRecorded } from '@cc/contracts';
import { AreaRecount } from '../area-recount.entity.js';
import { CountedComplaint } from '../counted-complaint.entity.js';
import { ORGANISATIONS, PROCEDURES } from '../procedures.provider.js';
import { countedComplaints, type ToCount } from './counted-complaint.js';

type Counting = ToCount & Pick<Received<typeof ComplaintRecorded>, 'traceparent'>;

/** 并案计数: keeps what may become part of a case, and has its area counted. */
@Injectable()
export class CountTogether {
  constructor(
    @Inject(PROCEDURES) private readonly rules: Procedures,
    @Inject(ORGANISATIONS) private readonly organisations: Organisations,
  ) {}

  async count(complaints: readonly Counting[], { tx, now }: HandlerContext<'sla-monitor'>): Promise<void> {
    const traceOf = new Map(complaints.map(({ data, traceparent }) => [data.complaintId, traceparent]));
    const counted = complaints.flatMap((complaint) =>
      countedComplaints(complaint, this.organisations.of(complaint.organisation), this.rules),
    );
    const fresh = await tx.insertNew(CountedComplaint, counted);
    await tx.insertAll(
      AreaRecount,
      fresh.map(({ area, complaintId, receivedAt }) => ({
        area,
        complaintId,
        receivedAt,
        dueAt: now,
        traceparent: traceOf.get(complaintId) ?? null,
      })),
    );
  }
}
