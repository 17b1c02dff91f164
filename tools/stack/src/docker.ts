import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** An engine that is there answers in a few hundredths of a second; one that hangs must not hold up every run. */
const PATIENCE_MS = 2000;

/** Whether a Docker engine answers `docker info` in time. The client alone, without an engine, says no. */
export async function dockerAnswers(docker = 'docker'): Promise<boolean> {
  try {
    await run(docker, ['info', '--format', '{{.ServerVersion}}'], { timeout: PATIENCE_MS, killSignal: 'SIGKILL' });
    return true;
  } catch {
    return false;
  }
}

export type Provider = 'given' | 'container' | 'embedded';

/** Where a server comes from: the address of one that is there already, else an engine that answers, else our own process. */
export async function chooseProvider(
  given: string | undefined,
  engineAnswers: () => Promise<boolean> = dockerAnswers,
): Promise<Provider> {
  if (given) return 'given';
  return (await engineAnswers()) ? 'container' : 'embedded';
}
