import { fieldsFrom } from '../conditions/decide.js';
import type { Procedure } from '../procedure/procedure.js';
import type { AbnormalFinding, TicketCounts } from '../procedures.js';
import { proposalsFor } from '../proposals/proposals.js';

/** Whether a ticket is abnormal (异常工单), once for each rule that says so; the rule's id is the kind. */
export function abnormalBy(procedures: readonly Procedure[], counts: TicketCounts): AbnormalFinding[] {
  return procedures.flatMap((procedure) =>
    proposalsFor(procedure, fieldsFrom(procedure, { ...counts }))
      .filter(({ kind }) => kind === 'abnormal')
      .map(({ rule, reason }) => ({ kind: rule, reason })),
  );
}
