import type { CivilDays } from './civil-days.js';
import type { WorkingDays } from './working-days.js';
import type { WorkingHours } from './working-hours.js';

/** 日历: the days, working days and business hours that limits are counted in. Tables, made once and looked up. */
export interface Calendar {
  id: string;
  days: CivilDays;
  workingDays: WorkingDays;
  workingHours: WorkingHours;
  /** Ends of shifts (班次) as minutes of the day, ascending; empty where no roster is kept. */
  shiftEnds: readonly number[];
}
