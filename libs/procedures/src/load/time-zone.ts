import { z } from 'zod';

export const TimeZone = z.string().refine(isTimeZone, 'must be an IANA time zone, such as Asia/Shanghai');

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
