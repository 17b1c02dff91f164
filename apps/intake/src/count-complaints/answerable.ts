import type { Rules } from '../rules.js';
import { unknownTo } from './kept-fields.js';

/** Throws with every rule over many complaints that the register cannot answer: it must not pass for one that never holds. */
export function mustAnswer(rules: Rules): Rules {
  const problems = rules.organisationIds().flatMap((organisation) =>
    rules.procedures.lookBackRules(organisation).flatMap((rule) => {
      const unknown = unknownTo(rule);
      if (unknown.length === 0) return [];
      const { basis, version } = rule.reason;
      return [`${organisation}: ${rule.rule} of ${basis} ${version} asks for ${unknown.join(' and ')}`];
    }),
  );
  if (problems.length === 0) return rules;
  throw new Error(
    `the register does not keep what these rules count by:\n${[...new Set(problems)].join('\n')}\n` +
      'Keep it in kept-fields.ts, with a column and an index, or do not apply the procedure.',
  );
}
