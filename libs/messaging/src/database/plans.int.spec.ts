import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { Databases, openDataSource } from '../conformance/databases.fixture.js';
import { inTransaction } from './in-transaction.js';
import type { Transaction } from './transaction.js';

let databases: Databases;
let dataSource: DataSource;
beforeAll(async () => {
  databases = new Databases(process.env['DATABASE_URL']!, `plans_${randomUUID().slice(0, 8)}`);
  await databases.create('intake');
  dataSource = await openDataSource(databases.addressOf('intake'));
}, 60_000);
afterAll(async () => {
  await dataSource.destroy();
  await databases.drop();
});

/** After so many runs PostgreSQL keeps a plan for good. */
const UNTIL_KEPT = 10;

/** Looks twenty rows up by their key, and answers how many times all rows of the table were read for it. */
const wholeReads = () =>
  inTransaction(dataSource, async (tx) => {
    const keys = Array.from({ length: 20 }, (_, n) => n);
    const before = await countWholeReads(tx);
    await tx.query('select word from plans where key = any($1::integer[])', [keys]);
    return (await countWholeReads(tx)) - before;
  });

async function countWholeReads(tx: Transaction): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `select seq_scan::integer as count from pg_stat_xact_user_tables where relname = 'plans'`,
  );
  return row!.count;
}

describe('a statement that was planned while its table was small', () => {
  it('reads no more than it looks for once the table has grown', async () => {
    await dataSource.query('create table plans (key integer primary key, word varchar(1000) not null)');
    await fill(1, 100);
    for (let run = 0; run < UNTIL_KEPT; run++) await wholeReads();
    await fill(101, 10_000);

    const reads = await wholeReads();

    expect(reads).toBe(0);
  });
});

const fill = (from: number, to: number) =>
  dataSource.query(`insert into plans select n, 'word' from generate_series($1::integer, $2) as n`, [from, to]);
