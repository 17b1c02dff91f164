import { DateTime } from 'luxon';

const FORMATS = ['yyyy-MM-dd HH:mm:ss', 'yyyy-MM-dd HH:mm'];

/** The instant of `2026-11-24 09:00` or `... 09:00:01` on the clocks of a zone; null for a time that does not exist. */
export function parseLocal(text: string, zone: string): number | null {
  const times = FORMATS.map((format) => DateTime.fromFormat(text, format, { zone }));
  return times.find(({ isValid }) => isValid)?.toMillis() ?? null;
}

/** The same the other way; seconds only where there are any. */
export function printLocal(instant: number, zone: string): string {
  const time = DateTime.fromMillis(instant, { zone });
  return time.toFormat(time.second === 0 ? FORMATS[1]! : FORMATS[0]!);
}
