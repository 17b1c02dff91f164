import { closeSync, openSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { startChild } from './child.js';
import { requireFreePort } from './free-port.js';
import { tail } from './log-file.js';
import { untilReady } from './until.js';

export interface RunningService {
  readonly name: string;
  readonly pid: number;
  /** `http://127.0.0.1:port`, without a slash at the end. */
  readonly url: string;
  readonly logFile: string;
  /** How it ended ("exit code 1", "SIGKILL"), or undefined while it lives. */
  ended(): string | undefined;
  /** Settles when the process is gone, for whatever reason. */
  readonly gone: Promise<void>;
  /** SIGTERM, and wait until it is gone. */
  stop(): Promise<void>;
  /** kill -9. */
  kill(): Promise<void>;
}

/** How Node runs a service, here as in production. */
const NODE_ENV_FILE = join(import.meta.dirname, '..', '..', '..', 'libs', 'service-kit', 'data', 'node.env');
/** Loading modules is most of the CPU of a start; compiled once, it is a quarter less. */
const COMPILED = join(import.meta.dirname, '..', '..', '..', '.cache', 'node');

/**
 * Runs `node dist/main.js` of an app; resolves when its `/health/ready` answers 200, or only `/health/live`, or at once. The service
 * sees PATH, PORT, where node keeps what it compiled, how node runs it, and what `env` says, nothing else of our environment. Its output is appended to `logFile`. It dies with us.
 */
export async function startService(options: {
  name: string;
  appDir: string;
  env: Record<string, string>;
  port: number;
  logFile: string;
  /** Options of node itself, for example `--import`. */
  nodeArgs?: readonly string[];
  /** `live` is for a service that has a reason not to be ready, `started` for who looks after the process himself. Default `ready`. */
  until?: 'ready' | 'live' | 'started';
}): Promise<RunningService> {
  const { name, appDir, port, logFile, until = 'ready' } = options;
  await requireFreePort(name, port);
  const url = `http://127.0.0.1:${port}`;
  await mkdir(dirname(logFile), { recursive: true });
  const output = openSync(logFile, 'a');
  const nodeArgs = [`--env-file=${NODE_ENV_FILE}`, ...(options.nodeArgs ?? [])];
  const child = await startChild(process.execPath, [...nodeArgs, 'dist/main.js'], {
    cwd: appDir,
    env: { PATH: process.env['PATH'], PORT: String(port), NODE_COMPILE_CACHE: COMPILED, ...options.env },
    stdio: ['ignore', output, output],
    whenWeDie: 'SIGKILL',
  }).finally(() => closeSync(output));

  if (until !== 'started') {
    await untilReady(name, child, () => isWell(`${url}/health/${until}`), {
      withinMs: 60_000,
      detail: () => tail(logFile),
    });
  }
  return {
    name,
    pid: child.pid,
    url,
    logFile,
    ended: child.ended,
    gone: child.gone,
    stop: () => child.end('SIGTERM', 30_000),
    kill: () => child.end('SIGKILL'),
  };
}

async function isWell(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
    await response.body?.cancel();
    return response.status === 200;
  } catch {
    return false; // Not yet: whoever asks has the deadline and the service's log.
  }
}
