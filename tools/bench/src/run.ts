import { prepareBound, type Bound } from './bound/bound.js';
import { closingPath, type ClosingPath } from './legs/closing-path.js';
import { openPath, type OpenPath, type OpenTickets } from './legs/open-path.js';
import { soak, type Soak } from './legs/soak.js';
import { starts, type Starts } from './legs/starts.js';
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
  /** The burst's tickets, as many as are closed: accepted, replied to, called back, archived. */
  closing: ClosingPath | null;
  /** The most memory that each process held, in megabytes. */
  peakMb: ByProcess;
  /** The same bytes and rows of both legs, without us. */
  bound: Bound | null;
  /** How long the services take to be ready, with what they have to find again. */
  starts: Starts | null;
}

/** A burst, and the rate that it suggests for a long time. */
export interface SoakRun {
  burst: OpenPath;
  soak: Soak;
  peakMb: ByProcess;
}

/** What is promised; a machine that takes less at most is given less. */
const SOAK_RATE = 800;
/** At what it takes at most, whatever comes in between makes a queue that never ends. */
const SOAK_SHARE = 0.8;

/** Compilers and connection pools are warm when the clock starts. */
const WARM_UP = 200;
/** Calls are recorded one by one. */
const MOST_CLOSED = 500;

export async function run(
  options: Options & { dir: string; environment?: Record<string, string>; log: (line: string) => void },
): Promise<Run> {
  const { only, log } = options;
  return atSite(options, async (site) => {
    await warmUp(site);
    const { measured: burst, divisionOf } = await burstOf(site, options);
    if (only !== 'all') {
      return { burst, steady: null, closing: null, peakMb: site.processes.peakMb(), bound: null, starts: null };
    }

    const rate = options.rate ?? Math.max(1, Math.round(burst.ticketsPerSecond / 2));
    const count = rate * options.steadySeconds;
    log(`open loop: ${rate} a second for ${options.steadySeconds} s`);
    const { measured: steady } = await openPath(site, 'steady', new Schedule(Date.now(), rate, count));

    // What the open path left behind, before anybody closes it.
    const prepared = await prepareBound(site, WARM_UP + burst.tickets + steady.tickets);
    try {
      const some = new Map([...divisionOf].slice(0, MOST_CLOSED));
      log(`closing ${some.size} tickets`);
      const closing = await profiledLeg(site, 'closing', options.profile ? some.size : null, () =>
        closingPath(site, some),
      );
      const peakMb = site.processes.peakMb();
      log('carrying the bytes and rows of the open path without us');
      await Promise.all(Object.values(site.platform.processes).map((service) => service.stop()));
      const bound = await prepared.carry();
      log('starting the services again, together and one by one');
      return { burst, steady, closing, peakMb, bound, starts: await starts(site.platform) };
    } finally {
      prepared.close();
    }
  });
}

export async function soakRun(
  options: Options & { dir: string; soakSeconds: number; log: (line: string) => void },
): Promise<SoakRun> {
  const { log, soakSeconds } = options;
  return atSite(options, async (site) => {
    await warmUp(site);
    const { measured: burst } = await burstOf(site, options);
    const rate = options.rate ?? Math.max(1, Math.floor(Math.min(SOAK_RATE, SOAK_SHARE * burst.ticketsPerSecond)));
    log(`soak: ${rate} a second for ${soakSeconds} s`);
    const measured = await soak(site, rate, soakSeconds);
    return { burst, soak: measured, peakMb: site.processes.peakMb() };
  });
}

export async function warmUp(site: Site): Promise<void> {
  site.log(`warming up with ${WARM_UP} submissions`);
  await openPath(site, 'warm-up', Schedule.burst(Date.now(), WARM_UP));
}

async function burstOf(site: Site, { tickets, profile }: Options): Promise<OpenTickets> {
  site.log(`burst: ${tickets} submissions at once`);
  return profiledLeg(site, 'burst', profile ? tickets : null, () =>
    openPath(site, 'burst', Schedule.burst(Date.now(), tickets)),
  );
}

/** With a number of tickets, profiles the leg and prints where the time of each goes. */
async function profiledLeg<T>(site: Site, leg: string, tickets: number | null, work: () => Promise<T>): Promise<T> {
  if (tickets === null) return work();
  const end = await startProfile(site, leg, tickets);
  const done = await work();
  console.log(await end());
  return done;
}
