import { fits, type Fields } from '../conditions/fields.js';
import { DEFAULT_STAGES } from '../life-cycle/default-life-cycle.js';
import { actionsOf } from '../life-cycle/may-act.js';
import { didYouMean } from '../load/did-you-mean.js';
import type { Path, Report } from '../procedure/check-names.js';
import { MISSED, PLATFORM_EVENTS } from '../procedure/platform-events.js';
import { PLATFORM_ROLES } from '../procedure/platform-roles.js';
import type { Procedure } from '../procedure/procedure.js';
import type { ExampleEntry, FactEntry } from './schema.js';

/** An example says only what its procedure knows: a misspelt fact would prove nothing and pass. */
export function checkExample(procedure: Procedure, example: ExampleEntry, report: Report): void {
  const known = new KnownWords(procedure, report);
  example.facts.forEach((fact, at) => checkFact(fact, example.facts[at - 1], ['facts', at], known, report));
  example.others.forEach(({ at: happened, fields, later }, at) => {
    const path = ['others', at];
    for (const event of Object.keys(happened)) known.event(event, [...path, 'at', event]);
    known.fields(fields, [...path, 'fields']);
    later.forEach(({ set }, nth) => known.fields(set, [...path, 'later', nth, 'set']));
  });
  const { stage, actions, parties } = example.expect;
  known.stage(stage, ['expect', 'stage']);
  actions?.forEach(({ action, by, with: asked, leadsTo }, at) => {
    const path = ['expect', 'actions', at];
    known.action(action, [...path, 'action']);
    known.role(by, [...path, 'by']);
    known.fields(asked, [...path, 'with']);
    known.stage(leadsTo, [...path, 'leadsTo']);
  });
  parties?.forEach(({ party, with: person }, at) => {
    known.role(party, ['expect', 'parties', at, 'party']);
    known.fields(person, ['expect', 'parties', at, 'with']);
  });
}

/** What a fact must name beside itself. */
const NEEDS: Readonly<Record<string, readonly (keyof FactEntry)[]>> = {
  'limit.set': ['rule', 'until'],
  'event.planned': ['event', 'until'],
  'extension.granted': ['rule', 'by'],
};

function checkFact(
  fact: FactEntry,
  before: FactEntry | undefined,
  path: Path,
  known: KnownWords,
  report: Report,
): void {
  known.event(fact.fact, [...path, 'fact']);
  if (fact.event !== undefined) known.event(fact.event, [...path, 'event']);
  if (fact.rule !== undefined) known.clock(fact.rule, [...path, 'rule']);
  known.role(fact.by, [...path, 'by']);
  known.fields(fact.set ?? {}, [...path, 'set']);
  const lacking = (NEEDS[fact.fact] ?? []).filter((part) => fact[part] === undefined);
  if (lacking.length > 0) report([...path, 'fact'], `"${fact.fact}" needs ${lacking.join(' and ')}`);
  if (before && inOrder(fact.at) < inOrder(before.at)) {
    report([...path, 'at'], `was recorded before the fact above it, at ${before.at}; facts stand in the order of at`);
  }
}

/** `2026-11-24 09:00` comes before `2026-11-24 09:00:01`, and `24:00` after both. */
const inOrder = (time: string) => time.padEnd('2026-11-24 09:00:00'.length, ':00');

class KnownWords {
  private readonly events: readonly string[];
  private readonly answered: ReadonlySet<string>;

  constructor(
    private readonly procedure: Procedure,
    private readonly report: Report,
  ) {
    this.events = [...PLATFORM_EVENTS, ...procedure.events.keys()];
    this.answered = new Set([...procedure.decisions.map(({ field }) => field), ...procedure.options.keys()]);
  }

  event(name: string, path: Path): void {
    if (name.startsWith(MISSED)) return this.report(path, 'a miss follows from the time asked; leave it out');
    this.check('event', name, this.events, path);
  }

  clock(name: string, path: Path): void {
    const clocks = this.procedure.clocks.flatMap(({ rule, key }) => [rule, key]);
    this.check('clock', name, [...new Set(clocks)], path);
  }

  role(name: string | undefined, path: Path): void {
    if (name !== undefined)
      this.check('role', name, [...Object.keys(PLATFORM_ROLES), ...this.procedure.roles.keys()], path);
  }

  stage(name: string | undefined, path: Path): void {
    const own = this.procedure.stages.keys();
    if (name !== undefined) this.check('stage', name, [...Object.keys(DEFAULT_STAGES), ...own], path);
  }

  action(name: string, path: Path): void {
    this.check('action', name, actionsOf(this.procedure), path);
  }

  fields(set: Fields, path: Path): void {
    const flags = this.procedure.lookBacks.map(({ sets }) => sets);
    for (const [name, value] of Object.entries(set)) {
      const type = flags.includes(name) ? ({ type: 'flag' } as const) : this.procedure.fields.get(name);
      if (this.answered.has(name)) {
        this.report(
          [...path, name],
          `"${name}" is answered by rules; set what they look at, or choose a reading under choose`,
        );
      } else if (!type) {
        this.check('field', name, [...this.procedure.fields.keys(), ...flags], [...path, name]);
      } else if (value !== undefined && !fits(type, value)) {
        this.report([...path, name], `"${name}" is a ${type.type} and is never ${JSON.stringify(value)}`);
      }
    }
  }

  private check(what: string, name: string, known: readonly string[], path: Path): void {
    if (known.includes(name)) return;
    const { id } = this.procedure.basis;
    this.report(
      path,
      `${id} knows no ${what} "${name}"; ${didYouMean(name, known) ?? `there are ${known.join(', ')}`}`,
    );
  }
}
