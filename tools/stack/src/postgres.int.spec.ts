import { existsSync } from 'node:fs';
import { chmod, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import pg from 'pg';

import { freePort } from './free-port.js';
import { findPlace, packagedSoftware } from './postgres-place.js';
import { initialise, startServer } from './postgres-server.js';
import { startPostgres } from './postgres.js';
import type { RunningPostgres } from './postgres.js';

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'postgres-spec-'));
  folders.push(folder);
  return folder;
}

function holdsData(dataDir: string): boolean {
  return existsSync(join(dataDir, 'PG_VERSION'));
}

const folders: string[] = [];

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true });
});

describe('a PostgreSQL of our own', () => {
  const environment = process.env['DATABASE_URL'];
  let dataDir: string;
  let postgres: RunningPostgres;

  beforeAll(async () => {
    delete process.env['DATABASE_URL'];
    dataDir = await aFolder();
    postgres = await startPostgres({ dataDir });
  }, 30_000);

  afterAll(async () => {
    process.env['DATABASE_URL'] = environment;
    await postgres.stop();
  });

  it('speaks UTF-8 whatever the language of the machine, so that one Chinese character counts as one', async () => {
    expect(await query(postgres.adminUrl, `select length('投诉') as length`)).toEqual([{ length: 2 }]);
  });

  it('has room for the locks of group transactions', async () => {
    expect(await query(postgres.adminUrl, 'show max_locks_per_transaction')).toEqual([
      { max_locks_per_transaction: '512' },
    ]);
  });

  it('keeps committed rows through kill -9, on the same address, also when a session was busy', async () => {
    await query(postgres.adminUrl, 'create table kept as select 1 as id');
    const busy = query(postgres.adminUrl, 'select pg_sleep(600)');

    const broken = expect(busy).rejects.toThrow();
    await postgres.kill();
    await postgres.restart();

    await broken;
    expect(await query(postgres.adminUrl, 'select id from kept')).toEqual([{ id: 1 }]);
  }, 30_000);

  it('keeps its rows for the next start in the same folder', async () => {
    await query(postgres.adminUrl, 'create table stays as select 2 as id');

    await postgres.stop();
    postgres = await startPostgres({ dataDir });

    expect(await query(postgres.adminUrl, 'select id from stays')).toEqual([{ id: 2 }]);
  }, 30_000);
});

describe('a clone that only its owner can enter', () => {
  it('runs binaries and data from folders that the account of PostgreSQL can reach', async () => {
    const clone = await aFolder();
    await chmod(clone, 0o700);
    const software = join(clone, 'node_modules', 'native');
    await cp(packagedSoftware(), software, { recursive: true, verbatimSymlinks: true });

    const place = await findPlace(join(clone, '.run', 'postgres'), software);
    await initialise(place);
    const server = await startServer(place, { port: await freePort(), durable: false }, clone);

    expect(server.ended()).toBeUndefined();
    await server.end('SIGINT');
    expect(server.ended()).toBe('exit code 0');
    if (place.software !== software) folders.push(place.software, place.dataDir);
  }, 60_000);

  it('finds its data again, and starts empty once they were deleted', async () => {
    const clone = await aFolder();
    await chmod(clone, 0o700);
    const wanted = join(clone, 'postgres');
    const first = await findPlace(wanted);
    await initialise(first);

    const again = await findPlace(wanted);
    expect(again.dataDir).toBe(first.dataDir);
    expect(holdsData(again.dataDir)).toBe(true);

    await rm(wanted, { recursive: true });
    const afterDeletion = await findPlace(wanted);
    expect(holdsData(afterDeletion.dataDir)).toBe(false);
    if (!afterDeletion.dataDir.startsWith(clone)) folders.push(afterDeletion.dataDir);
  }, 30_000);
});

describe('a PostgreSQL of somebody else', () => {
  it('is used when DATABASE_URL names it, and left alone', async () => {
    const postgres = await startPostgres({ dataDir: '/nowhere' });

    await postgres.stop();

    expect(postgres).toMatchObject({ adminUrl: process.env['DATABASE_URL'], embedded: false });
    expect(await query(postgres.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    await expect(postgres.restart()).rejects.toThrow('not ours');
  });
});
