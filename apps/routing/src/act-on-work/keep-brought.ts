import type { WorkAction } from '@cc/contracts';
import type { TicketWords } from '@cc/procedures';
import type { Brought } from '../attempt.js';
import type { Step } from '../step.js';
import { remembered } from './brought.js';
import type { Seal } from './carry-out.js';

/** 补充: the ticket is known by what the action says; what somebody wrote or filed is kept sealed. */
export function keepBrought(
  step: Step,
  action: WorkAction,
  brought: Brought,
  { words, seal }: { words: TicketWords; seal: Seal },
): void {
  const { fields, documents, consents } = action;
  step.change({
    known: { ...step.ticket.known, ...remembered(brought, words) },
    documents: [...new Set([...step.ticket.documents, ...brought.documents])],
  });
  if (fields ?? documents ?? consents) {
    step.keep('brought', seal({ action: action.action, fields, documents, consents }));
  }
}
