import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { Log } from '../log.js';

const LOOK_EVERY_MS = 1000;
const WAIT_MS = 250;

/** Slows the consumer while the relay is behind, so that an outage of the broker cannot fill the database. */
export class BackPressure {
  private lookedAt = -Infinity;
  private full = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly limit: number,
    private readonly log: Log,
  ) {}

  /** Resolves when the outbox holds fewer rows than the limit, or when nobody wants to go on. */
  async ease(goOn: () => boolean): Promise<void> {
    while (goOn() && (await this.isFull())) await delay(WAIT_MS);
  }

  private async isFull(): Promise<boolean> {
    if (!this.full && performance.now() - this.lookedAt < LOOK_EVERY_MS) return false;
    this.lookedAt = performance.now();
    const [row] = await this.dataSource.query<{ full: boolean }[]>(
      `select count(*) >= $1 as full from (select from outbox limit $1) as unsent`,
      [this.limit],
    );
    if (row!.full !== this.full)
      this.log.warn(row!.full ? `outbox is full (${this.limit}): consuming waits` : 'outbox eases');
    return (this.full = row!.full);
  }
}
