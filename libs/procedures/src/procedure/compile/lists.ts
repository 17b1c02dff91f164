import type { Calendar } from '../../calendar/calendar.js';
import { DEFAULT_CALENDAR } from '../../calendar/default-calendar.js';
import { when } from '../../conditions/condition.js';
import { DEFAULT_STEPS } from '../../life-cycle/default-life-cycle.js';
import type { Name } from '../../load/name.js';
import { conventionsOf, type ConventionsSaid } from '../../time/conventions.js';
import { limitOf } from '../../time/limit.js';
import type { Cited } from '../citation.js';
import type { Compiling } from '../compile.js';
import type {
  ActionRule,
  CallbackRule,
  CaseRule,
  DutyRule,
  LookBackRule,
  NumberingRule,
  PartyRule,
  Procedure,
  ProposalRule,
  Rule,
} from '../procedure.js';
import { permits, type ActionEntry } from '../sections/actions.js';
import type { CaseEntry } from '../sections/cases.js';
import type { DutyEntry } from '../sections/duties.js';
import type { LookBackEntry } from '../sections/look-backs.js';
import { roleInCase, type Below } from '../sections/notation.js';

type Lists = Pick<
  Procedure,
  'actions' | 'callbacks' | 'numbering' | 'proposals' | 'parties' | 'lookBacks' | 'cases' | 'duties'
>;

interface Written extends Cited {
  rule: string;
  name?: Name | undefined;
  below?: Below | undefined;
  replaces?: string | undefined;
}

/** The rules that stand in lists: those above that nothing replaces, and the version's own. */
export function listRules(above: Procedure | undefined, compiling: Compiling, exclusive: boolean): Lists {
  const { version, basis, because, how, calendarOf } = compiling;
  const calendar = calendarOf(how.calendar ?? DEFAULT_CALENDAR);
  const rule = (entry: Written, name: Name): Rule => ({
    rule: entry.rule,
    name,
    reason: because(entry.rule, entry),
    below: entry.below ?? 'tighten',
    declaredBy: basis.id,
  });
  const put = <R extends Rule, E extends Written>(
    before: readonly R[] | undefined,
    own: readonly E[],
    to: (entry: E) => R,
  ) => {
    const replaced = new Set(own.map(({ replaces }) => replaces));
    return [...(before ?? []).filter((one) => !replaced.has(one.rule)), ...own.map(to)];
  };

  return {
    // An overlay's rules are looked at before those it extends.
    actions: [
      ...version.actions.map((entry) => actionRule(entry, rule(entry, nameOf(entry, above)), exclusive)),
      ...(above?.actions ?? []),
    ],
    callbacks: put(above?.callbacks, version.callbacks, (entry): CallbackRule => ({
      ...rule(entry, entry.name),
      by: entry.by,
      from: entry.from,
      when: when(entry.when, exclusive),
      owed: entry.owed,
      rounding: conventionsOf(...how.conventions).samples,
      clock: entry.clock ?? null,
      attempts: entry.attempts ?? null,
    })),
    numbering: version.numbering
      ? numbering(version.numbering, rule(version.numbering, version.numbering.name))
      : (above?.numbering ?? null),
    proposals: put(above?.proposals, version.proposals, (entry): ProposalRule => ({
      ...rule(entry, entry.name),
      kind: entry.kind,
      when: when(entry.when, exclusive),
      against: entry.against ?? null,
      measures: entry.measures,
      decidedBy: entry.decidedBy.map(({ role, upTo, when: says }) => ({
        role: role ?? null,
        upTo: upTo ?? null,
        when: when(says, exclusive),
      })),
    })),
    parties: put(above?.parties, version.parties, (entry): PartyRule => ({
      ...rule(entry, entry.name),
      party: entry.party,
      when: when(entry.when, exclusive),
      atLeast: entry.atLeast ?? null,
      atMost: entry.atMost ?? null,
      needs: entry.needs ?? [],
      mustBe: entry.mustBe ? when(entry.mustBe, exclusive) : null,
      mayNotBe: entry.mayNotBe ? when(entry.mayNotBe, exclusive) : null,
    })),
    lookBacks: put(above?.lookBacks, version.lookBacks, (entry) =>
      lookBackRule(entry, rule(entry, entry.name), calendar, how.conventions),
    ),
    cases: put(above?.cases, version.cases, (entry) =>
      caseRule(entry, rule(entry, entry.name), calendar, how.conventions),
    ),
    duties: put(above?.duties, version.duties, (entry) =>
      dutyRule(entry, rule(entry, entry.name), calendar, how.conventions),
    ),
  };
}

function lookBackRule(
  entry: LookBackEntry,
  rule: Rule,
  calendar: Calendar,
  said: readonly ConventionsSaid[],
): LookBackRule {
  const conventions = conventionsOf(...said, entry.conventions);
  return {
    ...rule,
    sets: entry.sets,
    key: entry.key,
    from: entry.from,
    within: entry.within ? limitOf(entry.within, conventions) : null,
    calendar,
    conventions,
    when: when(entry.when, conventions.thresholds === 'exclusive'),
    atLeast: entry.atLeast === 'notConfigured' ? null : entry.atLeast,
    countsItself: entry.countsItself,
    distinct: entry.distinct ?? null,
    read: (parts) => lookBackRule({ ...entry, ...parts } as LookBackEntry, rule, calendar, said),
  };
}

function caseRule(entry: CaseEntry, rule: Rule, calendar: Calendar, said: readonly ConventionsSaid[]): CaseRule {
  const conventions = conventionsOf(...said, entry.conventions);
  const exclusive = conventions.thresholds === 'exclusive';
  return {
    ...rule,
    gathers: entry.gathers,
    leaves: entry.leaves ? when(entry.leaves, exclusive) : NEVER,
    confirmed: { when: when(entry.confirmed.when, exclusive), atLeast: entry.confirmed.atLeast },
    sameWave: entry.sameWave ? limitOf(entry.sameWave, conventions) : null,
    calendar,
    conventions,
  };
}

const NEVER: CaseRule['leaves'] = { says: undefined, holds: () => false };

function dutyRule(entry: DutyEntry, rule: Rule, calendar: Calendar, said: readonly ConventionsSaid[]): DutyRule {
  return {
    ...rule,
    owner: entry.owner,
    to: entry.to ?? null,
    due: entry.due === 'notConfigured' ? null : entry.due,
    calendar,
    conventions: conventionsOf(...said, entry.conventions),
    read: (parts) => dutyRule({ ...entry, ...parts } as DutyEntry, rule, calendar, said),
  };
}

function numbering({ parts, below }: NonNullable<Compiling['version']['numbering']>, rule: Rule): NumberingRule {
  return { ...rule, parts: parts ?? null, below: below ?? 'nothing' };
}

/** The name of what is done: the rule's own, the platform's, or that of another rule about the same action. */
function nameOf({ name, action, rule }: ActionEntry, above: Procedure | undefined): Name {
  const first = [action].flat()[0]!;
  return (
    name ??
    DEFAULT_STEPS[first]?.name ??
    above?.actions.find(({ actions }) => actions.includes(first))?.name ?? { zh: rule, en: rule }
  );
}

function actionRule(entry: ActionEntry, rule: Rule, exclusive: boolean): ActionRule {
  const { by, from, leadsTo, records, requires } = entry;
  return {
    ...rule,
    actions: [entry.action].flat(),
    kind: entry.refused ? 'refuses' : permits(entry) ? 'permits' : 'requires',
    by: by ?? null,
    from: from ?? null,
    when: when(entry.when, exclusive),
    leadsTo: leadsTo ?? null,
    records: records ?? null,
    requires: {
      fields: requires?.fields ?? [],
      documents: requires?.documents ?? [],
      consent: (requires?.consent ?? [])
        .map(roleInCase)
        .map(({ role, when: says }) => ({ role, when: when(says, exclusive) })),
    },
  };
}
