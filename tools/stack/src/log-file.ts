import { existsSync, readFileSync } from 'node:fs';

/** The last lines of a log file, for the message of an error. */
export function tail(file: string, lines = 30): string {
  if (!existsSync(file)) return '';
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
}
