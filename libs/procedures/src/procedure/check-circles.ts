import { fieldsOf } from '../conditions/condition.js';
import type { PlaceOf } from './check-clocks.js';
import type { Report } from './check-names.js';
import { MISSED } from './platform-events.js';
import type { ClockRule, Procedure } from './procedure.js';

/**
 * Clock A leads to clock B when A's miss starts B, lets an event happen that starts B, or sets a field to a value that
 * another miss sets otherwise, and B applies by that field. In a circle they would reclassify a ticket for ever.
 */
export function checkCircles(procedure: Procedure, placeOf: PlaceOf, report: Report): void {
  const { clocks } = procedure;
  const leadsTo = new Map(clocks.map((clock) => [clock, clocks.filter((other) => leads(procedure, clock, other))]));
  const told = new Set<ClockRule>();
  for (const clock of clocks) {
    const circle = told.has(clock) ? null : circleFrom(clock, leadsTo);
    if (!circle) continue;
    circle.forEach((one) => told.add(one));
    const [path] = circle.flatMap((one) => {
      const place = placeOf(one);
      return place ? [place] : [];
    });
    if (!path) continue;
    const names = [...circle, circle[0]!].map(({ key }) => key).join(' -> ');
    report([...path, 'onMiss'], `misses bring each other about in a circle: ${names}; let one of them end it`);
  }
}

function circleFrom(start: ClockRule, leadsTo: ReadonlyMap<ClockRule, readonly ClockRule[]>): ClockRule[] | null {
  const seen = new Set<ClockRule>();
  const walk = (clock: ClockRule, way: readonly ClockRule[]): ClockRule[] | null => {
    for (const next of leadsTo.get(clock) ?? []) {
      if (next === start) return [...way];
      if (seen.has(next)) continue;
      seen.add(next);
      const found = walk(next, [...way, next]);
      if (found) return found;
    }
    return null;
  };
  return walk(start, [start]);
}

function leads(procedure: Procedure, clock: ClockRule, other: ClockRule): boolean {
  const events = [MISSED + clock.rule, MISSED + clock.key, ...clock.onMiss.flatMap(({ entry }) => entry.happens ?? [])];
  if (other.from.some((event) => events.includes(event))) return true;
  if (other === clock) return false;
  const set = clock.onMiss.flatMap(({ entry }) => Object.entries(entry.set ?? {}));
  const looked = looksAt(procedure, fieldsOf(other.when.says));
  return set.some(([field, value]) => looked.has(field) && setOtherwise(procedure, field, value));
}

function setOtherwise({ clocks }: Procedure, field: string, value: unknown): boolean {
  return clocks.some(({ onMiss }) =>
    onMiss.some(({ entry }) => entry.set?.[field] !== undefined && entry.set[field] !== value),
  );
}

/** The fields that a condition looks at, through the decisions that it looks at. */
function looksAt({ decisions }: Procedure, fields: readonly string[]): Set<string> {
  const looked = new Set(fields);
  for (const field of looked) {
    const decision = decisions.find((one) => one.field === field);
    decision?.rules.flatMap(({ when }) => fieldsOf(when.says)).forEach((one) => looked.add(one));
  }
  return looked;
}
