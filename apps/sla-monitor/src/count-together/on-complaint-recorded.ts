import { ComplaintRecorded } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import type { Organisations, Procedures } from '@cc/procedures';
import { Inject } from '@nestjs/common';
import { AreaRecount } from '../area-recount.entity.js';
import { CountedComplaint } from '../counted-complaint.entity.js';
import { ORGANISATIONS, PROCEDURES } from '../procedures.provider.js';
import { countedComplaints } from './counted-complaint.js';

/** A complaint that may become part of a case is kept, with or without a ticket, and counted soon after. */
@Handles(ComplaintRecorded)
export class CountOnComplaintRecorded implements Handler<typeof ComplaintRecorded, 'sla-monitor'> {
  constructor(
    @Inject(PROCEDURES) private readonly rules: Procedures,
    @Inject(ORGANISATIONS) private readonly organisations: Organisations,
  ) {}

  async handle(events: Received<typeof ComplaintRecorded>[], { tx, now }: HandlerContext<'sla-monitor'>) {
    const traceOf = new Map(events.map(({ data, traceparent }) => [data.complaintId, traceparent]));
    const counted = events.flatMap((event) =>
      countedComplaints(event, this.organisations.of(event.organisation), this.rules),
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
