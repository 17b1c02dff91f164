import { DataSource, type DataSourceOptions } from 'typeorm';
import type { Log } from '../logs/log.js';

/** Connects and runs the migrations that are missing. Two instances may start at once: the second waits for the first. */
export async function openDatabase(options: DataSourceOptions, log: Log): Promise<DataSource> {
  const dataSource = await new DataSource(options).initialize();
  try {
    const ran = await migrate(dataSource);
    if (ran > 0) log.info(`${ran} migrations ran`, { count: ran });
    return dataSource;
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
}

async function migrate(dataSource: DataSource): Promise<number> {
  const holder = dataSource.createQueryRunner();
  try {
    // Held by the session, since each migration has a transaction of its own. Ended with the session if we die.
    await holder.query(`select pg_advisory_lock(hashtextextended('migrations of ' || current_schema(), 0))`);
    const ran = await dataSource.runMigrations();
    await holder.query(`select pg_advisory_unlock(hashtextextended('migrations of ' || current_schema(), 0))`);
    return ran.length;
  } finally {
    await holder.release();
  }
}
