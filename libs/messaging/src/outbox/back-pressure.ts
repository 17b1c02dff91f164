import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { Transaction } from '../database/transaction.js';
import type { Log } from '../log.js';

const LOOK_EVERY_MS = 1000;
const WAIT_MS = 250;

/** Nothing more may be published until the relay has sent what there is; the same work may succeed in a moment. */
export class OutboxFull extends Error {
  override name = 'OutboxFull';

  constructor(limit: number) {
    super(`the outbox holds ${limit} events that were not sent: is the broker away, or does the relay refuse?`);
  }
}

/**
 * Holds up what publishes while the relay is behind, so that an outage of the broker cannot fill the database: the consumer
 * waits, people and timers are told to come again.
 */
export class BackPressure {
  private lookedAt = -Infinity;
  private full = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly limit: number,
    private readonly log: Log,
  ) {}

  /** Resolves when the outbox holds fewer events than the limit, or when nobody wants to go on. */
  async ease(goOn: () => boolean): Promise<void> {
    while (goOn() && (await this.isFull(this.dataSource))) await delay(WAIT_MS);
  }

  /** Throws where the consumer would wait. Asks in the transaction at hand: a second connection might not be free. */
  async mustNotBeFull(tx: Pick<Transaction, 'query'>): Promise<void> {
    if (await this.isFull(tx)) throw new OutboxFull(this.limit);
  }

  private async isFull(db: Pick<Transaction, 'query'>): Promise<boolean> {
    if (!this.full && performance.now() - this.lookedAt < LOOK_EVERY_MS) return false;
    this.lookedAt = performance.now();
    const [row] = await db.query<{ full: boolean }>(
      // In this order by the index: the table holds the pages of what was sent since the last vacuum.
      `select coalesce(sum(size), 0) >= $1::bigint as full
       from (select size from outbox order by topic, partition, id limit $1) as unsent`,
      [this.limit],
    );
    if (row!.full !== this.full)
      this.log.warn(row!.full ? `outbox is full (${this.limit}): what publishes waits` : 'outbox eases');
    return (this.full = row!.full);
  }
}
