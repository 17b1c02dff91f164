import { fieldsOf } from '../conditions/condition.js';
import { DEFAULT_STEPS } from '../life-cycle/default-life-cycle.js';
import type { Report } from './check-names.js';
import { MISSED } from './platform-events.js';
import type { ActionRule, ClockRule, Procedure } from './procedure.js';
import type { Version } from './schema.js';

/**
 * What can be seen only of the whole: every stage can be entered and left, every clock can start, and no clocks bring
 * each other about in a circle.
 */
export function checkLifeCycle(procedure: Procedure, version: Version, report: Report): void {
  checkStages(procedure, version, report);
  checkStarts(procedure, version, report);
  checkCircles(procedure, version, report);
}

function checkStages({ actions, stages }: Procedure, version: Version, report: Report): void {
  const permissions = actions.filter(({ kind }) => kind === 'permits');
  for (const [stage, { enteredBy, ends, openEnd }] of stages) {
    if (!(stage in version.stages)) continue;
    const entered = enteredBy.length > 0 || permissions.some(({ leadsTo }) => leadsTo === stage);
    if (!entered) {
      report(
        ['stages', stage],
        `nobody can enter "${stage}": name events under enteredBy, or an action with leadsTo: ${stage}`,
      );
    }
    if (ends || openEnd) continue;
    const next = [...stages].some(([other, entry]) => other !== stage && entry.enteredBy.length > 0);
    if (!next && !permissions.some((permission) => leaves(permission, stage))) {
      report(
        ['stages', stage],
        `nobody can leave "${stage}": permit an action from it that leads elsewhere, or say ends: true, or ends: notConfigured where the text breaks off`,
      );
    }
  }
}

/** A permission without stages of its own has those of the default life cycle; without any it is for every open one. */
function leaves({ actions, from, leadsTo }: ActionRule, stage: string): boolean {
  return actions.some((action) => {
    const step = DEFAULT_STEPS[action];
    const to = leadsTo ?? step?.leadsTo ?? 'same';
    const stagesFrom = from ?? step?.from ?? [stage];
    return stagesFrom.includes(stage) && to !== 'same' && to !== stage && action !== 'withdraw';
  });
}

/** A clock that only starts when another is missed needs one that can be missed. */
function checkStarts({ clocks }: Procedure, version: Version, report: Report): void {
  const never = (event: string) => {
    if (!event.startsWith(MISSED)) return false;
    const missed = clocks.filter(({ rule, key }) => [rule, key].includes(event.slice(MISSED.length)));
    return missed.every(({ limit }) => limit.kind === 'without' || limit.kind === 'notConfigured');
  };
  version.clocks.forEach(({ rule, from }, at) => {
    if (from !== 'unspecified' && from.every(never)) {
      report(
        ['clocks', at, 'from'],
        `"${rule}" never starts: ${from.join(', ')} never happens, for it has no due time`,
      );
    }
  });
}

/**
 * Clock A leads to clock B when A's miss starts B, lets an event happen that starts B, or sets a field to a value that
 * another miss sets otherwise, and B applies by that field. In a circle they would reclassify a ticket for ever.
 */
function checkCircles(procedure: Procedure, version: Version, report: Report): void {
  const { clocks } = procedure;
  const leadsTo = new Map(clocks.map((clock) => [clock, clocks.filter((other) => leads(procedure, clock, other))]));
  const told = new Set<ClockRule>();
  for (const clock of clocks) {
    const circle = told.has(clock) ? null : circleFrom(clock, leadsTo);
    if (!circle) continue;
    circle.forEach((one) => told.add(one));
    const at = version.clocks.findIndex(({ rule }) => circle.some((one) => one.rule === rule));
    const changed = version.changes.findIndex(({ changes }) =>
      circle.some(({ rule, key }) => [rule, key].includes(changes)),
    );
    if (at === -1 && changed === -1) continue;
    const names = [...circle, circle[0]!].map(({ key }) => key).join(' -> ');
    const path = at === -1 ? ['changes', changed, 'onMiss'] : ['clocks', at, 'onMiss'];
    report(path, `misses bring each other about in a circle: ${names}; let one of them end it`);
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
