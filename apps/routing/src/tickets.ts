import { Injectable } from '@nestjs/common';
import { WorkOrder, type ComplaintId } from '@cc/contracts';
import { Unprocessable, type HandlerContext, type Transaction } from '@cc/messaging';
import { Sealing } from '@cc/service-kit';
import { Decision } from './decision.entity.js';
import { writeWorkOrder, type ClearComplaint } from './dispatch-work/write-work-order.js';
import { DispatchedWork } from './dispatched-work.entity.js';
import { promisedDueTimes, runningClocks } from './due-times.js';
import { letRequestLapse } from './extend-clock/extend-clock.js';
import { Rules } from './rules.js';
import { SealedContent } from './sealed-content.entity.js';
import type { Step, WorkMark } from './step.js';
import { Ticket } from './ticket.entity.js';
import { timelineOf } from './timeline.js';

/** Loads tickets, and saves and says what a batch of steps did to them: one statement a table. */
@Injectable()
export class Tickets {
  constructor(
    private readonly rules: Rules,
    private readonly sealing: Sealing,
  ) {}

  /** The tickets of these complaints by their id; who calls holds the locks of the complaints. */
  async load(tx: Transaction, complaintIds: readonly ComplaintId[]): Promise<Map<string, Ticket>> {
    if (complaintIds.length === 0) return new Map();
    const tickets = await tx.selectAll(Ticket, 't.complaint_id = any($1::uuid[])', [complaintIds]);
    return new Map(tickets.map((ticket) => [ticket.complaintId, ticket]));
  }

  /** A ticket that an event speaks of; its registration stands before it in the same stream. */
  known(tickets: Map<string, Ticket>, complaintId: ComplaintId): Ticket {
    const ticket = tickets.get(complaintId);
    if (!ticket)
      throw new Unprocessable(`no ticket of complaint ${complaintId}: its ticket.registered was not applied`);
    return ticket;
  }

  async save(steps: readonly Step[], { tx, publish }: HandlerContext<'routing'>): Promise<void> {
    const settled = steps.filter(({ changed }) => changed).map((step) => this.settle(step));
    const begun = settled.flatMap(({ work }) => work ?? []);

    await tx.upsertAll(
      Ticket,
      settled.map(({ ticket }) => ticket),
    );
    await tx.insertAll(DispatchedWork, begun);
    await markWork(
      tx,
      steps.flatMap(({ marks }) => marks),
    );
    await tx.insertAll(
      Decision,
      steps.flatMap(({ decisions }) => decisions),
    );
    await tx.insertAll(
      SealedContent,
      steps.flatMap(({ contents }) => contents),
    );
    const clear = await this.clear(
      tx,
      begun.map(({ complaintId }) => complaintId),
    );

    for (const { said } of steps) for (const fact of said) fact.publish(publish);
    publish(
      WorkOrder,
      settled.flatMap(({ step, ticket, work }) =>
        work
          ? {
              ...step.scope,
              cause: step.cause,
              data: writeWorkOrder(ticket, work, clear.get(ticket.complaintId)!),
            }
          : [],
      ),
    );
  }

  /** The due times follow from the timeline as the step leaves it. */
  private settle(step: Step): { step: Step; ticket: Ticket; work: DispatchedWork | null } {
    if (step.ticket.extensionAsked) {
      letRequestLapse(step, this.rules.procedures.clocks(step.ticket.bases, timelineOf(step.ticket)));
    }
    const clocks = runningClocks(this.rules.procedures, step.ticket);
    const ticket = { ...step.ticket, dueAt: clocks[0]?.dueAt ?? null, version: step.ticket.version + 1 };
    return { step, ticket, work: step.begun && { ...step.begun, due: promisedDueTimes(clocks) } };
  }

  private async clear(tx: Transaction, complaintIds: readonly ComplaintId[]): Promise<Map<string, ClearComplaint>> {
    if (complaintIds.length === 0) return new Map();
    const contents = await tx.selectAll(SealedContent, `t.complaint_id = any($1::uuid[]) and t.kind = 'complaint'`, [
      complaintIds,
    ]);
    const clear = new Map(contents.map((content) => [content.complaintId as string, this.open(content)]));
    const without = complaintIds.find((id) => !clear.has(id));
    if (without) throw new Unprocessable(`no text of complaint ${without}: its complaint.recorded was not applied`);
    return clear;
  }

  private open({ complaintId, customer, text }: SealedContent): ClearComplaint {
    return {
      customer: this.sealing.open<ClearComplaint['customer']>(customer!, complaintId),
      text: this.sealing.open<ClearComplaint['text']>(text, complaintId),
    };
  }
}

async function markWork(tx: Transaction, marks: readonly WorkMark[]): Promise<void> {
  if (marks.length === 0) return;
  await tx.query(
    `update work_orders as w
        set accepted_at = coalesce(m.accepted_at, w.accepted_at),
            ended_at = coalesce(m.ended_at, w.ended_at),
            ended_as = coalesce(m.ended_as, w.ended_as)
       from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::text[])
            as m(complaint_id, work_order_id, accepted_at, ended_at, ended_as)
      where w.complaint_id = m.complaint_id and w.work_order_id = m.work_order_id`,
    [
      marks.map(({ complaintId }) => complaintId),
      marks.map(({ workOrderId }) => workOrderId),
      marks.map(({ acceptedAt }) => acceptedAt),
      marks.map(({ endedAt }) => endedAt),
      marks.map(({ endedAs }) => endedAs),
    ],
  );
}
