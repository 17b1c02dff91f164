import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadCalendars, type Calendars } from './calendar/load.js';
import { editionOfRules } from './edition.js';
import { playExamples, type PlayedExample } from './examples/load.js';
import type { DataProblem } from './load/problem.js';
import { InvalidProcedures } from './procedure/invalid-procedures.js';
import { CALENDARS, loadProcedures, type ProcedureBook, type ProcedureText } from './procedure/load.js';

const DATA = join(import.meta.dirname, '../data');

/** The procedures we bring, with the calendars they count in. */
export interface RuleBook {
  calendars: Calendars;
  procedures: ProcedureBook;
  /** Another one when a text of them, the engine, or the list of decreed holidays is another. */
  edition: string;
}

/**
 * Loads the procedures we bring and, on top of them, those of another folder, which may extend ours and have calendars
 * of their own below `calendars`, and documents that stand in the place of files. Throws `InvalidProcedures` with every problem, each with its file and line.
 */
export function loadRuleBook(more?: string, documents: readonly ProcedureText[] = []): RuleBook {
  const problems: DataProblem[] = [];
  const own = more === undefined ? [] : [more];
  const withCalendars = own.map((dir) => join(dir, CALENDARS)).filter((dir) => existsSync(dir));
  const calendars = loadCalendars([join(DATA, CALENDARS), ...withCalendars], problems);
  const dirs = [join(DATA, 'procedures'), ...own];
  const procedures = loadProcedures(dirs, calendars, problems, documents);
  return { calendars, procedures, edition: editionOfRules([join(DATA, CALENDARS), ...dirs], documents) };
}

let ours: RuleBook | undefined;

/** The procedures we bring, read once in a process: they do not change while it runs. */
export function ourRuleBook(): RuleBook {
  return (ours ??= loadRuleBook());
}

/** Plays the worked examples of a folder, ours if none is named. Throws on a file of examples that cannot be read. */
export function playExamplesOf({ procedures }: RuleBook, dir = join(DATA, 'procedures')): PlayedExample[] {
  const problems: DataProblem[] = [];
  const played = playExamples(dir, procedures, problems);
  if (problems.length > 0) throw new InvalidProcedures(problems);
  return played;
}
