import { metrics } from '@opentelemetry/api';
import { deriveId, type ComplaintId } from '@cc/contracts';
import { TimeOfDay, UnitOfWork } from '@cc/messaging';
import type { Procedures } from '@cc/procedures';
import { Log, Timer, type Tick } from '@cc/service-kit';
import { Inject } from '@nestjs/common';
import { keepClocks } from '../keep-clocks/kept-clocks.js';
import { eachTicket, Untellable, type Failure } from '../notice-due-instants/each-ticket.js';
import { PROCEDURES } from '../procedures.provider.js';
import { WatchedTicket } from '../watched-ticket.entity.js';
import { reckonTicket } from './reckon-ticket.js';
import { editionInForce, loadStale, noteStart, staleTickets } from './stale-tickets.js';

/** Tickets reckoned in one transaction: nobody who tells a fact of one of them waits long for it. */
const BATCH = 500;

/** What became of a batch: other instances may have been faster with some of those that it found. */
interface Reckoned {
  found: number;
  decided: number;
  put: readonly Failure[];
}

/**
 * Reckons running clocks anew when rules or calendars have changed since: a new year was decreed, a rule was corrected.
 * Nothing happens to a silent ticket, and yet its due instants are others now. While instances of two versions run, only those
 * with the edition that came last do so: else they would move the same clocks to and fro. Which clocks a miss has started
 * is asked as of now, so facts are read first.
 */
@Timer({ everyMs: 5000, afterFacts: true })
export class ReckonAnewOnTick implements Tick {
  private readonly failed = metrics.getMeter('sla-monitor').createCounter('tickets_not_reckoned', {
    description: 'Tickets that changed rules could not reckon: they keep the clocks they had',
  });
  private hasStarted = false;
  /** Rules do not change while a process runs: what it tells itself from then on is of its own edition, or others have a newer one. */
  private isDone = false;

  constructor(
    private readonly work: UnitOfWork<'sla-monitor'>,
    @Inject(PROCEDURES) private readonly rules: Procedures,
    private readonly time: TimeOfDay,
    private readonly log: Log,
  ) {}

  async onTick(): Promise<void> {
    const { edition } = this.rules;
    const isStart = !this.hasStarted;
    if (isStart) await this.work.run([], ({ tx }) => noteStart(tx, edition));
    this.hasStarted = true;
    const inForce = await this.work.ask(editionInForce);
    if (inForce === edition) await this.reckonAll();
    else if (isStart)
      this.log.warn(
        `a newer edition of rules and calendars (${inForce}) is known than that of this instance (${edition}), which ` +
          'therefore reckons nothing anew; if it is to count again, see "Back to rules of before" in the runbook',
      );
    this.isDone = true;
  }

  /** Only what the versions before left has to be reckoned, and at once. */
  async nextAt(): Promise<Date | null> {
    if (this.isDone) return null;
    const stale = await this.work.ask((database) => staleTickets(database, this.rules.edition, 1));
    return stale.length > 0 ? this.time.now() : null;
  }

  private async reckonAll(): Promise<void> {
    let tickets = 0;
    for (let more = true; more;) {
      const { found, decided, put } = await this.reckon([]);
      this.tell(put);
      tickets += decided;
      more = found === BATCH;
    }
    if (tickets > 0)
      this.log.info(
        `rules or calendars have changed (${this.rules.edition}): ${tickets} tickets with running clocks were reckoned anew`,
      );
  }

  /** What cannot be told of a ticket goes back with all of its batch, which is made again without it. */
  private async reckon(untellable: readonly Failure[]): Promise<Reckoned> {
    try {
      return await this.reckonBatch(untellable);
    } catch (error) {
      if (!(error instanceof Untellable)) throw error;
      return this.reckon([...untellable, error.failure]);
    }
  }

  private async reckonBatch(untellable: readonly Failure[]): Promise<Reckoned> {
    const { edition } = this.rules;
    let found: ComplaintId[] = [];
    return this.work.run(
      async (tx) => (found = await staleTickets(tx, edition, BATCH)),
      async ({ tx, publish, now }) => {
        if (found.length === 0) return { found: 0, decided: 0, put: [] };
        const { tickets, clocks } = await loadStale(tx, edition, found);
        const ticketOf = new Map(tickets.map((ticket) => [ticket.complaintId, ticket]));
        const clocksOf = Map.groupBy(clocks, ({ complaintId }) => complaintId);
        const known = new Set(untellable.map(({ complaintId }) => complaintId));
        const { decided, failures } = eachTicket(
          tickets.map(({ complaintId }) => complaintId).filter((complaintId) => !known.has(complaintId)),
          (complaintId) => reckonTicket(ticketOf.get(complaintId)!, clocksOf.get(complaintId) ?? [], this.rules, now),
        );
        // The same rules would fail again, so a ticket that they cannot reckon is not tried before there are others.
        const put = [...failures, ...untellable.filter(({ complaintId }) => ticketOf.has(complaintId))];
        const left = put.map(({ complaintId }) => ({ ...ticketOf.get(complaintId)!, edition }));
        await tx.updateAll(WatchedTicket, [...decided.map(({ ticket }) => ticket), ...left]);
        await keepClocks(
          tx,
          decided.flatMap(({ changed }) => changed),
          clocks,
        );
        for (const { ticket, announcements } of decided) {
          const { complaintId, traceparent } = ticket;
          const cause = { id: deriveId('rules changed', complaintId, edition, now.toISOString()), traceparent };
          for (const { definition, scope, data } of announcements) {
            try {
              publish(definition, [{ ...scope, cause, data }]);
            } catch (error) {
              throw new Untellable({ complaintId, error });
            }
          }
        }
        return { found: found.length, decided: decided.length, put };
      },
    );
  }

  private tell(failures: readonly Failure[]): void {
    for (const { complaintId, error } of failures) {
      this.failed.add(1);
      this.log.error('changed rules cannot reckon a ticket; it keeps the clocks it had', { complaintId, error });
    }
  }
}
