import type { Random } from '../random.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const OPENS = 8;
const CLOSES = 20;

/** When somebody is there: what falls into the night is done in the first hour and a half of the next morning. */
export function inOfficeHours(at: number, offsetMinutes: number, random: Random): number {
  const local = at + offsetMinutes * 60_000;
  const midnight = Math.floor(local / DAY) * DAY;
  const hour = (local - midnight) / HOUR;
  if (hour >= OPENS && hour < CLOSES) return Math.floor(at);
  const morning = midnight + (hour < OPENS ? 0 : DAY) + OPENS * HOUR;
  return Math.floor(morning + random.fraction() * 1.5 * HOUR) - offsetMinutes * 60_000;
}
