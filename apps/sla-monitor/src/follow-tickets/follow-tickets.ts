import type { HandlerContext } from '@cc/messaging';
import type { Procedures } from '@cc/procedures';
import { Inject, Injectable } from '@nestjs/common';
import { clocksOf, keepClocks } from '../keep-clocks/kept-clocks.js';
import { PROCEDURES } from '../procedures.provider.js';
import { WatchedTicket } from '../watched-ticket.entity.js';
import { followTicket, type News } from './follow-ticket.js';

/** Loads, decides, saves and publishes for tickets that something was told about; no ticket twice in one call. */
@Injectable()
export class FollowTickets {
  constructor(@Inject(PROCEDURES) private readonly rules: Procedures) {}

  async follow(news: readonly News[], { tx, publish, now }: HandlerContext<'sla-monitor'>): Promise<void> {
    if (news.length === 0) return;
    const ids = news.map((about) => about.complaintId);
    const tickets = await tx.selectAll(WatchedTicket, 't.complaint_id = any($1::uuid[])', [ids]);
    const clocks = await clocksOf(tx, ids);
    const ticketOf = new Map(tickets.map((ticket) => [ticket.complaintId, ticket]));
    const clocksOfTicket = Map.groupBy(clocks, (clock) => clock.complaintId);

    const followed = news.map((about) => ({
      cause: about.event,
      ...followTicket(
        ticketOf.get(about.complaintId),
        clocksOfTicket.get(about.complaintId) ?? [],
        about,
        this.rules,
        now,
      ),
    }));

    const written = followed.map(({ ticket }) => ticket);
    const isKnown = ({ complaintId }: WatchedTicket) => ticketOf.has(complaintId);
    await tx.insertAll(
      WatchedTicket,
      written.filter((ticket) => !isKnown(ticket)),
    );
    await tx.updateAll(WatchedTicket, written.filter(isKnown));
    await keepClocks(
      tx,
      followed.flatMap(({ changed }) => changed),
      clocks,
    );
    for (const { cause, announcements } of followed) {
      for (const { definition, scope, data } of announcements) publish(definition, [{ ...scope, cause, data }]);
    }
  }
}
