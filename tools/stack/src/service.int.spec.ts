import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { freePort } from './free-port.js';
import { startService } from './service.js';

const READY_AT_THIRD_REQUEST = `
  import { createServer } from 'node:http';
  let requests = 0;
  console.log('greeting is', process.env.GREETING, 'database is', process.env.DATABASE_URL);
  createServer((request, response) => {
    response.statusCode = request.url === '/health/ready' && ++requests < 3 ? 503 : 200;
    response.end(String(requests));
  }).listen(process.env.PORT, '127.0.0.1');`;

let appDir: string;

beforeEach(async () => {
  appDir = await mkdtemp(join(tmpdir(), 'service-spec-'));
  await mkdir(join(appDir, 'dist'));
  await writeFile(join(appDir, 'package.json'), '{ "type": "module" }');
});

afterEach(() => rm(appDir, { recursive: true }));

async function start(program: string, port?: number) {
  await writeFile(join(appDir, 'dist', 'main.js'), program);
  return startService({
    name: 'greeter',
    appDir,
    env: { GREETING: '你好' },
    port: port ?? (await freePort()),
    logFile: join(appDir, 'logs', 'greeter.log'),
  });
}

it('waits until the service says that it is ready, and stops it by SIGTERM', async () => {
  const service = await start(READY_AT_THIRD_REQUEST);

  const answer = await (await fetch(service.url)).text();
  await service.stop();

  expect(answer).toBe('3');
  expect(service.ended()).toBe('SIGTERM');
});

it('shows the service only its own environment: an address of ours cannot slip in', async () => {
  const service = await start(READY_AT_THIRD_REQUEST);

  await service.kill();

  expect(await readFile(service.logFile, 'utf8')).toBe('greeting is 你好 database is undefined\n');
  expect(process.env['DATABASE_URL']).toBeDefined();
});

it('lets Node run it as the image does', async () => {
  const service = await start(`
    import { getHeapSpaceStatistics } from 'node:v8';
    const kept = [];
    for (let i = 0; i < 1_000_000; i++) kept.push({ i });
    const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
    console.log(JSON.stringify({ youngMb: young.space_size / 1024 ** 2, options: process.execArgv }));
    ${READY_AT_THIRD_REQUEST}`);
  await service.stop();

  const [line] = (await readFile(service.logFile, 'utf8')).split('\n');
  const { youngMb, options } = JSON.parse(line!) as { youngMb: number; options: string[] };
  const root = join(import.meta.dirname, '..', '..', '..');
  const [, command] = /^CMD (\[.*main.js.*)$/m.exec(await readFile(join(root, 'Dockerfile'), 'utf8'))!;
  const inImage = (JSON.parse(command!) as string[]).filter((argument) => argument.startsWith('--'));
  const at = (option: string) => option.replace(/=(.*)/, (_, file: string) => `=${resolve(root, 'apps', 'any', file)}`);
  expect(inImage.map(at)).toEqual(options);
  expect(youngMb).toBeLessThanOrEqual(3 * 8);
});

it('tells why a service ended before it was ready', async () => {
  const starting = start(`console.error('KAFKA_BROKERS is missing'); process.exit(78);`);

  await expect(starting).rejects.toThrow(/greeter ended \(exit code 78\)[^]*KAFKA_BROKERS is missing/);
});

it('refuses a port that somebody else answers on', async () => {
  const first = await start(READY_AT_THIRD_REQUEST);
  const port = Number(new URL(first.url).port);

  await expect(start(READY_AT_THIRD_REQUEST, port)).rejects.toThrow(`greeter cannot have port ${port}`);

  await first.kill();
});
