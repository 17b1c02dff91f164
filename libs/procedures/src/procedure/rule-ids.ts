import type { Procedure } from './procedure.js';

/** Every rule of a procedure by its id, whatever section it stands in, with what it has from above. */
export function ruleIds(procedure: Procedure): string[] {
  const { clocks, actions, callbacks, numbering, proposals, parties, lookBacks, cases, duties, gaps, decisions } =
    procedure;
  const listed = [
    clocks,
    actions,
    callbacks,
    proposals,
    parties,
    lookBacks,
    cases,
    duties,
    gaps,
    numbering ?? [],
  ].flat();
  return [
    ...listed.map(({ rule }) => rule),
    ...clocks.flatMap(({ rule, extension }) =>
      extension && extension.reason.rule !== rule ? [extension.reason.rule] : [],
    ),
    ...decisions.flatMap(({ rules }) => rules.map(({ reason }) => reason.rule)),
  ];
}
