import { dirname, resolve } from 'node:path';

import { freePort } from './free-port.js';
import { findPlace } from './postgres-place.js';
import { PASSWORD, USER, initialise, killServer, startServer } from './postgres-server.js';

export interface RunningPostgres {
  /** `postgres://user:password@host:port/database` of an administrator. */
  readonly adminUrl: string;
  /** False when the server comes from DATABASE_URL: then `stop` leaves it alone, `kill` and `restart` throw. */
  readonly embedded: boolean;
  stop(): Promise<void>;
  /** kill -9 of the server and all its sessions: it recovers from its log at the next start. */
  kill(): Promise<void>;
  /** Starts it again on the same port and data; stops it first if it still runs. */
  restart(): Promise<void>;
}

/**
 * The PostgreSQL of DATABASE_URL, or else a server of our own that keeps its data in `dataDir` and dies with us.
 * Resolves when it takes connections. Without `durable`, data survives a kill of the server but not of the machine.
 */
export async function startPostgres(options: {
  dataDir: string;
  log?: (line: string) => void;
  durable?: boolean;
  /** A server of our own even where DATABASE_URL names another. */
  own?: boolean;
  port?: number;
  /** Further settings of a server of our own, as `name=value`. */
  settings?: readonly string[];
}): Promise<RunningPostgres> {
  const given = options.own ? undefined : process.env['DATABASE_URL'];
  if (given) return foreignPostgres(given);

  const dataDir = resolve(options.dataDir);
  const place = await findPlace(dataDir);
  if (dirname(place.dataDir) !== dataDir) {
    const log = options.log ?? console.error;
    log(`Only root can enter ${dataDir}: PostgreSQL keeps its data in ${place.dataDir}`);
  }
  await initialise(place);

  const port = options.port ?? (await freePort());
  const { durable = false, settings = [] } = options;
  const start = () => startServer(place, { port, durable, settings }, dataDir);
  let server = await start();

  return {
    adminUrl: `postgres://${USER}:${PASSWORD}@127.0.0.1:${port}/postgres`,
    embedded: true,
    // SIGINT is PostgreSQL's fast shutdown: open transactions are rolled back, nothing waits for clients.
    stop: () => server.end('SIGINT'),
    kill: () => killServer(server),
    async restart() {
      await server.end('SIGINT');
      server = await start();
    },
  };
}

function foreignPostgres(adminUrl: string): RunningPostgres {
  const refuse = () => Promise.reject(new Error('The server of DATABASE_URL is not ours to kill or restart.'));
  return { adminUrl, embedded: false, stop: () => Promise.resolve(), kill: refuse, restart: refuse };
}
