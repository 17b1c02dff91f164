import { randomBytes } from 'node:crypto';

import pg from 'pg';

import { cloneDatabase, createDatabase, dropDatabase, provideDatabases } from './database.js';

const SERVICES = ['intake', 'sla-monitor'];
const adminUrl = process.env['DATABASE_URL']!;
const names: string[] = [];

function aName(): string {
  const name = `stack_${randomBytes(6).toString('hex')}`;
  names.push(name);
  return name;
}

async function query(url: string | undefined, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const denied = { code: '42501' };

afterAll(async () => {
  for (const name of names) await dropDatabase(adminUrl, name);
});

describe('createDatabase', () => {
  it('lets a service make tables in its own schema without naming it', async () => {
    const urls = await createDatabase(adminUrl, aName(), SERVICES);

    await query(urls['sla-monitor'], 'create table deadlines (id int)');

    expect(await query(urls['sla-monitor'], `select schemaname from pg_tables where tablename = 'deadlines'`)).toEqual([
      { schemaname: 'sla_monitor' },
    ]);
  });

  it('keeps a service out of the schema of another and out of public', async () => {
    const urls = await createDatabase(adminUrl, aName(), SERVICES);
    await query(urls['intake'], 'create table receipts (id int)');

    await expect(query(urls['sla-monitor'], 'select * from intake.receipts')).rejects.toMatchObject(denied);
    await expect(query(urls['sla-monitor'], 'create table intake.mine (id int)')).rejects.toMatchObject(denied);
    await expect(query(urls['sla-monitor'], 'create table public.mine (id int)')).rejects.toMatchObject(denied);
  });

  it('keeps a role out of a database that it was given no place in', async () => {
    const urls = await createDatabase(adminUrl, aName(), ['intake', 'sla-monitor']);
    const other = aName();
    await createDatabase(adminUrl, other, ['intake']);
    const elsewhere = urls['sla-monitor']!.replace(/[^/]+$/, other);

    await expect(query(elsewhere, 'select 1')).rejects.toMatchObject(denied);
  });

  it('gives the same addresses and keeps the rows when called again', async () => {
    const name = aName();
    const first = await createDatabase(adminUrl, name, SERVICES);
    await query(first['intake'], 'create table receipts as select 1 as id');

    const second = await createDatabase(adminUrl, name, SERVICES);

    expect(second).toEqual(first);
    expect(await query(second['intake'], 'select id from receipts')).toEqual([{ id: 1 }]);
  });

  it('may be called many times at once, for one database and for several that share their roles', async () => {
    const same = aName();
    const wanted = [same, same, same, aName(), aName()];

    const urls = await Promise.all(wanted.map((name) => createDatabase(adminUrl, name, SERVICES)));

    await expect(Promise.all(urls.map((each) => query(each['intake'], 'select 1')))).resolves.toHaveLength(5);
  });
});

describe('provideDatabases', () => {
  it('makes true what the addresses of the services say, and a changed password too', async () => {
    const [one, other] = [aName(), aName()];
    const addressOf = (role: string, password: string, database: string) =>
      Object.assign(new URL(adminUrl), { username: role, password, pathname: `/${database}` }).href;
    const role = `stack_${randomBytes(6).toString('hex')}`;
    const addresses = (password: string) => ({
      intake: addressOf(role, password, one),
      'sla-monitor': addressOf(`${role}_clocks`, 'p%40ss', other),
    });
    await provideDatabases(adminUrl, addresses('first'));

    await provideDatabases(adminUrl, addresses('second'));

    expect(await query(addresses('second').intake, 'select current_user as role')).toEqual([{ role }]);
    await query(addresses('second')['sla-monitor'], 'create table sla_monitor.deadlines (id int)');
    await expect(query(addresses('first').intake, 'select 1')).rejects.toMatchObject({ code: '28P01' });
    await expect(query(addressOf(role, 'second', other), 'select 1')).rejects.toMatchObject(denied);

    for (const name of [one, other]) await dropDatabase(adminUrl, name);
    for (const name of [role, `${role}_clocks`]) await query(adminUrl, `drop role ${name}`);
  });
});

describe('cloneDatabase', () => {
  it('copies rows and rights, and leaves the template as it was', async () => {
    const template = aName();
    const original = await createDatabase(adminUrl, template, SERVICES);
    await query(original['intake'], 'create table receipts as select 1 as id');

    const copy = await cloneDatabase(adminUrl, template, aName(), SERVICES);
    await query(copy['intake'], 'insert into receipts values (2)');

    expect(await query(copy['intake'], 'select id from receipts order by id')).toEqual([{ id: 1 }, { id: 2 }]);
    expect(await query(original['intake'], 'select id from receipts')).toEqual([{ id: 1 }]);
    await expect(query(copy['sla-monitor'], 'select * from intake.receipts')).rejects.toMatchObject(denied);
  });
});

describe('dropDatabase', () => {
  it('drops a database that somebody is connected to, and minds nothing when it is gone', async () => {
    const name = aName();
    const urls = await createDatabase(adminUrl, name, SERVICES);
    const connected = new pg.Client({ connectionString: urls['intake'] });
    const thrownOut = new Promise((resolve) => connected.on('error', resolve));
    await connected.connect();

    await dropDatabase(adminUrl, name);
    await dropDatabase(adminUrl, name);

    await thrownOut;
    expect(await query(adminUrl, `select from pg_database where datname = '${name}'`)).toEqual([]);
  });
});
