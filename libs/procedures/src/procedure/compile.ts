import type { BasisVersion, Reason } from '../answer.js';
import type { Calendar } from '../calendar/calendar.js';
import { DEFAULT_CALENDAR } from '../calendar/default-calendar.js';
import { PLATFORM_FIELDS, fieldType } from '../conditions/fields.js';
import { conventionsOf, type ConventionsSaid } from '../time/conventions.js';
import { sourceOf, type Cited } from './citation.js';
import { clockRules, writtenClocks, type WrittenClock } from './compile/clocks.js';
import { decisionsOf } from './compile/decisions.js';
import { inOrder } from './decision-order.js';
import { listRules } from './compile/lists.js';
import { optionsOf, readRules } from './compile/options.js';
import type { GapRule, Procedure } from './procedure.js';
import type { ProcedureFile, Version } from './schema.js';
import { takesOver } from './takes-over.js';

/** A version as it is asked, and as far as it is written: an overlay changes what is written. */
export interface Compiled {
  procedure: Procedure;
  written: readonly WrittenClock[];
  /** What each choice of each option changes about clocks. */
  choices: Choices;
  how: HowRead;
}

/** How the rules of a version are read, where they do not say it themselves: as the levels above say, and it on top. */
export interface HowRead {
  calendar: string | undefined;
  conventions: readonly ConventionsSaid[];
}

/** By option: the procedure whose rules its choices read otherwise, and how. */
export type Choices = ReadonlyMap<string, { declaredBy: string; choices: Version['options'][string]['choices'] }>;

export interface Compiling {
  version: Version;
  basis: BasisVersion;
  because: (rule: string, cited: Cited) => Reason;
  how: HowRead;
  calendarOf: (id: string) => Calendar;
}

/** Puts a version on what it extends. The file has been checked; what is wrong in it was told before. */
export function compile(
  file: ProcedureFile,
  version: Version,
  above: Compiled | null,
  levels: readonly BasisVersion[],
  calendarOf: (id: string) => Calendar,
): Compiled {
  const basis: BasisVersion = { id: file.id, version: version.version };
  const title = version.source?.title ?? '';
  const because = (rule: string, cited: Cited): Reason => ({
    rule,
    basis: basis.id,
    version: basis.version,
    source: sourceOf(cited, title),
  });
  const how = howRead(version, above);
  const compiling: Compiling = { version, basis, because, how, calendarOf };
  const base = above?.procedure;
  const options = optionsOf(base?.options, compiling);
  const choices: Choices = new Map([
    ...(above?.choices ?? []),
    ...Object.entries(version.options).map(([name, { choices }]) => [name, { declaredBy: basis.id, choices }] as const),
  ]);
  const written = writtenClocks(above?.written ?? [], compiling);
  const exclusive = conventionsOf(...how.conventions).thresholds === 'exclusive';

  const lists = listRules(base, compiling, exclusive);

  const procedure: Procedure = {
    basis,
    name: file.name,
    extends: levels,
    inForceFrom: version.inForceFrom ?? null,
    inForceUntil: version.inForceUntil ?? null,
    calendar: calendarOf(how.calendar ?? DEFAULT_CALENDAR),
    roles: merged(base?.roles, version.roles, ({ name, owns, of, acts }) => ({
      name,
      owns: owns ?? null,
      of: of ?? null,
      acts: acts ?? [],
    })),
    events: merged(base?.events, version.events, (name) => name),
    consequences: merged(base?.consequences, version.consequences, (name) => name),
    documents: merged(base?.documents, version.documents, (name) => name),
    fields: merged(base?.fields ?? new Map(Object.entries(PLATFORM_FIELDS)), version.fields, fieldType),
    stages: merged(base?.stages, version.stages, ({ name, enteredBy, ends }) => ({
      name,
      enteredBy: enteredBy ?? [],
      ends: ends === true,
      openEnd: ends === 'notConfigured',
    })),
    options,
    decisions: inOrder(decisionsOf(base?.decisions ?? [], compiling, exclusive)).decisions,
    clocks: clockRules(written, options, choices, calendarOf),
    ...lists,
    ...readRules(lists, options, choices),
    gaps: gapsOf(base?.gaps ?? [], compiling),
    takesOver: takesOver(above, compiling),
  };
  return { procedure, written, choices, how };
}

export function howRead({ calendar, conventions }: Version, above: Pick<Compiled, 'how'> | null): HowRead {
  return {
    calendar: calendar ?? above?.how.calendar,
    conventions: [...(above?.how.conventions ?? []), conventions],
  };
}

function gapsOf(above: readonly GapRule[], { version, basis, because }: Compiling): GapRule[] {
  const filled = (gap: string) => [...fillings(version)].filter(({ fills }) => fills.includes(gap));
  return [
    ...above.map((gap) => ({
      ...gap,
      filledBy: [...gap.filledBy, ...filled(gap.rule).map(({ rule, cited }) => because(rule, cited))],
    })),
    ...version.gaps.map(({ rule, name, ...cited }) => ({
      rule,
      name,
      reason: because(rule, cited),
      below: 'replace' as const,
      declaredBy: basis.id,
      filledBy: [],
    })),
  ];
}

/** Every rule of a version that says which gaps it fills. */
export function* fillings(version: Version) {
  const lists = ['clocks', 'actions', 'callbacks', 'proposals', 'parties', 'lookBacks', 'cases', 'duties'] as const;
  const rules: (Cited & { rule?: string; changes?: string })[] = [
    ...lists.flatMap((name): Cited[] => version[name]),
    ...version.changes,
    ...(version.numbering ? [version.numbering] : []),
    ...Object.values(version.decisions).flatMap(({ rules }) => rules),
  ];
  for (const { rule, changes, ...cited } of rules) {
    if (cited.fills) yield { rule: rule ?? changes ?? '', fills: cited.fills, cited };
  }
}

function merged<A, B>(
  above: ReadonlyMap<string, B> | undefined,
  own: Readonly<Record<string, A>>,
  to: (entry: A) => B,
): Map<string, B> {
  return new Map([...(above ?? []), ...Object.entries(own).map(([key, entry]) => [key, to(entry)] as const)]);
}
