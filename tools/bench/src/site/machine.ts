import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';

/** Where and on what something was measured: figures of two machines compare with difficulty. */
export interface Machine {
  at: string;
  commit: string;
  cores: number;
  processor: string;
  memoryGb: number;
  node: string;
  /** Of the last minute, before anything was started: over zero, others were at work too. */
  loadBefore: number;
}

export function thisMachine(root: string): Machine {
  const all = cpus();
  return {
    at: new Date().toISOString(),
    commit: commitOf(root),
    cores: all.length,
    processor: all[0]?.model.trim() ?? 'unknown',
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    loadBefore: loadavg()[0]!,
  };
}

function commitOf(root: string): string {
  const git = (...words: string[]) =>
    execFileSync('git', ['-C', root, ...words], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    const changed = git('status', '--porcelain', '--untracked-files=no') !== '';
    return git('rev-parse', '--short', 'HEAD') + (changed ? ' and changes' : '');
  } catch {
    return 'unknown'; // A copy without its history can be measured too.
  }
}
