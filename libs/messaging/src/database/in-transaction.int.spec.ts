import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { Databases, openDataSource } from '../conformance/databases.fixture.js';
import { inTransaction } from './in-transaction.js';

let databases: Databases;
let dataSource: DataSource;
beforeAll(async () => {
  databases = new Databases(process.env['DATABASE_URL']!, `tx_${randomUUID().slice(0, 8)}`);
  await databases.create('intake');
  dataSource = await openDataSource(databases.addressOf('intake'));
  await dataSource.query('create table kept (word text)');
}, 60_000);
afterAll(async () => {
  await dataSource.destroy();
  await databases.drop();
});

const kept = async () => (await dataSource.query<{ word: string }[]>('select word from kept')).map(({ word }) => word);

describe('a transaction', () => {
  it('never says that it was committed when the server rolled it back', async () => {
    const swallowing = inTransaction(dataSource, async (tx) => {
      await tx.query(`insert into kept values ('lost')`);
      await tx.query('select 1 / 0').catch(() => undefined);
    });

    await expect(swallowing).rejects.toThrow('its error was swallowed');
    expect(await kept()).toEqual([]);
  });

  it('keeps what TypeORM does within it from committing before it', async () => {
    const failing = inTransaction(dataSource, async (tx) => {
      await tx.manager.transaction((inner) => inner.query(`insert into kept values ('early')`));
      throw new Error('later');
    });

    await expect(failing).rejects.toThrow('later');
    expect(await kept()).toEqual([]);
  });

  it('leaves a connection on which the next one commits', async () => {
    await inTransaction(dataSource, (tx) => tx.query(`insert into kept values ('committed')`));

    expect(await kept()).toEqual(['committed']);
  });
});
