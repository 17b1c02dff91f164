import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { BEGUN } from './begun.js';

/*
 * Loaded into a service by `node --import`: the first SIGUSR2 starts a CPU profile, the second ends it and writes the file.
 * A profile of the whole life would show the start, which is most of a short run.
 */

const SAMPLE_EVERY_US = 500;

const file = process.env['CPU_PROFILE_FILE']!;

let session: Session | null = null;

process.on('SIGUSR2', () => void (session ? end(session) : begin()));

async function begin(): Promise<void> {
  session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: SAMPLE_EVERY_US });
  await session.post('Profiler.start');
  writeFileSync(file, BEGUN);
}

async function end(running: Session): Promise<void> {
  session = null;
  const { profile } = await running.post('Profiler.stop');
  writeFileSync(file, JSON.stringify(profile));
  running.disconnect();
}
