import { DEFAULT_STEPS } from '../life-cycle/default-life-cycle.js';
import type { ActionRule, Procedure, Role } from '../procedure/procedure.js';
import type { AttemptedRecord, RecordAnswer } from '../procedures.js';
import type { RecordedEvent } from '../timeline.js';
import { judged, missingParts, seenBy } from './may-act.js';

/** A step of the default life cycle that leads nowhere and that no service carries out by itself. */
const CHECK = 'verify';

/** Whether it is allowed under all procedures of a ticket to say that this was done. The ticket stays where it is. */
export function mayRecordUnder(procedures: readonly Procedure[], attempt: AttemptedRecord): RecordAnswer {
  const { what, ofGroup, ...situation } = attempt;
  const seen = seenBy(ofGroup ? procedures : procedures.map(belowTheGroup), situation);
  const events = eventsOf(procedures);
  const isRecorded = (action: string) => {
    const verdict = judged(seen, action);
    return verdict.allowed && verdict.leadsTo === attempt.stage;
  };

  const known = events.get(what);
  const verdict = judged(seen, what);
  if (known && verdict.allowed && verdict.leadsTo === attempt.stage) {
    const missing = missingParts(seen, what);
    return { allowed: true, ...known, missing, reason: verdict.reason };
  }
  const names = [...events.keys()];
  return { allowed: false, known: names, instead: names.filter(isRecorded), reason: verdict.reason };
}

/** What can be put on record, by the name of the action. */
function eventsOf(
  procedures: readonly Procedure[],
): Map<string, Pick<RecordAnswer & { allowed: true }, 'event' | 'name'>> {
  const { records, name } = DEFAULT_STEPS[CHECK]!;
  const own = procedures.flatMap(({ actions }) => actions).filter(isOwn);
  return new Map([
    [CHECK, { event: records as RecordedEvent, name }],
    ...own.flatMap((rule) =>
      rule.actions.map(
        (action) => [action, { event: rule.records as RecordedEvent, name: nameIn(own, action) }] as const,
      ),
    ),
  ]);
}

const isOwn = ({ actions, records }: ActionRule) =>
  records !== null && !actions.some((action) => action in DEFAULT_STEPS);

/** The name stands with one of the rules about an action; the others go by their own id. */
const nameIn = (rules: readonly ActionRule[], action: string) => {
  const about = rules.filter(({ actions }) => actions.includes(action));
  return (about.find(({ name, rule }) => name.zh !== rule) ?? about[0]!).name;
};

const without = new WeakMap<Procedure, Procedure>();

/** Roles of the group act for the group alone: a supervisor of a branch is none of its headquarters. */
function belowTheGroup(procedure: Procedure): Procedure {
  const known = without.get(procedure);
  if (known) return known;
  const roles = new Map<string, Role>(
    [...procedure.roles].map(([id, role]) => [id, role.of === 'group' ? { ...role, acts: [] } : role]),
  );
  const below = { ...procedure, roles };
  without.set(procedure, below);
  return below;
}
