import { execFile } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

import pg from 'pg';

import { startChild } from './child.js';
import type { Child } from './child.js';
import { requireFreePort } from './free-port.js';
import { tail } from './log-file.js';
import type { PostgresPlace } from './postgres-place.js';
import { untilReady } from './until.js';

const run = promisify(execFile);

/** It listens on the loopback only; the same at every start, because the data keeps it. */
export const USER = 'postgres';
export const PASSWORD = 'postgres';

/** Makes an empty cluster unless the folder holds one already. */
export async function initialise({ software, dataDir, account }: PostgresPlace): Promise<void> {
  if (existsSync(join(dataDir, 'PG_VERSION'))) return;
  const folder = await mkdtemp(join(tmpdir(), 'cc-initdb-'));
  try {
    const passwordFile = join(folder, 'password');
    await writeFile(passwordFile, PASSWORD, { mode: 0o600 });
    if (account.uid !== undefined && account.gid !== undefined) {
      await chown(folder, account.uid, account.gid);
      await chown(passwordFile, account.uid, account.gid);
    }
    // The locale is named: a machine without LANG would give SQL_ASCII, which cuts Chinese characters in pieces.
    const text = ['--encoding=UTF8', '--locale=C.UTF-8'];
    const login = [`--username=${USER}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
    await run(join(software, 'bin', 'initdb'), [`--pgdata=${dataDir}`, ...login, ...text, '--no-sync'], {
      ...account,
      cwd: '/',
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

const ALWAYS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=200',
  // Group transactions take an advisory lock for each complaint of a batch.
  'max_locks_per_transaction=512',
];
/** Commits still reach the operating system, so that only a crash of the machine loses them. */
const NOT_DURABLE = ['fsync=off', 'full_page_writes=off'];

/** Resolves when the server takes connections. */
export async function startServer(
  { software, dataDir, account }: PostgresPlace,
  { port, durable, settings = [] }: { port: number; durable: boolean; settings?: readonly string[] },
  logFolder: string,
): Promise<Child> {
  await requireFreePort('PostgreSQL', port);
  const logFile = join(logFolder, 'postgres.log');
  const output = openSync(logFile, 'a');
  const all = [`port=${port}`, ...ALWAYS, ...(durable ? [] : NOT_DURABLE), ...settings];
  const asArguments = all.flatMap((setting) => ['-c', setting]);
  const child = await startChild(join(software, 'bin', 'postgres'), ['-D', dataDir, ...asArguments], {
    ...account,
    cwd: '/',
    env: process.env,
    stdio: ['ignore', output, output],
    whenWeDie: 'SIGINT',
  }).finally(() => closeSync(output));

  await untilReady('PostgreSQL', child, () => takesConnections(port), {
    withinMs: 60_000,
    detail: () => tail(logFile),
  });
  return child;
}

async function takesConnections(port: number): Promise<boolean> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: USER, password: PASSWORD, database: 'postgres' });
  client.on('error', () => undefined); // A server that goes away here shows as its own end.
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false; // Not yet: whoever asks has the deadline and the server's log.
  }
}

/** The sessions die too: one that lives on keeps the shared memory, and the server cannot start again. */
export async function killServer(server: Child): Promise<void> {
  if (server.ended() !== undefined) return;
  process.kill(server.pid, 'SIGSTOP'); // No new sessions while we look.
  const sessions = readFileSync(`/proc/${server.pid}/task/${server.pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .map(Number);
  await server.end('SIGKILL');
  for (const pid of sessions.filter(isAlive)) process.kill(pid, 'SIGKILL');
  while (sessions.some(isAlive)) await pause(5);
}

/** A zombie has let go of everything; when it is reaped depends on the machine's init. */
function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false; // ENOENT, or ESRCH when it ends while we read.
  }
}
