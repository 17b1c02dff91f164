import { SILENT, buildCalendar, type WholeCalendar } from './build.js';
import type { Calendar } from './calendar.js';

/** The State Council's calendar in Shanghai with W8, or what a test makes of it. */
export function aCalendar(changes: Partial<WholeCalendar> = {}): Calendar {
  return buildCalendar({
    ...SILENT,
    id: 'test',
    name: { zh: '测试', en: 'Test' },
    timeZone: 'Asia/Shanghai',
    decreed: { from: 2025, until: 2026, by: 'stateCouncil' },
    ...changes,
  });
}
