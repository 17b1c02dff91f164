import { Injectable } from '@nestjs/common';
import { ComplaintProgress, type ComplaintId, type DataOf, type EventDefinition } from '@cc/contracts';
import { after, Unprocessable, type HandlerContext, type Received, type Transaction } from '@cc/messaging';
import type { Complaint } from '../complaint.entity.js';
import { scopeOf } from '../register-complaint/complaint-facts.js';
import { complaintsById } from '../register-complaint/select-complaints.js';
import { followed, isNews, type Followed, type Happening } from './follow-status.js';
import { ProgressTexts, type Progress, type Text } from './progress-texts.js';

type OfComplaint = Received<EventDefinition> & { data: { complaintId: ComplaintId } };

/** What an event of a ticket means to the register, and what its source is told, if anything. */
export interface TicketNews {
  happening: Happening;
  tell: { progress: Progress; at: Date; clock?: Text; answerBy?: Date | null } | null;
}

/** Keeps the register's status beside the work, and tells each source how its complaints get on. */
@Injectable()
export class TicketFollower {
  constructor(private readonly texts: ProgressTexts) {}

  /** Progress is told under the source's own id. */
  async sourceKeys(events: readonly OfComplaint[], tx: Transaction): Promise<string[]> {
    const ids = events.map(({ data }) => data.complaintId);
    const rows = await tx.query<{ source_id: string }>('select source_id from complaints where id = any($1::uuid[])', [
      ids,
    ]);
    return rows.map(({ source_id }) => source_id);
  }

  async follow<Event extends OfComplaint>(
    events: readonly Event[],
    { tx, publish }: HandlerContext<'intake'>,
    newsOf: (event: Event) => TicketNews,
  ): Promise<void> {
    const complaints = await this.load(tx, events);
    const lines = events.map((event) => {
      const complaint = complaints.get(event.data.complaintId)!;
      const { happening, tell } = newsOf(event);
      return { event, happening, tell, complaint, line: followed(complaint, happening) };
    });

    await saveLines(tx, lines);
    // What came too late to change anything is no news.
    const moved = lines.filter(({ complaint, happening }) => isNews(complaint, happening));
    publish(
      ComplaintProgress,
      moved.flatMap(({ event, complaint, tell }) =>
        tell ? [after<typeof ComplaintProgress>(event, this.progress(complaint, tell), scopeOf(complaint))] : [],
      ),
    );
  }

  progress(
    { source, sourceId, item, id, number }: Pick<Complaint, 'source' | 'sourceId' | 'item' | 'id' | 'number'>,
    { progress, at, answerBy, ...values }: NonNullable<TicketNews['tell']> & { new?: string },
  ): DataOf<typeof ComplaintProgress> {
    const text = this.texts.say(progress, { number, ...values });
    const promise = answerBy !== undefined && { answerBy };
    return { source, sourceId, item, complaintId: id, number, status: progress, text, ...promise, at };
  }

  private async load(tx: Transaction, events: readonly OfComplaint[]): Promise<ReadonlyMap<string, Complaint>> {
    const ids = events.map(({ data }) => data.complaintId);
    const complaints = await complaintsById(tx, ids);
    const missing = ids.filter((id) => !complaints.has(id));
    if (missing.length > 0) throw new Unprocessable(`not in the register: ${missing.join(', ')}`);
    return complaints;
  }
}

async function saveLines(tx: Transaction, lines: readonly { complaint: Complaint; line: Followed }[]): Promise<void> {
  const column = (of: (line: Followed) => unknown) => lines.map(({ line }) => of(line));
  await tx.query(
    `update complaints c set status = u.status, status_at = u.status_at, handling_division = u.handling_division,
       handling_unit = u.handling_unit, reopened = u.reopened, missed = u.missed, urges = u.urges,
       closed_at = u.closed_at, closed_as = u.closed_as, on_time = u.on_time, nature = u.nature,
       answer_by = u.answer_by
     from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::text[], $5::text[], $6::integer[], $7::integer[],
       $8::integer[], $9::timestamptz[], $10::text[], $11::boolean[], $12::text[], $13::timestamptz[])
       as u(id, status, status_at, handling_division, handling_unit, reopened, missed, urges, closed_at, closed_as, on_time,
            nature, answer_by)
     where c.id = u.id`,
    [
      lines.map(({ complaint }) => complaint.id),
      column((line) => line.status),
      column((line) => line.statusAt),
      column((line) => line.handlingDivision),
      column((line) => line.handlingUnit),
      column((line) => line.reopened),
      column((line) => line.missed),
      column((line) => line.urges),
      column((line) => line.closedAt),
      column((line) => line.closedAs),
      column((line) => line.onTime),
      column((line) => line.nature),
      column((line) => line.answerBy),
    ],
  );
}
