import { DEFAULT_STAGES, DEFAULT_STEPS } from '../life-cycle/default-life-cycle.js';
import type { Report } from './check-names.js';
import type { ActionRule, Procedure } from './procedure.js';
import type { Version } from './schema.js';

/** Every stage of a version's own can be entered, and from each there is a way to an end. */
export function checkStages(procedure: Procedure, version: Version, report: Report): void {
  const ways = waysThrough(procedure);
  const endable = stagesThatEnd(procedure, ways);
  for (const stage of Object.keys(version.stages)) {
    if (!ways.some(({ from, to }) => to === stage && from !== stage)) {
      report(
        ['stages', stage],
        `nobody can enter "${stage}": name events under enteredBy, or an action with leadsTo: ${stage}`,
      );
    }
    const { ends, openEnd } = procedure.stages.get(stage)!;
    if (ends || openEnd) continue;
    const next = [...new Set(ways.filter(({ from, to }) => from === stage && to !== stage).map(({ to }) => to))];
    if (next.length === 0) {
      report(
        ['stages', stage],
        `nobody can leave "${stage}": permit an action from it that leads elsewhere, or say ends: true, or ends: notConfigured where the text breaks off`,
      );
    } else if (!endable.has(stage)) {
      const circle = next.join(', ');
      report(['stages', stage], `"${stage}" leads only to ${circle}, and from there to no end: say how it is ended`);
    }
  }
  checkEntering(procedure, version, report);
}

/** One event leads to one stage. */
function checkEntering({ stages }: Procedure, version: Version, report: Report): void {
  for (const [stage, { enteredBy }] of Object.entries(version.stages)) {
    for (const event of enteredBy ?? []) {
      const [other] = [...stages].find(([name, entry]) => name !== stage && entry.enteredBy.includes(event)) ?? [];
      if (other !== undefined) {
        report(['stages', stage, 'enteredBy'], `"${event}" leads to "${other}" already; one event leads to one stage`);
      }
    }
  }
}

interface Way {
  from: string;
  to: string;
}

/** Every step somebody may take, or an event takes, from one stage to another. Withdrawing is no way to get on. */
function waysThrough(procedure: Procedure): Way[] {
  const { actions, stages } = procedure;
  const own = [...stages].filter(([, { ends }]) => !ends).map(([stage]) => stage);
  const open = [
    ...Object.keys(DEFAULT_STAGES).filter((stage) => stage !== 'new' && !DEFAULT_STAGES[stage]!.ends),
    ...own,
  ];
  const permissions = actions.filter(({ kind }) => kind === 'permits');
  const permitted = permissions.flatMap((permission) => waysOf(permission, open));
  const restricted = new Set(permissions.filter(({ from }) => from !== null).flatMap((rule) => rule.actions));
  const usual = Object.entries(DEFAULT_STEPS)
    .filter(([action, { by }]) => by.length > 0 && !restricted.has(action) && action !== 'withdraw')
    .flatMap(([, { from, leadsTo }]) => (from ?? open).map((stage) => ({ from: stage, to: leadsTo })));
  const entered = [...stages]
    .filter(([, { enteredBy }]) => enteredBy.length > 0)
    .flatMap(([to]) => open.map((from) => ({ from, to })));
  return [...permitted, ...usual, ...entered].filter(({ to }) => to !== 'same');
}

function waysOf({ actions, from, leadsTo }: ActionRule, open: readonly string[]): Way[] {
  return actions
    .filter((action) => action !== 'withdraw')
    .flatMap((action) => {
      const step = DEFAULT_STEPS[action];
      const to = leadsTo ?? step?.leadsTo ?? 'same';
      return (from ?? step?.from ?? open).map((stage) => ({ from: stage, to }));
    });
}

function stagesThatEnd({ stages }: Procedure, ways: readonly Way[]): Set<string> {
  const isEnd = (stage: string) => {
    const own = stages.get(stage);
    return own ? own.ends || own.openEnd : (DEFAULT_STAGES[stage]?.ends ?? false);
  };
  const ending = new Set(ways.map(({ to }) => to).filter(isEnd));
  for (let before = -1; before < ending.size;) {
    before = ending.size;
    for (const { from, to } of ways) if (ending.has(to)) ending.add(from);
  }
  return ending;
}
