/** Tuesday 2026-11-24, 10:00 in China: a working day, in working hours. */
export const TUESDAY_MORNING = new Date('2026-11-24T10:00:00+08:00');

export const minutesAfter = (start: Date, minutes: number) => new Date(start.getTime() + minutes * 60_000);
export const hoursAfter = (start: Date, hours: number) => minutesAfter(start, hours * 60);
