import { execFile } from 'node:child_process';
import { join } from 'node:path';

const main = join(import.meta.dirname, '..', '..', 'hub', 'bin', 'hub.js');

/** A program that starts takes a second of its own, and on a busy machine many. */
export const PATIENCE_MS = 60_000;

export interface HubAnswer {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs `hub` as an operator's shell would. */
export function hub(words: readonly string[], environment: Record<string, string> = {}): Promise<HubAnswer> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [main, ...words],
      { encoding: 'utf8', env: { PATH: process.env['PATH'], ...environment } },
      (error, stdout, stderr) => {
        if (error && typeof error.code !== 'number') reject(error);
        else resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
      },
    );
  });
}
