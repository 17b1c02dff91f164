import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { services, type Platform, type PlatformOptions } from '@cc/platform';
import { BEGUN } from './begun.js';
import { flameGraphPage, flameOf } from './flame-graph.js';
import { cpuBySession } from './sessions.js';
import { COUNTING, countStatements, dearestStatements } from './statements.js';
import { timesOf, type CpuProfile } from './times.js';

const MOST = 25;
const PATIENCE_MS = 60_000;

/** Makes the services ready to be profiled into `dir`, and PostgreSQL to count by statement. */
export function profiled(dir: string): Pick<PlatformOptions, 'serviceOptions' | 'postgresSettings'> {
  return {
    serviceOptions: (name) => ({
      nodeArgs: ['--import', join(import.meta.dirname, 'on-signal.js')],
      env: { CPU_PROFILE_FILE: fileOf(dir, name) },
    }),
    postgresSettings: COUNTING,
  };
}

/** Profiles a leg from now on; the answer ends it and writes into a folder of the leg what was seen. */
export async function startProfile(
  { platform, dir }: { platform: Platform; dir: string },
  leg: string,
  tickets: number,
): Promise<() => Promise<string>> {
  const { adminUrl } = platform.postgres;
  const folder = join(dir, leg);
  mkdirSync(folder, { recursive: true });
  for (const name of services) rmSync(fileOf(dir, name), { force: true });
  signal(platform);
  // It takes a service half a second to begin, which is no part of what it does for a ticket.
  for (const name of services) await contentOf(fileOf(dir, name), (text) => text === BEGUN);
  await countStatements(adminUrl);
  const before = await cpuBySession(adminUrl);
  return async () => {
    signal(platform);
    const after = await cpuBySession(adminUrl);
    const statements = await dearestStatements(adminUrl);
    const pages = [];
    for (const name of services) {
      const profile = await contentOf(fileOf(dir, name), (text) => text.endsWith('}'));
      const seen = JSON.parse(profile) as CpuProfile;
      writeFileSync(join(folder, `${name}.html`), flameGraphPage(flameOf(seen, `${name}, ${leg}`)));
      renameSync(fileOf(dir, name), join(folder, `${name}.cpuprofile`));
      const { packages, functions, withCallees } = timesOf(seen);
      const total = packages.reduce((sum, [, ms]) => sum + ms, 0);
      pages.push(
        table(`${name}: ${perTicket(total, tickets)} us a ticket, by package`, packages, tickets),
        table(`${name}, by function`, functions, tickets),
        table(`${name}, by function with what it calls`, withCallees, tickets, 2 * MOST),
      );
    }
    const spent = [...after].map(([name, ms]): [string, number] => [name, ms - (before.get(name) ?? 0)]);
    pages.push(
      table(
        'PostgreSQL: processor us a ticket, by whom it served',
        spent.sort(([, a], [, b]) => b - a),
        tickets,
      ),
      table(
        'PostgreSQL: us a ticket by the clock, by statement (calls, rows, pages)',
        statements.map(({ service, calls, rows, pages, ms, text }) => [
          `${service.padEnd(13)}${[calls, rows, pages].map((n) => String(n).padStart(8)).join('')}  ${text.slice(0, 150)}`,
          ms,
        ]),
        tickets,
        2 * MOST,
      ),
    );
    const text = pages.join('\n');
    writeFileSync(join(folder, 'profile.txt'), text);
    return text;
  };
}

const fileOf = (dir: string, service: string) => join(dir, `${service}.cpuprofile`);

function signal({ processes }: Platform): void {
  for (const name of services) process.kill(processes[name].pid, 'SIGUSR2');
}

/** A service writes when it comes to it. */
async function contentOf(file: string, complete: (text: string) => boolean): Promise<string> {
  for (const giveUpAt = Date.now() + PATIENCE_MS; Date.now() < giveUpAt; await pause(50)) {
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    if (complete(text)) return text;
  }
  throw new Error(`no profile came in ${file}`);
}

const perTicket = (ms: number, tickets: number) => ((1000 * ms) / tickets).toFixed(0);

function table(title: string, rows: [name: string, ms: number][], tickets: number, most = MOST): string {
  const lines = rows.slice(0, most).map(([name, ms]) => `${perTicket(ms, tickets).padStart(8)}  ${name}\n`);
  return `${title}\n${lines.join('')}`;
}
