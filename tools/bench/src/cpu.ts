import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second (USER_HZ). */
const MS_PER_TICK = 10;

interface ProcessTimes {
  parent: number;
  /** Spent by the process and by its children that have ended, in milliseconds. */
  cpuMs: number;
}

/** Processor time of a process and everything below it, in milliseconds: PostgreSQL is a family of processes. */
export function cpuOfFamily(root: number): number {
  const all = processes();
  return below(root, all).reduce((sum, pid) => sum + (all.get(pid)?.cpuMs ?? 0), 0);
}

/** A process and everything below it. */
export function familyOf(root: number): number[] {
  return below(root, processes());
}

function below(root: number, all: ReadonlyMap<number, ProcessTimes>): number[] {
  const children = [...all].filter(([, { parent }]) => parent === root).map(([child]) => child);
  return [root, ...children.flatMap((child) => below(child, all))];
}

/** The first process, below us, whose command line holds these words. */
export function findProcess(words: string): number {
  for (const pid of pids()) {
    if (pid !== process.pid && readSafely(`/proc/${pid}/cmdline`).includes(words)) return pid;
  }
  throw new Error(`no process runs ${words}`);
}

/** PostgreSQL's first process; where its data lie depends on who may enter the clone, its port does not. */
export function findPostgres(adminUrl: string): number {
  return findProcess(`-c port=${new URL(adminUrl).port} `);
}

function processes(): Map<number, ProcessTimes> {
  return new Map(
    pids().flatMap((pid): [number, ProcessTimes][] => {
      // The command name in brackets may hold spaces: count fields behind its end.
      const fields = readSafely(`/proc/${pid}/stat`).split(') ')[1]?.split(' ');
      if (fields === undefined) return [];
      const ticks = [11, 12, 13, 14].reduce((sum, field) => sum + Number(fields[field]), 0);
      return [[pid, { parent: Number(fields[1]), cpuMs: ticks * MS_PER_TICK }]];
    }),
  );
}

function pids(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** A process may end while we look at it; it then has nothing to say. */
function readSafely(file: string): string {
  try {
    return readFileSync(file, 'latin1').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
