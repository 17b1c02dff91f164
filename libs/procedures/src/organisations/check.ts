import { misfit, testsOf, type Condition as ProcedureCondition } from '../conditions/condition.js';
import { PLATFORM_FIELDS } from '../conditions/fields.js';
import type { Category, Division, Source } from '../organisation.js';
import { pathsOf } from './categories.js';
import type { DataFile } from '../load/data-file.js';
import type { DataProblem } from '../load/problem.js';
import type { CategoriesFile, Condition, DispatchFile, DivisionTarget, UnitTarget } from './schema.js';

type Path = readonly PropertyKey[];

/** Each id once; says where the first one stood when it comes again. */
export function checkUnique(
  file: DataFile<unknown>,
  entries: readonly { id: string; path: Path }[],
  problems: DataProblem[],
) {
  const seen = new Set<string>();
  for (const { id, path } of entries) {
    if (seen.has(id)) problems.push(file.problem(path, `"${id}" is there twice`));
    seen.add(id);
  }
}

/** Every superior and the fallback unit exist, and no unit is its own superior by any way round. */
export function checkUnits(file: DataFile<unknown>, division: Division, path: Path, problems: DataProblem[]) {
  const byId = new Map(division.units.map((unit) => [unit.id, unit]));
  if (!byId.has(division.fallbackUnit)) {
    const named = division.fallbackUnit === '' ? 'names no fallbackUnit' : `has no unit "${division.fallbackUnit}"`;
    problems.push(file.problem(path, `missing fallback: division "${division.id}" ${named}`));
  }
  for (const { id, superior } of division.units) {
    if (superior !== null && !byId.has(superior)) {
      problems.push(file.problem(path, `unit "${id}" of division "${division.id}": unknown superior "${superior}"`));
    }
    const above = new Set<string>([id]);
    for (let next = superior; next !== null; next = byId.get(next)?.superior ?? null) {
      if (above.has(next)) {
        problems.push(file.problem(path, `unit "${id}" of division "${division.id}" is its own superior`));
        break;
      }
      above.add(next);
    }
  }
}

/** Conditions look at what is known of every complaint; whether the procedures are there, the rule book says. */
export function checkProcedures(
  file: DataFile<{ procedures: readonly { when?: ProcedureCondition | undefined }[] }>,
  problems: DataProblem[],
) {
  file.value.procedures.forEach(({ when }, at) => {
    if (!when) return;
    for (const { field, test, path } of testsOf(when, ['procedures', at, 'when'])) {
      const type = PLATFORM_FIELDS[field];
      const wrong = type ? misfit(field, test, type) : `"${field}" is known of no complaint; see docs/procedures.md`;
      if (wrong) problems.push(file.problem(path, wrong));
    }
  });
}

export function checkSources(
  file: DataFile<{ sources: readonly Source[] }>,
  divisions: ReadonlyMap<string, Division>,
  problems: DataProblem[],
) {
  const entries = file.value.sources.map(({ id }, at) => ({ id, path: ['sources', at, 'id'] }));
  checkUnique(file, entries, problems);
  file.value.sources.forEach(({ division }, at) => {
    if (!divisions.has(division)) {
      problems.push(file.problem(['sources', at, 'division'], `unknown division "${division}"`));
    }
  });
}

export function checkCategories(file: DataFile<CategoriesFile>, problems: DataProblem[]) {
  const { categories: widest, levels } = file.value;
  const seen = new Set<string>();
  const walk = (categories: readonly Category[], path: Path, depth: number) => {
    if (levels && categories.length > 0 && depth > levels.length) {
      problems.push(file.problem(path, `is deeper than the ${levels.length} levels that are named`));
    }
    const numbers = new Set<string>();
    categories.forEach(({ code, number, children }, at) => {
      const say = (part: string, message: string) => problems.push(file.problem([...path, at, part], message));
      if (seen.has(code)) say('code', `category "${code}" is there twice`);
      seen.add(code);
      if (levels && number === undefined) say('code', `category "${code}" has no number for its unified code`);
      if (number !== undefined && numbers.has(number)) say('number', `number "${number}" is there twice at this level`);
      if (number !== undefined) numbers.add(number);
      walk(children, [...path, at, 'children'], depth + 1);
    });
  };
  walk(widest, ['categories'], 1);
}

export function checkDispatch(
  file: DataFile<DispatchFile>,
  divisions: ReadonlyMap<string, Division>,
  categories: readonly Category[],
  problems: DataProblem[],
) {
  const { divisions: toDivision, units: toUnit } = file.value;
  const codes = new Set([...pathsOf(categories)].map((path) => path.at(-1)!.code));
  const rules = [...toDivision.map(at('divisions')), ...toUnit.map(at('units'))];

  checkUnique(
    file,
    rules.map(({ rule, path }) => ({ id: rule.rule, path: [...path, 'rule'] })),
    problems,
  );
  for (const { rule, path } of rules) {
    if (rule.when) checkCondition(file, rule.when, [...path, 'when'], codes, divisions, problems);
  }
  toDivision.forEach(({ to }, index) => {
    if (to.division !== undefined && !divisions.has(to.division)) {
      problems.push(file.problem(['divisions', index, 'to', 'division'], `unknown division "${to.division}"`));
    }
  });
  const known = new Set([...divisions.values()].flatMap(({ units }) => units.map(({ id }) => id)));
  toUnit.forEach(({ to }, index) => {
    if (to.unit !== undefined && !known.has(to.unit)) {
      problems.push(file.problem(['units', index, 'to', 'unit'], `unknown unit "${to.unit}": no division has it`));
    }
  });
  checkOrder(file, 'divisions', toDivision, (to: DivisionTarget) => to.division !== undefined, problems);
  checkOrder(file, 'units', toUnit, (to: UnitTarget) => to.fallback === true, problems);
}

const at =
  (list: string) =>
  <R>(rule: R, index: number) => ({ rule, path: [list, index] as Path });

/** The last rule always fits, and no other one does: what stands behind such a rule is never reached. */
function checkOrder<T>(
  file: DataFile<unknown>,
  list: string,
  rules: readonly { rule: string; when?: Condition | undefined; to: T }[],
  exists: (to: T) => boolean,
  problems: DataProblem[],
) {
  const always = rules.findIndex(({ when, to }) => when === undefined && exists(to));
  if (always === -1) {
    const what = list === 'units' ? 'to: { fallback: true }' : 'to: { division: ... }';
    problems.push(file.problem([list], `missing fallback: the last rule must have no condition and ${what}`));
    return;
  }
  rules.slice(always + 1).forEach(({ rule }, behind) => {
    const message = `rule "${rule}" is never reached: "${rules[always]!.rule}" before it always fits`;
    problems.push(file.problem([list, always + 1 + behind], message));
  });
}

function checkCondition(
  file: DataFile<unknown>,
  condition: Condition,
  path: Path,
  codes: ReadonlySet<string>,
  divisions: ReadonlyMap<string, Division>,
  problems: DataProblem[],
) {
  const inside = (part: Condition, more: Path) =>
    checkCondition(file, part, [...path, ...more], codes, divisions, problems);
  condition.all?.forEach((part, index) => inside(part, ['all', index]));
  condition.any?.forEach((part, index) => inside(part, ['any', index]));
  if (condition.not) inside(condition.not, ['not']);
  condition.category?.forEach((code, index) => {
    if (!codes.has(code)) problems.push(file.problem([...path, 'category', index], `unknown category "${code}"`));
  });
  condition.sourceDivision?.forEach((id, index) => {
    if (!divisions.has(id)) problems.push(file.problem([...path, 'sourceDivision', index], `unknown division "${id}"`));
  });
}
