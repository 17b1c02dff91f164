const FIRST_MS = 5_000;
const LONGEST_MS = 30 * 60_000;

/** When a message that was just tried for the nth time (from 1) is tried again, unless it is handed over before. */
export function retryAfter(attempt: number, now: Date): Date {
  return new Date(now.getTime() + Math.min(FIRST_MS * 2 ** (attempt - 1), LONGEST_MS));
}
