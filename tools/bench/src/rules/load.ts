import { loadRuleBook } from '@cc/procedures';
import { cpuMs } from './rate.js';

/** Loading in a fresh process: what the first question of a service waits for. */
export interface Loaded {
  cpuMs: number;
  /** Kept when everything that can be forgotten is. */
  heapMb: number;
  /** What the process took more from the machine at most, garbage and compiled code among it. */
  peakMb: number;
  procedures: number;
}

const MB = 1_000_000;

export function measureLoad(): Loaded {
  const heapBefore = heapMb();
  const rssBefore = process.memoryUsage.rss();
  const started = cpuMs();
  const book = loadRuleBook();
  const spent = cpuMs() - started;
  const peakMb = (process.resourceUsage().maxRSS * 1024 - rssBefore) / MB;
  return { cpuMs: spent, heapMb: heapMb() - heapBefore, peakMb, procedures: book.procedures.all().length };
}

function heapMb(): number {
  if (!globalThis.gc) throw new Error('run node with --expose-gc, or the heap holds garbage');
  globalThis.gc();
  return process.memoryUsage().heapUsed / MB;
}
