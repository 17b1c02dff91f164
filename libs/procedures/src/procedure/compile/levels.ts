import type { Calendar } from '../../calendar/calendar.js';
import type { Compiled } from '../compile.js';
import { inOrder } from '../decision-order.js';
import type { Procedure, Rule } from '../procedure.js';
import { clockRules } from './clocks.js';
import { onTop } from './decisions.js';
import { readRules } from './options.js';

/** Several levels as one that an overlay can extend: each put on the one before it, the widest first. */
export function levelsAsOne(levels: readonly Compiled[], calendarOf: (id: string) => Calendar): Compiled | null {
  const [first, ...rest] = levels;
  return first ? rest.reduce((wider, narrower) => put(narrower, wider, calendarOf), first) : null;
}

function put(narrower: Compiled, wider: Compiled, calendarOf: (id: string) => Calendar): Compiled {
  const above = wider.procedure;
  const own = narrower.procedure;
  const here = new Set(narrower.written.map(({ declaredBy, entry }) => `${declaredBy}/${entry.rule}`));
  const written = [
    ...wider.written.filter(({ declaredBy, entry }) => !here.has(`${declaredBy}/${entry.rule}`)),
    ...narrower.written,
  ];
  const options = new Map([...above.options, ...own.options]);
  const choices = new Map([...wider.choices, ...narrower.choices]);
  return {
    written,
    choices,
    how: {
      calendar: narrower.how.calendar ?? wider.how.calendar,
      conventions: [...wider.how.conventions, ...narrower.how.conventions],
    },
    procedure: {
      ...own,
      roles: new Map([...above.roles, ...own.roles]),
      events: new Map([...above.events, ...own.events]),
      consequences: new Map([...above.consequences, ...own.consequences]),
      documents: new Map([...above.documents, ...own.documents]),
      fields: new Map([...above.fields, ...own.fields]),
      stages: new Map([...above.stages, ...own.stages]),
      options,
      decisions: inOrder(decisions(above, own)).decisions,
      clocks: clockRules(written, options, choices, calendarOf),
      actions: both(own.actions, above.actions),
      callbacks: both(above.callbacks, own.callbacks),
      numbering: own.numbering ?? above.numbering,
      proposals: both(above.proposals, own.proposals),
      parties: both(above.parties, own.parties),
      cases: both(above.cases, own.cases),
      ...readRules(
        { lookBacks: both(above.lookBacks, own.lookBacks), duties: both(above.duties, own.duties) },
        options,
        choices,
      ),
      gaps: both(above.gaps, own.gaps),
    },
  };
}

/** A level that both have below them comes once. */
function both<R extends Rule>(first: readonly R[], second: readonly R[]): R[] {
  const there = new Set(first.map(({ declaredBy, rule }) => `${declaredBy}/${rule}`));
  return [...first, ...second.filter(({ declaredBy, rule }) => !there.has(`${declaredBy}/${rule}`))];
}

function decisions(above: Procedure, own: Procedure) {
  const byField = new Map(above.decisions.map((decision) => [decision.field, decision]));
  for (const decision of own.decisions) {
    const before = byField.get(decision.field);
    const added = decision.rules.filter((rule) => !before?.rules.includes(rule));
    byField.set(decision.field, onTop(before, { ...decision, rules: added }, false));
  }
  return [...byField.values()];
}
