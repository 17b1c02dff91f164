import { Injectable } from '@nestjs/common';
import { RequestAnswered, type SealedRequestText, type UrgeRequested } from '@cc/contracts';
import type { HandlerContext, Received } from '@cc/messaging';
import { Sealing } from '@cc/service-kit';
import { AnsweredRequest } from '../answered-request.entity.js';
import { Rules } from '../rules.js';
import { saying, Step, type Said } from '../step.js';
import { Tickets } from '../tickets.js';
import { answerRequest, answerWithoutTicket, type RequestAnswer, type RequestKind } from './answer-request.js';

/** Urges, supplements and withdrawals look alike on the wire. */
type Requested = Omit<Received<typeof UrgeRequested>, 'type'> & { type: string };

interface Answered {
  row: AnsweredRequest;
  step: Step | null;
  said: Said | null;
}

/** Answers what customers ask about their tickets, each request once. */
@Injectable()
export class RequestDesk {
  constructor(
    private readonly rules: Rules,
    private readonly tickets: Tickets,
    private readonly sealing: Sealing,
  ) {}

  async answer(kind: RequestKind, requested: readonly Requested[], context: HandlerContext<'routing'>): Promise<void> {
    const tickets = await this.tickets.load(
      context.tx,
      requested.map(({ data }) => data.complaintId),
    );
    const answers = requested.map((event): Answered => {
      const ticket = tickets.get(event.data.complaintId);
      if (!ticket) return this.withoutTicket(kind, event, context.now);
      const step = new Step(ticket, event, context.now);
      const answer = answerRequest(step, this.rules.of(ticket.organisation), {
        kind,
        requestId: event.data.requestId,
        occurredAt: event.data.occurredAt,
        said: this.opened(event),
      });
      return { row: rowOf(kind, event, answer, context.now, ticket), step, said: null };
    });

    const rows = answers.map(({ row }) => row);
    const inserted = await context.tx.insertNew(AnsweredRequest, rows);
    const first = new Set(inserted.map(({ requestId }) => requestId));
    const kept = answers.filter(({ row }) => first.has(row.requestId));
    await this.tickets.save(
      kept.flatMap(({ step }) => step ?? []),
      context,
    );
    for (const { said } of kept) said?.publish(context.publish);
  }

  private withoutTicket(kind: RequestKind, event: Requested, now: Date): Answered {
    const { organisation, division, unit, data } = event;
    const { complaintId, requestId } = data;
    const answer = answerWithoutTicket(this.rules.procedures, kind);
    const said = saying(RequestAnswered, {
      organisation,
      division,
      unit,
      cause: event,
      data: { complaintId, requestId, kind, ...answer, recordedAt: now },
    });
    return { row: rowOf(kind, event, answer, now, event), step: null, said };
  }

  private opened({ data: { text, complaintId } }: Requested) {
    return text && { sealed: text, ...this.sealing.open<SealedRequestText>(text, complaintId) };
  }
}

function rowOf(
  kind: RequestKind,
  { data: { requestId, complaintId } }: Requested,
  { result, urges, why }: RequestAnswer,
  now: Date,
  { organisation, division, unit }: Pick<AnsweredRequest, 'organisation' | 'division' | 'unit'>,
): AnsweredRequest {
  return { requestId, complaintId, organisation, division, unit, kind, result, urges, reason: why, answeredAt: now };
}
