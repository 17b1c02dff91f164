import type { Answer } from '../answer.js';
import type { Assignment, Division, Unit, UnitRef, WorkToDispatch } from '../organisation.js';
import type { Condition, DispatchFile, DivisionTarget, UnitTarget } from './schema.js';

/** The dispatch rules of an organisation as a function that always finds a unit, whatever the work. */
export function dispatcher(
  file: DispatchFile,
  divisions: ReadonlyMap<string, Division>,
): (work: WorkToDispatch) => Answer<Assignment> {
  return (work) => {
    const chosen = firstFit(file.divisions, work, ({ to }) => resolveDivision(to, work, divisions));
    const division = chosen.target;
    const fitting = firstFit(file.units, work, ({ to }) => resolveUnit(to, work, division));
    const unit = notReturned(fitting.target, division, work.returnedBy);
    const rules = [chosen.rule, fitting.rule, ...(unit === fitting.target ? [] : [file.afterReturn.rule])];
    return {
      value: { division: division.id, unit: unit.id, fallback: unit.id === division.fallbackUnit },
      reason: { rule: rules.join('/'), basis: file.basis, version: file.version, source: file.source },
    };
  };
}

interface Rule {
  rule: string;
  when?: Condition | undefined;
}

function firstFit<R extends Rule, T>(rules: readonly R[], work: WorkToDispatch, resolve: (rule: R) => T | undefined) {
  for (const rule of rules) {
    const target = !rule.when || holds(rule.when, work) ? resolve(rule) : undefined;
    if (target) return { rule: rule.rule, target };
  }
  throw new Error('dispatch data without a last rule that always fits: it was not checked when it was loaded');
}

export function holds(condition: Condition, work: WorkToDispatch): boolean {
  const { all, any, not, category, channelLevel, customerLevel, sourceDivision } = condition;
  if (all) return all.every((part) => holds(part, work));
  if (any) return any.some((part) => holds(part, work));
  if (not) return !holds(not, work);
  if (category) return category.some((code) => work.category.includes(code));
  if (channelLevel) return channelLevel.includes(work.channelLevel);
  if (customerLevel) return work.customerLevel !== null && customerLevel.includes(work.customerLevel);
  return sourceDivision!.includes(work.sourceDivision);
}

function resolveDivision(to: DivisionTarget, work: WorkToDispatch, divisions: ReadonlyMap<string, Division>) {
  if (to.division) return divisions.get(to.division);
  if (to.sourceDivision) return divisions.get(work.sourceDivision);
  const region = firstKnown(to.provinceOf!, work);
  return region === undefined ? undefined : divisions.get(region.slice(0, 2));
}

function resolveUnit(to: UnitTarget, work: WorkToDispatch, { units, fallbackUnit }: Division): Unit | undefined {
  const byId = (id: string) => units.find((unit) => unit.id === id);
  if (to.unit) return byId(to.unit);
  if (to.fallback) return byId(fallbackUnit);
  const region = firstKnown(to.cityOf!, work);
  // A district (440103) belongs to its city (440100); in a municipality the district itself is the unit.
  return region === undefined ? undefined : (byId(region) ?? byId(`${region.slice(0, 4)}00`));
}

function firstKnown(regions: readonly ('homeRegion' | 'numberRegion' | 'faultRegion')[], work: WorkToDispatch) {
  return regions.map((region) => work[region]).find((region) => region !== null);
}

/** The unit itself, or the nearest superior that has not returned the work, or the one that may not. */
function notReturned(unit: Unit, division: Division, returnedBy: readonly UnitRef[]): Unit {
  const byId = (id: string | null) => division.units.find((candidate) => candidate.id === id);
  const returned = ({ id }: Unit) => returnedBy.some((by) => by.division === division.id && by.unit === id);
  let next: Unit | undefined = unit;
  while (next && returned(next)) next = byId(next.superior);
  return next ?? byId(division.fallbackUnit)!;
}
