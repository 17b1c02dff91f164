import { UnitOfWork, type Transaction } from '@cc/messaging';
import type { Procedures } from '@cc/procedures';
import { Timer, type Tick } from '@cc/service-kit';
import { Inject } from '@nestjs/common';
import { PROCEDURES } from '../procedures.provider.js';
import { WatchedClock } from '../watched-clock.entity.js';
import { claim, clocksOf, findCandidates, keep, ticketsOf, type Candidates } from './claims.js';
import { followMisses, missesThatMatter } from './follow-misses.js';
import { noticeTickets, type Noticed } from './notice-tickets.js';

/** Rows claimed in one transaction. */
const BATCH = 500;

/**
 * Notices warnings and misses within a second, in due order. Any number of instances may tick: a claim and its event
 * are one transaction under the complaint's key lock, so each instant is noticed once. After downtime the facts come first:
 * a clock that was met in time must not be told as missed.
 */
@Timer({ everyMs: 250, afterFacts: true })
export class NoticeDueInstantsOnTick implements Tick {
  constructor(
    private readonly work: UnitOfWork<'sla-monitor'>,
    @Inject(PROCEDURES) private readonly rules: Procedures,
  ) {}

  /** Goes on at once while full batches are found: after downtime there may be many. */
  async onTick(now: Date): Promise<void> {
    while (await this.noticeBatch(now));
  }

  /** Answers whether there is more. */
  private async noticeBatch(tickedAt: Date): Promise<boolean> {
    let found: Candidates = { complaintIds: [], full: false, upTo: tickedAt };
    return this.work.run(
      async (tx) => {
        found = await findCandidates(tx, tickedAt, BATCH);
        return found.complaintIds;
      },
      async ({ tx, publish, now }) => {
        if (found.complaintIds.length === 0) return false;
        const claimed = await claim(tx, found);
        const tickets = await ticketsOf(tx, claimed);
        const noticed = noticeTickets(claimed, tickets, this.rules, found.upTo, now);

        await keep(tx, noticed.clocks, noticed.tickets);
        const brought = await this.followMisses(tx, noticed, now);
        for (const { cause, announcement } of [...noticed.announcements, ...brought]) {
          const { definition, scope, data } = announcement;
          publish(definition, [{ ...scope, cause, data }]);
        }
        return found.full && noticed.clocks.length > 0;
      },
    );
  }

  /** Where the rules say that a miss starts, ends or reclassifies something, the clocks are asked for again. */
  private async followMisses(
    tx: Transaction,
    { clocks, tickets }: Noticed,
    now: Date,
  ): Promise<Noticed['announcements']> {
    const misses = missesThatMatter(clocks, tickets, this.rules, now);
    if (misses.length === 0) return [];
    const all = await clocksOf(tx, misses);
    const { changed, announcements } = followMisses(misses, tickets, all, this.rules, now);
    await tx.upsertAll(WatchedClock, changed);
    return announcements;
  }
}
