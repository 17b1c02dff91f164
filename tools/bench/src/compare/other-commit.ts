import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { startPlatform } from '@cc/platform';
import { BadOption } from '../options.js';

/** A commit, built in a folder of its own. */
export interface OtherCommit {
  /** As a person reads it: `599d301 Measure the open path on schedule`. */
  name: string;
  /** Starts the services as they were. */
  start: typeof startPlatform;
}

/** Builds the commit beside us, lets it be measured, and takes the folder away again whatever happens. */
export async function withCommit<T>(
  root: string,
  commit: string,
  log: (line: string) => void,
  work: (other: OtherCommit) => Promise<T>,
): Promise<T> {
  const name = nameOf(root, commit);
  // Below the same root, so that packages can be linked instead of copied.
  const folder = join(root, '.run', 'bench', 'compare', 'tree');
  const remove = () => removeTree(root, folder);
  const interrupted = () => {
    remove();
    process.exit(130);
  };
  remove();
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    log(`building ${name}`);
    git(root, 'worktree', 'add', '--detach', folder, commit);
    install(root, folder);
    run(folder, 'npm', 'run', '--silent', 'build');
    const platform = (await import(pathToFileURL(join(folder, 'tools', 'platform', 'dist', 'index.js')).href)) as {
      startPlatform: typeof startPlatform;
    };
    return await work({ name, start: platform.startPlatform });
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    remove();
  }
}

function nameOf(root: string, commit: string): string {
  try {
    return git(root, 'log', '-1', '--format=%h %s', '--end-of-options', `${commit}^{commit}`);
  } catch {
    throw new BadOption(`COMPARE=${commit}: there is no such commit here; write one, for example COMPARE=HEAD~1`);
  }
}

/** The packages that we have, where it wants the same. Links of the workspaces are relative, so they lead to its own. */
function install(root: string, folder: string): void {
  const lock = 'package-lock.json';
  if (readFileSync(join(root, lock), 'utf8') === readFileSync(join(folder, lock), 'utf8')) {
    run(root, 'cp', '-al', 'node_modules', join(folder, 'node_modules'));
  } else {
    run(folder, 'npm', 'ci', '--no-audit', '--no-fund');
  }
  // The broker that was fetched once.
  if (existsSync(join(root, '.cache'))) symlinkSync(join(root, '.cache'), join(folder, '.cache'));
}

function removeTree(root: string, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  git(root, 'worktree', 'prune');
}

const git = (root: string, ...words: string[]) => run(root, 'git', ...words).trim();

function run(folder: string, program: string, ...words: string[]): string {
  try {
    return execFileSync(program, words, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (cause) {
    const { stdout = '', stderr = '' } = cause as { stdout?: string; stderr?: string };
    throw new Error(`${program} ${words.join(' ')} failed in ${folder}:\n${`${stdout}${stderr}`.slice(-2000)}`, {
      cause,
    });
  }
}
