import type { Procedures } from '@cc/procedures';
import { KEPT_EVENT, KEPT_FIELDS } from './counted-complaint.js';

/** Throws with every rule of cases that asks for what is not kept of a complaint: it must not pass for one that never holds. */
export function mustCount(rules: Procedures, organisations: readonly string[]): Procedures {
  const problems = organisations.flatMap((organisation) =>
    rules.askedForCases(organisation).flatMap(({ fields, events, reason: { rule, basis, version } }) => {
      const unknown = [
        ...fields.filter((field) => !KEPT_FIELDS.has(field)).map((field) => `the field ${field}`),
        ...events.filter((event) => event !== KEPT_EVENT).map((event) => `when ${event} happened`),
      ];
      if (unknown.length === 0) return [];
      return [`${organisation}: ${rule} of ${basis} ${version} asks for ${[...new Set(unknown)].join(' and ')}`];
    }),
  );
  if (problems.length === 0) return rules;
  throw new Error(
    `sla-monitor does not keep what these rules make cases by:\n${[...new Set(problems)].join('\n')}\n` +
      'Keep it in counted-complaint.ts, or let no rule of cases ask for it.',
  );
}
