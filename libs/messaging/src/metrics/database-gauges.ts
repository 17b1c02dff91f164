import { metrics, type Attributes, type Meter } from '@opentelemetry/api';
import type { DataSource } from 'typeorm';
import type { Log } from '../log.js';

/** What only the database knows, read whenever metrics are collected. Answers how to end it. */
export function observeDatabase(
  dataSource: DataSource,
  attributes: Attributes,
  log: Log,
  meter: Meter = metrics.getMeter('@cc/messaging'),
): () => void {
  const age = meter.createObservableGauge('complaints_outbox_age', {
    description: 'Age of the oldest event that the broker has not acknowledged',
    unit: 's',
  });
  const waiting = meter.createObservableGauge('complaints_dead_letters', {
    description: 'Records that wait for a replay',
  });
  const oldest = meter.createObservableGauge('complaints_oldest_transaction', {
    description: 'Age of the oldest open transaction; over a minute it slows every relay',
    unit: 's',
  });
  const observe = async (result: { observe: (metric: typeof age, value: number, attributes: Attributes) => void }) => {
    if (!dataSource.isInitialized) return;
    try {
      const [row] = await dataSource.query<{ outbox_age: number; dead_letters: number; oldest_transaction: number }[]>(
        `select coalesce(extract(epoch from clock_timestamp() - (select min(published_at) from outbox)), 0)::float8
                  as outbox_age,
                (select count(*)::integer from dead_letters) as dead_letters,
                coalesce((select extract(epoch from max(clock_timestamp() - xact_start)) from pg_stat_activity
                          where datname = current_database()), 0)::float8 as oldest_transaction`,
      );
      result.observe(age, Math.max(0, row!.outbox_age), attributes);
      result.observe(waiting, row!.dead_letters, attributes);
      result.observe(oldest, row!.oldest_transaction, attributes);
    } catch (error) {
      log.warn(`no gauges from the database: ${(error as Error).message}`);
    }
  };
  meter.addBatchObservableCallback(observe, [age, waiting, oldest]);
  return () => meter.removeBatchObservableCallback(observe, [age, waiting, oldest]);
}
