import type { HandlerContext } from '@cc/messaging';
import type { Procedures } from '@cc/procedures';
import { Inject, Injectable } from '@nestjs/common';
import { PROCEDURES } from '../procedures.provider.js';
import { WatchedClock } from '../watched-clock.entity.js';
import { WatchedTicket } from '../watched-ticket.entity.js';
import { followTicket, type News } from './follow-ticket.js';

/** Loads, decides, saves and publishes for tickets that something was told about; no ticket twice in one call. */
@Injectable()
export class FollowTickets {
  constructor(@Inject(PROCEDURES) private readonly rules: Procedures) {}

  async follow(news: readonly News[], { tx, publish, now }: HandlerContext<'sla-monitor'>): Promise<void> {
    if (news.length === 0) return;
    const ids = [news.map((about) => about.complaintId)];
    const tickets = await tx.selectAll(WatchedTicket, 't.complaint_id = any($1::uuid[])', ids);
    const clocks = await tx.selectAll(WatchedClock, 't.complaint_id = any($1::uuid[])', ids);
    const ticketOf = new Map(tickets.map((ticket) => [ticket.complaintId, ticket]));
    const clocksOf = Map.groupBy(clocks, (clock) => clock.complaintId);

    const followed = news.map((about) => ({
      cause: about.event,
      ...followTicket(ticketOf.get(about.complaintId), clocksOf.get(about.complaintId) ?? [], about, this.rules, now),
    }));

    await tx.upsertAll(
      WatchedTicket,
      followed.map(({ ticket }) => ticket),
    );
    await tx.upsertAll(
      WatchedClock,
      followed.flatMap(({ changed }) => changed),
    );
    for (const { cause, announcements } of followed) {
      for (const { definition, scope, data } of announcements) publish(definition, [{ ...scope, cause, data }]);
    }
  }
}
