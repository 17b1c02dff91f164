// What a run writes into the system's temporary folder lies in one folder that ends with the run: no test has to remember.
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'cc-test-';
let folder;
let before;

/** Workers inherit it. Called again, answers the same. */
export async function openTemporaryFolder() {
  if (folder) return folder;
  await removeFoldersOfKilledRuns();
  folder = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
  await chmod(folder, 0o755); // As root, the database's server runs as another user.
  before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  return folder;
}

export async function removeTemporaryFolder() {
  if (!folder) return;
  if (before === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before;
  await rm(folder, { recursive: true, force: true });
  folder = undefined;
}

/** After kill -9 of Jest the servers end by themselves, their folders stay. */
async function removeFoldersOfKilledRuns() {
  const runs = (await readdir(tmpdir())).filter((name) => name.startsWith(PREFIX));
  const killed = runs.filter((name) => !isAlive(Number(name.slice(PREFIX.length).split('-')[0])));
  await Promise.all(killed.map((name) => rm(join(tmpdir(), name), { recursive: true, force: true })));
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code !== 'ESRCH';
  }
}
