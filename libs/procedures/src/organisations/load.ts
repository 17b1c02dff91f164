import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { editionOf } from '../edition.js';
import type { Division, Organisation, Organisations, Unit } from '../organisation.js';
import { auditor, AuditFile, checkAudit } from './audit.js';
import { byTopic, ByTopicFile } from './by-topic.js';
import { categoryNormaliser } from './categories.js';
import { when } from '../conditions/condition.js';
import { checkCategories, checkDispatch, checkProcedures, checkSources, checkUnique, checkUnits } from './check.js';
import { readDataFile, type DataFile } from '../load/data-file.js';
import { dispatcher } from './dispatch.js';
import type { DataProblem } from '../load/problem.js';
import { InvalidOrganisation } from './problem.js';
import { reportRules, ReportsFile, type ReportRule } from '../reports/report-rules.js';
import { CategoriesFile, DispatchFile, DivisionsFile, OrganisationFile, ProvinceFile, SourcesFile } from './schema.js';

/** The same folder from `src` and from `dist`. */
const BUNDLED = join(import.meta.dirname, '../../data/organisations');

/** Ours, unless ORGANISATIONS names a folder of others: every part of the platform must see the same ones. */
export const organisationsFolder = () => process.env['ORGANISATIONS'] ?? BUNDLED;

/**
 * The organisations of a folder, one sub-folder each, checked as a whole.
 * Throws `InvalidOrganisation` with every problem of every file when anything is wrong.
 */
export function loadOrganisations(dir: string = organisationsFolder()): Organisations {
  const problems: DataProblem[] = [];
  const loaded = foldersOf(dir).map((name) => loadOrganisation(join(dir, name), problems));
  if (problems.length > 0) throw new InvalidOrganisation(problems);
  const byId = new Map(loaded.filter((organisation) => organisation !== null).map((one) => [one.id, one]));
  return {
    ids: () => [...byId.keys()],
    of(id) {
      const organisation = byId.get(id);
      if (!organisation) throw new Error(`unknown organisation "${id}"; known: ${[...byId.keys()].join(', ')}`);
      return organisation;
    },
  };
}

/** Which data this is: the same on every machine that has the same. */
export const organisationsEdition = (dir: string = organisationsFolder()) => editionOf(dir);

/** A mounted volume has links in the place of folders, and beside them folders of its own that begin with a dot. */
function foldersOf(dir: string): string[] {
  const names = namesIn(dir).filter((name) => !name.startsWith('.') && statSync(join(dir, name)).isDirectory());
  if (names.length > 0) return names;
  throw new Error(`${dir} has no folder of an organisation; ORGANISATIONS must name one that has`);
}

function namesIn(dir: string): string[] {
  try {
    return readdirSync(dir).sort();
  } catch (cause) {
    throw new Error(`the folder of organisations ${dir} cannot be read; ORGANISATIONS must name one`, { cause });
  }
}

function loadOrganisation(dir: string, problems: DataProblem[]): Organisation | null {
  const organisation = readDataFile(join(dir, 'organisation.yaml'), OrganisationFile, problems);
  const sources = readDataFile(join(dir, 'sources.yaml'), SourcesFile, problems);
  const categories = readDataFile(join(dir, 'categories.yaml'), CategoriesFile, problems);
  const dispatch = readDataFile(join(dir, 'dispatch.yaml'), DispatchFile, problems);
  const acting = readDataFile(join(dir, 'by-topic.yaml'), ByTopicFile, problems);
  const audit = readDataFile(join(dir, 'audit.yaml'), AuditFile, problems);
  const divisions = loadDivisions(dir, problems);
  const reports = loadReports(dir, problems);

  if (organisation) {
    const reasons = organisation.value.pauseReasons.map(({ code }, at) => ({
      id: code,
      path: ['pauseReasons', at, 'code'],
    }));
    checkUnique(organisation, reasons, problems);
  }
  if (organisation) checkProcedures(organisation, problems);
  if (categories) checkCategories(categories, problems);
  if (sources && divisions) checkSources(sources, divisions, problems);
  for (const file of [acting, audit]) {
    const entries = file?.value.rules.map(({ rule }, at) => ({ id: rule, path: ['rules', at, 'rule'] }));
    if (file && entries) checkUnique(file, entries, problems);
  }
  if (audit && divisions) checkAudit(audit, divisions, problems);
  if (dispatch && divisions && categories) {
    checkDispatch(dispatch, divisions, categories.value.categories, problems);
  }
  const whole = organisation && sources && categories && dispatch && acting && audit && divisions;
  if (!whole || problems.length > 0) return null;

  return {
    ...organisation.value,
    procedures: organisation.value.procedures.map(({ procedure, when: says }) => ({ procedure, when: when(says) })),
    divisions: [...divisions.values()],
    sources: sources.value.sources,
    categories: categories.value.categories,
    normaliseCategory: categoryNormaliser(categories.value),
    dispatch: dispatcher(dispatch.value, divisions),
    mayByTopic: byTopic(acting.value),
    auditorOf: auditor(audit.value),
    reports,
    division: (id) => divisions.get(id),
    unit: (division, unit) => divisions.get(division)?.units.find(({ id }) => id === unit),
  };
}

/** An organisation may freeze none. */
function loadReports(dir: string, problems: DataProblem[]): ReportRule[] {
  const path = join(dir, 'reports.yaml');
  const file = existsSync(path) ? readDataFile(path, ReportsFile, problems) : null;
  if (!file) return [];
  const entries = file.value.reports.map(({ report }, at) => ({ id: report, path: ['reports', at, 'report'] }));
  checkUnique(file, entries, problems);
  return reportRules(file, problems);
}

function loadDivisions(dir: string, problems: DataProblem[]): Map<string, Division> | null {
  const file = readDataFile(join(dir, 'divisions.yaml'), DivisionsFile, problems);
  const provinces = provinceFiles(dir).map((path) => readDataFile(path, ProvinceFile, problems));
  if (!file || provinces.includes(null)) return null;

  const { divisions, everyProvince } = file.value;
  const additions = new Map<string, DataFile<ProvinceFile>>();
  for (const province of provinces.filter((one) => one !== null)) {
    const id = province.value.division;
    if (!divisions.some((division) => division.id === id && division.kind === 'province')) {
      problems.push(province.problem(['division'], `unknown province "${id}"`));
    }
    if (additions.has(id)) problems.push(province.problem(['division'], `province "${id}" has another file already`));
    additions.set(id, province);
  }
  checkUnique(
    file,
    divisions.map(({ id }, at) => ({ id, path: ['divisions', at, 'id'] })),
    problems,
  );
  return new Map(
    divisions.map((entry, at) => {
      const ofProvince = entry.kind === 'province' ? everyProvince : null;
      const addition = additions.get(entry.id);
      const units = [...(ofProvince?.units ?? []), ...entry.units, ...(addition?.value.units ?? [])];
      const division: Division = {
        id: entry.id,
        kind: entry.kind,
        name: entry.name,
        fallbackUnit: entry.fallbackUnit ?? ofProvince?.fallbackUnit ?? '',
        units: units.map((unit): Unit => ({ ...unit, superior: unit.superior ?? null })),
      };
      const [where, path] = placeOf(file, addition, at);
      checkUnique(
        where,
        units.map(({ id }) => ({ id, path })),
        problems,
      );
      checkUnits(where, division, path, problems);
      return [entry.id, division];
    }),
  );
}

/** Where a division's units are written: a province with a file of its own has them there. */
function placeOf(file: DataFile<DivisionsFile>, addition: DataFile<ProvinceFile> | undefined, at: number) {
  return addition ? ([addition, ['units']] as const) : ([file, ['divisions', at]] as const);
}

function provinceFiles(dir: string): string[] {
  const folder = join(dir, 'provinces');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(folder, name));
}
