import type { LocalisedText, Reason } from '../answer.js';
import type { Procedure } from '../procedure/procedure.js';

/** Something a text names and does not define. */
export interface OpenGap {
  rule: string;
  name: LocalisedText;
  reason: Reason;
  /** Rules of overlays that fill it. */
  filledBy: readonly Reason[];
}

/** All that the texts of a procedure name and leave open: gaps, and rules that are not configured. */
export function gapsOf(procedure: Procedure): OpenGap[] {
  const { gaps, clocks, decisions, callbacks, proposals, lookBacks, duties, numbering } = procedure;
  const open = (rules: readonly { rule: string; name: LocalisedText; reason: Reason }[]): OpenGap[] =>
    rules.map(({ rule, name, reason }) => ({ rule, name, reason, filledBy: [] }));
  return [
    ...gaps.map(({ rule, name, reason, filledBy }) => ({ rule, name, reason, filledBy })),
    ...open(clocks.filter(({ limit }) => limit.kind === 'notConfigured')),
    ...open(clocks.filter(({ extension }) => extension?.consent === null || extension?.by.kind === 'notConfigured')),
    ...decisions.flatMap(({ name, rules }) =>
      open(rules.filter(({ is }) => is === null).map(({ reason }) => ({ rule: reason.rule, name, reason }))),
    ),
    ...open(callbacks.filter(({ owed }) => owed.notConfigured)),
    ...open(proposals.filter(isOpen)),
    ...open(lookBacks.filter(({ atLeast }) => atLeast === null)),
    ...open(duties.filter(({ due }) => due === null)),
    ...open(numbering && (numbering.parts === null || overflows(numbering.parts)) ? [numbering] : []),
  ];
}

function isOpen({ measures, decidedBy }: Procedure['proposals'][number]): boolean {
  return measures.some(({ amountNotConfigured }) => amountNotConfigured) || decidedBy.some(({ role }) => role === null);
}

function overflows(parts: NonNullable<NonNullable<Procedure['numbering']>['parts']>): boolean {
  return parts.some(({ sequence }) => sequence?.overflow === 'notConfigured');
}
