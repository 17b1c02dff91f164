import { cpuOfFamily } from '../cpu.js';
import { familyMbOf, peakMbOf, residentMbOf } from '../memory.js';

/** What a number of each process is: the services by name, `postgres` and `kafka`. */
export type ByProcess = Record<string, number>;

/** PostgreSQL has no figure of its peak for a family of processes: we look this often. */
const LOOK_EVERY_MS = 2000;

/** Processor time and memory of the services, PostgreSQL and Kafka. */
export class Processes {
  private postgresPeakMb = 0;
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly pids: Readonly<Record<string, number>>) {
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS);
  }

  pidOf(name: string): number {
    return this.pids[name]!;
  }

  /** Milliseconds so far. */
  cpuMs(): ByProcess {
    return this.each(cpuOfFamily);
  }

  /** Megabytes now. */
  residentMb(): ByProcess {
    return this.each((pid, name) => (name === 'postgres' ? familyMbOf(pid) : residentMbOf(pid)));
  }

  /** The most megabytes so far; of PostgreSQL the most that was seen. */
  peakMb(): ByProcess {
    this.look();
    return this.each((pid, name) => (name === 'postgres' ? this.postgresPeakMb : peakMbOf(pid)));
  }

  close(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    this.postgresPeakMb = Math.max(this.postgresPeakMb, familyMbOf(this.pids['postgres']!));
  }

  private each(figure: (pid: number, name: string) => number): ByProcess {
    return Object.fromEntries(Object.entries(this.pids).map(([name, pid]) => [name, figure(pid, name)]));
  }
}

/** Milliseconds for one of so many, by process. */
export function cpuEach(before: ByProcess, after: ByProcess, count: number): ByProcess {
  return Object.fromEntries(Object.keys(after).map((name) => [name, (after[name]! - before[name]!) / count]));
}

/** All services and PostgreSQL; the broker is apart. */
export function ours(each: ByProcess): number {
  return Object.entries(each).reduce((sum, [name, ms]) => (name === 'kafka' ? sum : sum + ms), 0);
}
