import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { Databases, openDataSource } from '../conformance/databases.fixture.js';
import { ask } from './ask.js';

let databases: Databases;
let dataSource: DataSource;
beforeAll(async () => {
  databases = new Databases(process.env['DATABASE_URL']!, `ask_${randomUUID().slice(0, 8)}`);
  await databases.create('intake');
  dataSource = await openDataSource(databases.addressOf('intake'));
}, 60_000);
afterAll(async () => {
  await dataSource.destroy();
  await databases.drop();
});

interface Session {
  pid: number;
}
const session = () => ask(dataSource, async (database) => (await database.query<Session>(PID))[0]!.pid);
const PID = 'select pg_backend_pid() as pid';

describe('a question without a transaction', () => {
  it('throws away a connection that its failure spoilt, and keeps one that it did not', async () => {
    const first = await session();
    const failed = ask(dataSource, (database) => database.query('select 1 / 0'));
    await expect(failed).rejects.toThrow('division by zero');
    const kept = await session();

    const spoilt = ask(dataSource, (database) =>
      database.query(`do $$ begin raise 'ended' using errcode = '57P05'; end $$`),
    );

    await expect(spoilt).rejects.toThrow('ended');
    expect(kept).toBe(first);
    expect(await session()).not.toBe(first);
  });

  it('is answered by the table as it is now', async () => {
    const answer = () => ask(dataSource, async (database) => (await database.query('select * from changing'))[0]);
    await dataSource.query('create table changing as select 1 as one');
    expect(await answer()).toEqual({ one: 1 });

    await dataSource.query('alter table changing add two integer');

    expect(await answer()).toEqual({ one: 1, two: null });
  });
});
