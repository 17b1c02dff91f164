import { readFileSync } from 'node:fs';
import { familyOf } from './cpu.js';

const KB_PER_MB = 1024;

/** The most memory that a process ever held, in megabytes. */
export function peakMbOf(pid: number): number {
  return field(`/proc/${pid}/status`, 'VmHWM') / KB_PER_MB;
}

/** What a process holds now, in megabytes. */
export function residentMbOf(pid: number): number {
  return field(`/proc/${pid}/status`, 'VmRSS') / KB_PER_MB;
}

/** What a family of processes holds now; a page that several share counts once. */
export function familyMbOf(root: number): number {
  return familyOf(root).reduce((sum, pid) => sum + field(`/proc/${pid}/smaps_rollup`, 'Pss'), 0) / KB_PER_MB;
}

/** A process of the family may end while we look; it then holds nothing. */
function field(file: string, name: string): number {
  let text: string;
  try {
    text = readFileSync(file, 'latin1');
  } catch {
    return 0;
  }
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1] ?? 0);
}
