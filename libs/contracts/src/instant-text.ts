const DAY_MS = 86_400_000;
const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));
const threeDigits = Array.from({ length: 1000 }, (_, number) => String(number).padStart(3, '0'));

/** The day written last: events of one time fall on few. */
let day = Number.NaN;
let dayText = '';

/** What `toISOString` says, in a fifth of its time: an event has three or four instants, and a ticket ten events. */
export function instantText(instant: Date): string {
  const ms = instant.getTime();
  const its = Math.floor(ms / DAY_MS);
  if (its !== day) {
    // Throws where the instant is none.
    dayText = instant.toISOString().slice(0, -'00:00:00.000Z'.length);
    day = its;
  }
  const left = ms - its * DAY_MS;
  const seconds = Math.floor(left / 1000);
  const minutes = Math.floor(seconds / 60);
  const [hour, minute, second] = [Math.floor(minutes / 60), minutes % 60, seconds % 60];
  return `${dayText}${twoDigits[hour]}:${twoDigits[minute]}:${twoDigits[second]}.${threeDigits[left % 1000]}Z`;
}
