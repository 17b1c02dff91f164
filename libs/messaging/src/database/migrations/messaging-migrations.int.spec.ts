import { randomUUID } from 'node:crypto';
import { Databases, openDataSource } from '../../conformance/databases.fixture.js';

describe('a database of before dead letters could be given up', () => {
  it.each([
    ['gets their table', 'drop table discarded_letters'],
    ['keeps it where the first migration had made it', 'truncate discarded_letters'],
  ])('%s', async (_, asBefore) => {
    const databases = new Databases(process.env['DATABASE_URL']!, `migrations_${randomUUID().slice(0, 8)}`);
    await databases.create('intake');
    const dataSource = await openDataSource(databases.addressOf('intake'));
    await dataSource.query(asBefore);
    await dataSource.query(`delete from migrations where name = 'KeepDiscardedLetters0000000001001'`);

    await dataSource.runMigrations();

    expect(await dataSource.query(`select to_regclass('discarded_letters') is not null as there`)).toEqual([
      { there: true },
    ]);
    expect(await dataSource.showMigrations()).toBe(false);
    await dataSource.destroy();
    await databases.drop();
  });
});
