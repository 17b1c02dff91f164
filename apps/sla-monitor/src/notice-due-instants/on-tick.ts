import { metrics } from '@opentelemetry/api';
import { UnitOfWork, type Transaction } from '@cc/messaging';
import type { ComplaintId } from '@cc/contracts';
import type { Procedures } from '@cc/procedures';
import { Log, Timer, type Tick } from '@cc/service-kit';
import { Inject } from '@nestjs/common';
import { keepClocks } from '../keep-clocks/kept-clocks.js';
import { PROCEDURES } from '../procedures.provider.js';
import {
  claim,
  findCandidates,
  firstInstant,
  historyOf,
  keep,
  keepEditions,
  ticketsOf,
  type Candidates,
  type DueClock,
} from './claims.js';
import { putOff, Untellable, type Failure } from './each-ticket.js';
import { followMisses } from './follow-misses.js';
import { noticeTickets, type Noticed } from './notice-tickets.js';

/**
 * Rows claimed in one transaction: as many locks of keys as a full batch of events may need, for which there is room.
 * What a claim says is sent once it is committed, and sending takes the same thread: few large claims come first.
 */
const BATCH = 2000;

/**
 * Notices warnings and misses within a second, in due order. Any number of instances may tick: a claim and its event
 * are one transaction under the complaint's key lock, so each instant is noticed once. After downtime the facts come first:
 * a clock that was met in time must not be told as missed.
 */
@Timer({ everyMs: 250, afterFacts: true })
export class NoticeDueInstantsOnTick implements Tick {
  private readonly failed = metrics.getMeter('sla-monitor').createCounter('tickets_put_off', {
    description: 'Tickets whose due instants could not be noticed; tried again after a minute',
  });

  constructor(
    private readonly work: UnitOfWork<'sla-monitor'>,
    @Inject(PROCEDURES) private readonly rules: Procedures,
    private readonly log: Log,
  ) {}

  /** Goes on at once while full batches are found: after downtime there may be many. */
  async onTick(now: Date): Promise<void> {
    while (await this.noticeBatch(now, []));
  }

  nextAt(): Promise<Date | null> {
    return this.work.ask(firstInstant);
  }

  /**
   * Answers whether there is more. What was written about a ticket whose event cannot be made must go with it, so the
   * claim is taken back and made again without that ticket.
   */
  private async noticeBatch(tickedAt: Date, untellable: readonly Failure[]): Promise<boolean> {
    try {
      return await this.claimBatch(tickedAt, untellable);
    } catch (error) {
      if (!(error instanceof Untellable)) throw error;
      return this.noticeBatch(tickedAt, [...untellable, error.failure]);
    }
  }

  private async claimBatch(tickedAt: Date, untellable: readonly Failure[]): Promise<boolean> {
    let found: Candidates = { complaintIds: [], full: false, upTo: tickedAt };
    return this.work.run(
      async (tx) => {
        found = await findCandidates(tx, tickedAt, BATCH);
        return found.complaintIds;
      },
      async ({ tx, publish, now }) => {
        if (found.complaintIds.length === 0) return false;
        const claimed = await claim(tx, found);
        const tickets = await ticketsOf(tx, found);
        const noticed = noticeTickets(claimed, tickets, this.rules, found.upTo, now);

        const brought = await this.followMisses(tx, noticed, now);
        const failures = [...noticed.failures, ...brought.failures, ...untellable];
        this.tell(failures);
        const failed = new Set(failures.map(({ complaintId }) => complaintId));
        const isWell = ({ complaintId }: { complaintId: ComplaintId }) => !failed.has(complaintId);

        const marked = [...noticed.clocks.filter(isWell), ...putOff(claimed, failures, now)];
        // PostgreSQL writes while the events are encoded. Whatever comes of that, the transaction ends after its statements:
        // one sent later would run outside of it.
        const kept = keep(tx, marked, noticed.tickets.filter(isWell));
        try {
          for (const { cause, announcement } of [...noticed.announcements, ...brought.announcements]) {
            const { definition, scope, data } = announcement;
            if (!isWell(data)) continue;
            try {
              publish(definition, [{ ...scope, cause, data }]);
            } catch (error) {
              throw new Untellable({ complaintId: data.complaintId, error });
            }
          }
        } finally {
          await kept;
        }
        await keepClocks(tx, brought.changed.filter(isWell), brought.kept);
        await keepEditions(tx, brought.reckoned.filter(isWell));
        return found.full && marked.length > 0;
      },
    );
  }

  /** Where the rules say that a miss starts, ends or reclassifies something, the clocks are asked for again. */
  private async followMisses(tx: Transaction, { misses, clocks }: Noticed, now: Date) {
    if (misses.length === 0) return { kept: [], changed: [], reckoned: [], announcements: [], failures: [] };
    const nameOf = ({ complaintId, clockId }: DueClock) => `${complaintId} ${clockId}`;
    const marked = new Map(clocks.map((clock) => [nameOf(clock), clock]));
    const kept = await historyOf(tx, misses);
    const all = kept.clocks.map((clock) => ({ ...clock, ...marked.get(nameOf(clock)) }));
    return { kept: kept.clocks, ...followMisses(misses, kept.tickets, all, this.rules, now) };
  }

  private tell(failures: readonly Failure[]): void {
    for (const { complaintId, error } of failures) {
      this.failed.add(1);
      this.log.error('a ticket cannot be decided; its due instants are tried again in a minute', {
        complaintId,
        error,
      });
    }
  }
}
