/** The calendar of a version that names none: limits in days and hours need its zone, not its working days. */
export const DEFAULT_CALENDAR = 'china';
