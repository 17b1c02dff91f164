import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { Databases, openDataSource } from '../conformance/databases.fixture.js';
import { inTransaction } from './in-transaction.js';
import { lockKeys, MOST_KEY_LOCKS } from './key-locks.js';
import type { Transaction } from './transaction.js';

const keys = (count: number, of = 'key') => Array.from({ length: count }, (_, n) => `${of} ${n}`);
const few = keys(3);
const very = keys(20_500);

let databases: Databases;
let dataSource: DataSource;
beforeAll(async () => {
  databases = new Databases(process.env['DATABASE_URL']!, `locks_${randomUUID().slice(0, 8)}`);
  await databases.create('intake');
  dataSource = await openDataSource(databases.addressOf('intake'));
}, 60_000);
afterAll(async () => {
  await dataSource.destroy();
  await databases.drop();
});

/** While one transaction holds the first keys: whether another gets the second ones at once, or waits until it ends. */
async function meanwhile(held: string[], wanted: string[], service = 'intake'): Promise<'at once' | 'waits'> {
  let second!: Promise<void>;
  const answer = await inTransaction(dataSource, async (tx) => {
    await lockKeys(tx, 'intake', held);
    const got = Promise.withResolvers<'at once'>();
    second = inTransaction(dataSource, async (other) => {
      await lockKeys(other, service, wanted);
      got.resolve('at once');
    });
    return Promise.race([got.promise, someoneWaits()]);
  });
  await second;
  return answer;
}

async function someoneWaits(): Promise<'waits'> {
  for (;;) {
    const [row] = await databases.query<{ waiting: number }>(
      'intake',
      `select count(*)::integer as waiting from pg_locks
        where locktype = 'advisory' and not granted
          and database = (select oid from pg_database where datname = current_database())`,
    );
    if (row!.waiting > 0) return 'waits';
  }
}

const locksHeld = async (tx: Transaction) =>
  (
    await tx.query<{ held: number }>(
      `select count(*)::integer as held from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()`,
    )
  )[0]!.held;

describe('the locks of keys', () => {
  it.each([
    ['a few keys', few, ['another', ...few.slice(2)]],
    ['a few keys and very many', few, very],
    ['very many keys and a few', very, few],
    ['very many keys', very, keys(20_500).reverse()],
  ])('let nobody else at them: %s', async (_, held, wanted) => {
    expect(await meanwhile(held, wanted)).toBe('waits');
  });

  it.each([
    ['other keys', few, keys(500, 'other'), 'intake'],
    ['the keys of another service', few, few, 'routing'],
    ['very many of another service', few, very, 'routing'],
  ])('hold nobody up who wants %s', async (_, held, wanted, service) => {
    expect(await meanwhile(held, wanted, service)).toBe('at once');
  });

  it.each([
    [500, 501],
    [MOST_KEY_LOCKS, MOST_KEY_LOCKS + 1],
    [20_500, 1],
  ])('are no more than the server has room for: of %s keys %s', async (count, locks) => {
    const held = await inTransaction(dataSource, async (tx) => {
      await lockKeys(tx, 'intake', keys(count));
      return locksHeld(tx);
    });

    expect(held).toBe(locks);
  });

  it('are taken in one order, so that many at once end all', async () => {
    const sizes = [1, 40, 700, 5000];
    const transactions = Array.from({ length: 24 }, (_, n) =>
      inTransaction(dataSource, (tx) => lockKeys(tx, 'intake', keys(sizes[n % 4]!).reverse())),
    );

    expect(await Promise.allSettled(transactions)).toEqual(
      transactions.map(() => ({ status: 'fulfilled', value: undefined })),
    );
  });
});
