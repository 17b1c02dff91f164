import { join } from 'node:path';
import { openPath, type OpenPath } from '../legs/open-path.js';
import { Schedule } from '../load/schedule.js';
import type { Options } from '../options.js';
import { warmUp } from '../run.js';
import { atSite, type SiteOptions } from '../site/site.js';
import { compared, turnsOf, type Commit, type Compared } from './compared.js';
import { withCommit } from './other-commit.js';

export interface Comparison {
  with: string;
  pairs: number;
  /** Submissions a second of the open loop, the same for both. */
  rate: number;
  figures: Compared[];
}

const STEADY_SECONDS = 6;
const MOST_TICKETS = 1500;

interface Legs {
  burst: OpenPath;
  steady: OpenPath;
}

/** This commit and another in turn, each on a platform of its own, under the same load. */
export async function compareWith(
  commit: string,
  {
    root,
    folder,
    tickets,
    rate,
    pairs: count,
    log,
  }: Options & { root: string; folder: string; log: (line: string) => void },
): Promise<Comparison> {
  return withCommit(root, commit, log, async (other) => {
    const dir = join(folder, 'compare', 'site');
    const pairs: [ours: Legs, theirs: Legs][] = [];
    let same = rate;
    const measure = async (start?: SiteOptions['start']): Promise<Legs> =>
      atSite({ dir, log, ...(start ? { start } : {}) }, async (site) => {
        await warmUp(site);
        const some = Math.min(tickets, MOST_TICKETS);
        const { measured: burst } = await openPath(site, 'burst', Schedule.burst(Date.now(), some));
        same ??= Math.max(1, Math.round(burst.ticketsPerSecond / 2));
        const schedule = new Schedule(Date.now(), same, same * STEADY_SECONDS);
        return { burst, steady: (await openPath(site, 'steady', schedule)).measured };
      });
    for (let pair = 1; pair <= count; pair++) {
      const legs: Partial<Record<Commit, Legs>> = {};
      for (const which of turnsOf(pair)) {
        log(`pair ${pair} of ${count}: ${which === 'ours' ? 'this commit' : other.name}`);
        legs[which] = await measure(which === 'ours' ? undefined : other.start);
      }
      pairs.push([legs.ours!, legs.theirs!]);
    }
    return { with: other.name, pairs: count, rate: same!, figures: figuresOf(pairs) };
  });
}

function figuresOf(pairs: readonly (readonly [Legs, Legs])[]): Compared[] {
  const figure = (name: string, of: (legs: Legs) => number) =>
    compared(
      name,
      pairs.map(([ours, theirs]) => [of(ours), of(theirs)]),
    );
  const processes = Object.keys(pairs[0]![0].burst.cpuMsPerTicket);
  return [
    figure('tickets a second', ({ burst }) => burst.ticketsPerSecond),
    figure('CPU ms a ticket, services and PostgreSQL', ({ burst }) => burst.cpuMsPerTicketOurs),
    ...processes.map((name) => figure(`· ${name}`, ({ burst }) => burst.cpuMsPerTicket[name]!)),
    figure('work order, p50 ms', ({ steady }) => steady.latencyMs.workOrder!.p50),
    figure('work order, p99 ms', ({ steady }) => steady.latencyMs.workOrder!.p99),
    figure('report cell, p50 ms', ({ steady }) => steady.latencyMs.reportCell!.p50),
    figure('report cell, p99 ms', ({ steady }) => steady.latencyMs.reportCell!.p99),
  ];
}
