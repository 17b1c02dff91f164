import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BasisVersion } from '../answer.js';
import type { Calendar } from '../calendar/calendar.js';
import type { Calendars } from '../calendar/load.js';
import { readDataFile, readDataText, type DataFile } from '../load/data-file.js';
import { didYouMean } from '../load/did-you-mean.js';
import type { DataProblem } from '../load/problem.js';
import { checkChanges } from './check-changes.js';
import { checkNames, type Report } from './check-names.js';
import { checkReplacements } from './check-replacements.js';
import { checkRules } from './check-rules.js';
import { checkWhole } from './check-whole.js';
import { checkWords } from './check-words.js';
import { compile, type Compiled } from './compile.js';
import { levelsAsOne } from './compile/levels.js';
import { InvalidProcedures } from './invalid-procedures.js';
import type { Procedure } from './procedure.js';
import { readOtherwise } from './read-otherwise.js';
import { ProcedureFile, type Version } from './schema.js';

/** The procedures of a folder, by id and version. */
export interface ProcedureBook {
  all(): readonly Procedure[];
  /** Throws on a version nobody has written: a ticket without its clocks must not pass for one that has none. */
  of(basis: BasisVersion): Procedure;
  /** The same under other readings of its options. */
  read(basis: BasisVersion, chosen: Readonly<Record<string, string>>): Procedure;
  /** The version in force on a day of the procedure's zone; null when none is. */
  inForce(id: string, date: string): Procedure | null;
}

/** A procedure that was published at run time, and stands in no file. */
export interface ProcedureText {
  /** What problems call it. */
  name: string;
  /** A whole procedure as a file would have it, with all its versions. */
  text: string;
}

interface Written {
  file: DataFile<ProcedureFile>;
  version: Version;
  at: number;
}

const key = ({ id, version }: BasisVersion) => `${id} ${version}`;

/**
 * Reads every `*.yaml` below these folders that is no file of examples, and checks them as a whole: what stands in one may
 * extend what stands in another. A document stands in the place of the file with its id. Throws `InvalidProcedures` with
 * every problem of every file when anything is wrong.
 */
export function loadProcedures(
  dirs: string | readonly string[],
  calendars: Calendars,
  problems: DataProblem[] = [],
  documents: readonly ProcedureText[] = [],
): ProcedureBook {
  const { written, someUnread } = readAll(typeof dirs === 'string' ? [dirs] : dirs, documents, problems);
  const compiled = new Map<string, Compiled | null>();
  /** A calendar nobody has written is a problem by then, and nothing is handed out; any other stands for it till then. */
  const calendarOf = (id: string) => calendars.of(calendars.has(id) ? id : calendars.ids()[0]!);

  const compileOnce = (at: string, below: readonly string[]): Compiled | null => {
    const known = compiled.get(at);
    if (known !== undefined) return known;
    const one = written.get(at)!;
    const report: Report = (path, message) => problems.push(one.file.problem(['versions', one.at, ...path], message));

    const levels = levelsOf(one, at, below, report);
    // What cannot be put on what it extends is told so, and not of everything that it therefore lacks.
    if (!levels) {
      compiled.set(at, null);
      return null;
    }
    const above = levelsAsOne(levels, calendarOf);
    checkWords(one.version, above?.procedure ?? null, report);
    checkNames(one.version, above?.procedure ?? null, calendars, report);
    checkRules(one.version, above, report);
    checkChanges(one.version, above, report);
    checkReplacements(one.version, above, report);
    // Compiled although it may have problems, so that those who extend it are checked against it in the same run.
    const bases = levels.map(({ procedure }) => procedure.basis);
    const result = compile(one.file.value, one.version, above, bases, calendarOf);
    checkWhole(result, one.version, calendarOf, report);
    compiled.set(at, result);
    return result;
  };
  /** What a version extends, the widest first; null where something of it cannot be used. */
  const levelsOf = ({ version }: Written, at: string, below: readonly string[], report: Report) => {
    const levels = [version.extends ?? []].flat().map((level) => {
      const wanted = key({ id: level.procedure, version: level.version });
      if (wanted === at || below.includes(wanted)) {
        report(['extends'], `extends itself: ${[...below, at, wanted].join(' -> ')}`);
        return null;
      }
      if (!written.has(wanted)) {
        report(['extends'], `there is no ${wanted} to extend; ${instead(level, written, someUnread)}`);
        return null;
      }
      return compileOnce(wanted, [...below, at]);
    });
    return levels.includes(null) ? null : (levels as Compiled[]);
  };
  for (const at of written.keys()) compileOnce(at, []);

  if (problems.length > 0) throw new InvalidProcedures(problems);
  return bookOf(
    [...compiled.values()].map((one) => one!),
    calendarOf,
  );
}

function instead(
  { procedure, version }: { procedure: string; version: string },
  written: ReadonlyMap<string, Written>,
  someUnread: boolean,
): string {
  const procedures = [...written.values()].map(({ file }) => file.value);
  const same = procedures.find(({ id }) => id === procedure);
  if (same) return `${procedure} has ${same.versions.map((one) => one.version).join(', ')}, and no ${version}`;
  const ids = [...new Set(procedures.map(({ id }) => id))];
  const isUnread = 'it may stand in a file that cannot be read: mend that first';
  return didYouMean(procedure, ids) ?? (someUnread ? isUnread : `there are ${ids.join(', ')}`);
}

/** Files of procedures and of their examples, by the end of their names. */
export const EXAMPLES = '.examples.yaml';

/** The folder of calendars beside procedures; what stands in it is no procedure. */
export const CALENDARS = 'calendars';

export function yamlFiles(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml') && !name.startsWith(`${CALENDARS}/`))
    .sort()
    .map((name) => join(dir, name));
}

function readAll(
  dirs: readonly string[],
  documents: readonly ProcedureText[],
  problems: DataProblem[],
): { written: Map<string, Written>; someUnread: boolean } {
  const written = new Map<string, Written>();
  const ids = new Set<string>();
  const paths = dirs.flatMap(yamlFiles).filter((name) => !name.endsWith(EXAMPLES));
  const published = documents.map(({ name, text }) => readDataText(name, text, ProcedureFile, problems));
  const replaced = new Set(published.map((file) => file?.value.id));
  const files = paths
    .map((path) => readDataFile(path, ProcedureFile, problems))
    .filter((file) => file === null || !replaced.has(file.value.id));
  for (const file of [...files, ...published]) {
    if (!file) continue;
    const { id, versions } = file.value;
    if (ids.has(id)) problems.push(file.problem(['id'], `procedure "${id}" is there twice`));
    ids.add(id);
    versions.forEach((version, at) => {
      const name = key({ id, version: version.version });
      if (written.has(name)) problems.push(file.problem(['versions', at], `version ${name} is there twice`));
      written.set(name, { file, version, at });
    });
    checkPeriods(file, problems);
  }
  return { written, someUnread: [...files, ...published].includes(null) };
}

/** On no day are two versions in force. */
function checkPeriods(file: DataFile<ProcedureFile>, problems: DataProblem[]): void {
  const periods = file.value.versions.map(({ version, inForceFrom, inForceUntil }, at) => ({
    version,
    at,
    from: inForceFrom ?? '',
    until: inForceUntil ?? '9999',
  }));
  for (const { version, at, from, until } of periods) {
    if (until < from) problems.push(file.problem(['versions', at, 'inForceUntil'], 'ends before it is in force'));
    const clash = periods.slice(0, at).find((earlier) => from <= earlier.until && earlier.from <= until);
    if (!clash) continue;
    const message = `version "${version}" overlaps "${clash.version}": end one the day before the other begins`;
    problems.push(file.problem(['versions', at], message));
  }
}

function bookOf(compiled: readonly Compiled[], calendarOf: (id: string) => Calendar): ProcedureBook {
  const procedures = compiled.map(({ procedure }) => procedure);
  const byKey = new Map(compiled.map((one) => [key(one.procedure.basis), one]));
  const of = (basis: BasisVersion) => {
    const found = byKey.get(key(basis));
    if (found) return found;
    const versions = procedures.flatMap((known) => (known.basis.id === basis.id ? [known.basis.version] : []));
    const there = versions.length > 0 ? `it has ${versions.join(', ')}` : 'hub procedures list shows those there are';
    throw new Error(`unknown procedure ${key(basis)}; ${there}`);
  };
  return {
    all: () => procedures,
    of: (basis) => of(basis).procedure,
    read: (basis, chosen) => readOtherwise(of(basis), chosen, calendarOf),
    inForce: (id, date) =>
      procedures.find(
        ({ basis, inForceFrom, inForceUntil }) =>
          basis.id === id && (inForceFrom ?? '') <= date && date <= (inForceUntil ?? '9999'),
      ) ?? null,
  };
}
