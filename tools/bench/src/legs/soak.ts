import { statfsSync } from 'node:fs';
import { Schedule } from '../load/schedule.js';
import { spreadOf, type Spread } from '../measure/spread.js';
import { trendOf, type Sample, type Trend } from '../measure/trend.js';
import type { Site } from '../site/site.js';
import { openPath, type OpenPath } from './open-path.js';

export interface Soak {
  measured: OpenPath;
  minutes: Minute[];
  /** By process, what it held after the first minute. */
  memoryMb: Record<string, Trend>;
  /** Submissions that were due and had no work order yet. */
  backlog: Trend;
  flat: boolean;
  /** It kept up: at the end no more waited than two seconds bring. */
  sustained: boolean;
}

export interface Minute {
  minute: number;
  submissions: number;
  workOrderMs: Spread | null;
  reportCellMs: Spread | null;
  /** The most that was seen. */
  backlog: number;
}

const LOOK_EVERY_MS = 5000;
/** Heaps find their size first: a minute, or a fifth of a short soak. */
const SETTLES_S = 60;
const SETTLES_SHARE = 0.2;
const BACKLOG_S = 2;
const SPARE_BYTES = 4 * 2 ** 30;
const TELL_EVERY = 6;

interface Look {
  at: number;
  backlog: number;
  memoryMb: Record<string, number>;
}

/** The same rate for a long time: does it keep up, and does memory stay where it was? */
export async function soak(site: Site, rate: number, seconds: number): Promise<Soak> {
  const schedule = new Schedule(Date.now(), rate, rate * seconds);
  const looks: Look[] = [];
  const stop = new AbortController();
  let orders = () => 0;
  const timer = setInterval(() => {
    const now = Date.now();
    if (now > schedule.instantOf(schedule.count)) return;
    looks.push({
      at: (now - schedule.startsAt) / 1000,
      backlog: schedule.dueBy(now) - orders(),
      memoryMb: site.processes.residentMb(),
    });
    if (looks.length % TELL_EVERY === 0) site.log(inWords(looks.at(-1)!, seconds));
    if (spareBytes(site.dir) < SPARE_BYTES) {
      stop.abort(new Error(`less than ${SPARE_BYTES / 2 ** 30} GiB of disk are left: the soak was stopped`));
    }
  }, LOOK_EVERY_MS);
  try {
    const { measured, afterMs } = await openPath(site, 'soak', schedule, {
      onStart: (followed) => (orders = () => followed.orders),
      signal: stop.signal,
    });
    const settled = looks.filter(({ at }) => at >= Math.min(SETTLES_S, SETTLES_SHARE * seconds));
    const trend = (of: (look: Look) => number): Trend =>
      trendOf(settled.map((look): Sample => ({ at: look.at, value: of(look) })));
    const memoryMb = Object.fromEntries(
      Object.keys(site.processes.residentMb()).map((name) => [name, trend((look) => look.memoryMb[name]!)]),
    );
    const backlog = trend((look) => look.backlog);
    return {
      measured,
      minutes: minutesOf(schedule, afterMs, looks),
      memoryMb,
      backlog,
      // The broker's virtual machine takes what it was allowed, whatever we do.
      flat: Object.entries(memoryMb).every(([name, { flat }]) => flat || name === 'kafka'),
      sustained: backlog.lastThird <= BACKLOG_S * rate,
    };
  } finally {
    clearInterval(timer);
  }
}

function minutesOf(
  schedule: Schedule,
  afterMs: { workOrder: Float64Array; reportCell: Float64Array },
  looks: readonly Look[],
): Minute[] {
  const perMinute = 60 * schedule.rate;
  return Array.from({ length: Math.ceil(schedule.count / perMinute) }, (_, minute) => {
    const part = [minute * perMinute, Math.min((minute + 1) * perMinute, schedule.count)] as const;
    return {
      minute: minute + 1,
      submissions: part[1] - part[0],
      workOrderMs: spreadOf(afterMs.workOrder.subarray(...part)),
      reportCellMs: spreadOf(afterMs.reportCell.subarray(...part)),
      backlog: looks
        .filter(({ at }) => Math.floor(at / 60) === minute)
        .reduce((most, { backlog }) => Math.max(most, backlog), 0),
    };
  });
}

function inWords({ at, backlog, memoryMb }: Look, seconds: number): string {
  const memory = Object.entries(memoryMb).map(([name, mb]) => `${name} ${mb.toFixed(0)}`);
  return `${at.toFixed(0)} of ${seconds} s, ${backlog} wait for a work order; MB: ${memory.join(', ')}`;
}

function spareBytes(dir: string): number {
  const { bavail, bsize } = statfsSync(dir);
  return bavail * bsize;
}
