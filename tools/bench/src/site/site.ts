import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { services, startPlatform, type Platform, type PlatformOptions } from '@cc/platform';
import { findPostgres, findProcess } from '../cpu.js';
import { Complaints } from '../load/complaints.js';
import { Outside } from '../load/outside.js';
import { Sender } from '../load/sender.js';
import { profiled } from '../profile/profile.js';
import { Processes } from './processes.js';
import { Store } from './store.js';

/** A platform that is measured, and those who load it and look at it. */
export interface Site {
  dir: string;
  platform: Platform;
  processes: Processes;
  complaints: Complaints;
  sender: Sender;
  outside: Outside;
  store: Store;
  log: (line: string) => void;
}

export interface SiteOptions {
  dir: string;
  environment?: Record<string, string>;
  /** Makes the services ready to be profiled. */
  profile?: boolean;
  /** Starts the platform; that of another commit may be measured by the same load. */
  start?: (options: PlatformOptions) => Promise<Platform>;
  log: (line: string) => void;
}

/** Starts one, and stops it whatever happens meanwhile. */
export async function atSite<T>(options: SiteOptions, work: (site: Site) => Promise<T>): Promise<T> {
  const { dir, log, environment = {}, profile = false, start = startPlatform } = options;
  rmSync(dir, { recursive: true, force: true });
  const forProfile = profile ? profiled(dir) : { postgresSettings: [] };
  const platform = await start({
    dir,
    log,
    environment,
    ...forProfile,
    // When something was committed is asked afterwards, so that nobody has to look while the load runs.
    postgresSettings: ['track_commit_timestamp=on', ...forProfile.postgresSettings!],
  });
  const open: { close(): Promise<void> | void }[] = [];
  const opened = <Opened extends { close(): Promise<void> | void }>(one: Opened): Opened => {
    open.unshift(one);
    return one;
  };
  try {
    if (!platform.postgres.embedded) {
      throw new Error(
        'the bench makes its PostgreSQL remember when it committed, and reads its times: run it without DATABASE_URL',
      );
    }
    const site: Site = {
      dir,
      platform,
      processes: opened(
        new Processes({
          ...Object.fromEntries(services.map((name) => [name, platform.processes[name].pid])),
          postgres: findPostgres(platform.postgres.adminUrl),
          kafka: findProcess(`kafka.Kafka ${join(dir, 'kafka')}`),
        }),
      ),
      complaints: new Complaints(`b${Date.now().toString(36)}`),
      sender: opened(await Sender.connect(platform.brokers)),
      outside: opened(await Outside.connect(platform.brokers)),
      store: opened(await Store.open(platform)),
      log,
    };
    return await work(site);
  } finally {
    for (const one of open) await one.close();
    await platform.stop();
  }
}
