import type { EngineAlone } from './engine-alone.js';
import type { PlatformUnderTest } from './platform-under-test.js';

/** What reporting counts of a day: measures that are not zero. */
export type CountsOfDays = Record<string, Record<string, number>>;

const MEASURE_OF: Readonly<Record<string, readonly string[]>> = {
  'ticket.registered': ['recorded', 'tickets'],
  'work.dispatched': ['dispatched'],
  'work.returned': ['returned'],
  'work.urged': ['urges'],
  'ticket.answered': ['answered'],
  'ticket.reopened': ['reopened'],
};

/** What the facts of examples and their clocks add up to, day by day. */
export function countsAlone(tickets: readonly EngineAlone[]): CountsOfDays {
  const days: CountsOfDays = {};
  const count = (at: number, measure: string) => {
    const day = dayOf(at);
    days[day] = { ...days[day], [measure]: (days[day]?.[measure] ?? 0) + 1 };
  };
  for (const ticket of tickets) {
    for (const { fact, recordedAt, set } of ticket.played.facts) {
      for (const measure of MEASURE_OF[fact] ?? []) count(recordedAt, measure);
      if (fact === 'ticket.closed')
        ['closed', ticket.onTime ? 'on_time' : 'late'].forEach((one) => count(recordedAt, one));
      const said = fact === 'callback.made' ? set?.['callback'] : undefined;
      if (said === 'satisfied' || said === 'unsatisfied') count(recordedAt, said);
    }
    for (const { at } of ticket.warnings) count(at, 'warned');
    for (const { at } of ticket.misses) count(at, 'missed');
    for (const { at } of ticket.abnormal) count(at, 'abnormal');
  }
  return days;
}

/** What the group's report says, day by day. */
export async function countsReported(platform: PlatformUnderTest): Promise<CountsOfDays> {
  const { lines } = await platform.shown<{ lines: Record<string, string | number>[] }>(
    'reporting',
    '/reports/group?by=day',
    'viewer',
  );
  return Object.fromEntries(
    lines.map(({ day, name: _, ...measures }) => [
      String(day),
      Object.fromEntries(Object.entries(measures).filter(([, count]) => count !== 0)) as Record<string, number>,
    ]),
  );
}

const dayOf = (at: number) => new Date(at).toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });
