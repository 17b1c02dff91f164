import { prepareBound, type Bound } from './bound/bound.js';
import { openPath, type OpenPath } from './legs/open-path.js';
import { Schedule } from './load/schedule.js';
import { startProfile } from './profile/profile.js';
import type { ByProcess } from './site/processes.js';
import { atSite, type Site } from './site/site.js';
import type { Options } from './options.js';

/** What a whole run measures, one leg after the other on one platform. */
export interface Run {
  /** All are due at once: what the machine takes at most. */
  burst: OpenPath;
  /** On schedule, at half of that: how long something takes. */
  steady: OpenPath | null;
  /** The most memory that each process held, in megabytes. */
  peakMb: ByProcess;
  /** The same bytes and rows of both legs, without us. */
  bound: Bound | null;
}

/** Compilers and connection pools are warm when the clock starts. */
const WARM_UP = 200;

export async function run(
  options: Options & { dir: string; environment?: Record<string, string>; log: (line: string) => void },
): Promise<Run> {
  const { only, log } = options;
  return atSite(options, async (site) => {
    log(`warming up with ${WARM_UP} submissions`);
    await openPath(site, 'warm-up', Schedule.burst(Date.now(), WARM_UP));
    const burst = await burstOf(site, options);
    if (only !== 'all') return { burst, steady: null, peakMb: site.processes.peakMb(), bound: null };

    const rate = options.rate ?? Math.max(1, Math.round(burst.ticketsPerSecond / 2));
    const count = rate * options.steadySeconds;
    log(`open loop: ${rate} a second for ${options.steadySeconds} s`);
    const { measured: steady } = await openPath(site, 'steady', new Schedule(Date.now(), rate, count));
    const peakMb = site.processes.peakMb();

    log('carrying the same bytes and rows without us');
    const prepared = await prepareBound(site, WARM_UP + burst.tickets + steady.tickets);
    try {
      await Promise.all(Object.values(site.platform.processes).map((service) => service.stop()));
      return { burst, steady, peakMb, bound: await prepared.carry() };
    } finally {
      prepared.close();
    }
  });
}

async function burstOf(site: Site, { tickets, profile, dir }: Options & { dir: string }): Promise<OpenPath> {
  const endProfile = profile ? await startProfile(site.platform, dir, tickets) : null;
  site.log(`burst: ${tickets} submissions at once`);
  const { measured } = await openPath(site, 'burst', Schedule.burst(Date.now(), tickets));
  if (endProfile) console.log(await endProfile());
  return measured;
}
