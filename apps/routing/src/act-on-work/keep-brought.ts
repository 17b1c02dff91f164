import type { WorkAction } from '@cc/contracts';
import type { FieldValue, TicketWords } from '@cc/procedures';
import type { Brought } from '../attempt.js';
import type { Step } from '../step.js';
import { remembered } from './brought.js';
import type { Seal } from './carry-out.js';

/**
 * 补充: the ticket is known by what the action says; what somebody wrote or filed is kept sealed. Answers the fields it
 * brought beside its own parts that were not known so before, as everybody may read them.
 */
export function keepBrought(
  step: Step,
  action: WorkAction,
  brought: Brought,
  { words, seal }: { words: TicketWords; seal: Seal },
): Record<string, FieldValue> {
  const { fields, documents, consents } = action;
  const before = step.ticket.known;
  const said = remembered(brought, words);
  step.change({
    known: { ...before, ...said },
    documents: [...new Set([...step.ticket.documents, ...brought.documents])],
  });
  if (fields ?? documents ?? consents) {
    step.keep('brought', seal({ action: action.action, fields, documents, consents }));
  }
  return Object.fromEntries(
    Object.keys(fields ?? {}).flatMap((field) => {
      const value = said[field];
      const isNews = value !== undefined && JSON.stringify(value) !== JSON.stringify(before[field]);
      return isNews && words.fields.get(field)?.type !== 'text' ? [[field, value]] : [];
    }),
  );
}
