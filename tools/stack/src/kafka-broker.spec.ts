import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DURABLE, writeSettings } from './kafka-broker.js';
import { inTheClear } from './listeners.js';

it.each([
  ['leaves it to the operating system when to write to disk', [], false],
  ['flushes each record that it acknowledges where it is told to be durable', DURABLE, true],
])('%s', async (_, further, flushes) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'kafka-settings-'));

  const settings = await readFile(await writeSettings(dataDir, await inTheClear(1), further), 'utf8');

  expect(/^log\.flush\.interval\.messages=1$/m.test(settings)).toBe(flushes);
});
