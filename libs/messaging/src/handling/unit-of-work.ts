import type { ServiceName } from '@cc/contracts';
import { DataSource } from 'typeorm';
import { Partitions } from '../broker/partitions.js';
import { inTransaction } from '../database/in-transaction.js';
import { ask, type Asked } from '../database/ask.js';
import { lockKeys } from '../database/key-locks.js';
import type { Transaction } from '../database/transaction.js';
import type { BackPressure } from '../outbox/back-pressure.js';
import { Outgoing } from '../outbox/outgoing.js';
import { writeOutbox } from '../outbox/write-outbox.js';
import { TimeOfDay } from '../time/time-of-day.js';
import type { HandlerContext } from './handler.js';

/** One transaction started by a person or by time: what a handler has, without an event. */
export class UnitOfWork<Service extends ServiceName = ServiceName> {
  constructor(
    private readonly service: Service,
    private readonly dataSource: DataSource,
    private readonly partitions: Partitions,
    private readonly timeOfDay: TimeOfDay,
    private readonly backPressure: Pick<BackPressure, 'mustNotBeFull'>,
  ) {}

  /**
   * Locks the keys, runs `work`, writes what it published; all or nothing. Where a function names the keys it may read
   * rows, but they can change until the locks are held: `work` reads again. Throws `OutboxFull` when it may not publish now.
   */
  async run<T>(
    keys: readonly string[] | ((tx: Transaction) => Promise<readonly string[]>),
    work: (context: HandlerContext<Service>) => Promise<T>,
  ): Promise<T> {
    return inTransaction(this.dataSource, async (tx) => {
      const locked = new Set(typeof keys === 'function' ? await keys(tx) : keys);
      await lockKeys(tx, this.service, locked);
      const now = this.timeOfDay.now();
      const outgoing = new Outgoing(this.service, locked, now);
      const result = await work({ tx, publish: outgoing.by<Service>('unit-of-work'), now });
      if (outgoing.collected().length > 0) await this.backPressure.mustNotBeFull(tx);
      await writeOutbox(tx, this.partitions, outgoing.collected());
      return result;
    });
  }

  /** Asks without a transaction: each statement sees what is committed by then. */
  ask<T>(question: (database: Asked) => Promise<T>): Promise<T> {
    return ask(this.dataSource, question);
  }
}
