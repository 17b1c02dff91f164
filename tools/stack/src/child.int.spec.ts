import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { startChild } from './child.js';

const options = { cwd: '/', env: process.env, stdio: 'ignore', whenWeDie: 'SIGKILL' } as const;

describe('a child', () => {
  it('ends by the signal it was sent', async () => {
    const child = await startChild('sleep', ['600'], options);

    await child.end('SIGTERM');

    expect(child.ended()).toBe('SIGTERM');
  });

  it('is killed when it does not listen', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'child-spec-'));
    const watcher = watch(folder);
    const deaf = once(watcher, 'change');
    const script = `trap '' TERM; touch deaf; exec sleep 600`;
    const child = await startChild('sh', ['-c', script], { ...options, cwd: folder });
    await deaf;
    watcher.close();

    await child.end('SIGTERM', 100);

    expect(child.ended()).toBe('SIGKILL');
    await rm(folder, { recursive: true });
  });

  it('says how it ended by itself', async () => {
    const child = await startChild('sh', ['-c', 'exit 3'], options);

    await child.gone;

    expect(child.ended()).toBe('exit code 3');
  });
});

describe('a server', () => {
  it('does not outlive the process that started it, not even after kill -9', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'child-spec-'));
    const program = `
      import { startPostgres } from '@cc/stack';
      const { adminUrl } = await startPostgres({ dataDir: process.argv[1] });
      console.log(new URL(adminUrl).port);
      setInterval(() => undefined, 1000);`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', program, dataDir], {
      cwd: import.meta.dirname,
      env: { PATH: process.env['PATH'] },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [port] = (await once(createInterface(parent.stdout), 'line')) as [string];
    const session = createConnection(Number(port), '127.0.0.1');
    await once(session, 'connect');

    parent.kill('SIGKILL');

    await once(session.resume(), 'close'); // The server hangs up as it goes.
    await expect(portIsClosed(Number(port))).resolves.toBe(true);
    await rm(dataDir, { recursive: true });
  }, 30_000);
});

/** Settles when nobody listens any more; the test's own time limit is the deadline. */
async function portIsClosed(port: number): Promise<boolean> {
  while (true) {
    const attempt = createConnection(port, '127.0.0.1');
    const outcome = await Promise.race([
      once(attempt, 'connect').then(() => 'open'),
      new Promise((resolve) => attempt.once('error', () => resolve('closed'))),
    ]).catch(() => 'closed');
    attempt.destroy();
    if (outcome === 'closed') return true;
  }
}
