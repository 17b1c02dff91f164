import type { Answer } from '../answer.js';
import { numberOf } from '../numbering/number.js';
import type { Applied } from './applied.js';

/** The number by the first procedure of the organisation that gives one. Throws where none does. */
export function numberBy(applied: Applied, organisation: string, receivedAt: Date, sequence: number): Answer<string> {
  const at = receivedAt.getTime();
  for (const procedure of applied.to(organisation, { organisation }, at)) {
    if (!procedure.numbering) continue;
    const answer = numberOf(procedure, { at, fields: { organisation }, sequence });
    if (answer.configured) return { value: answer.value, reason: answer.reason };
  }
  throw new Error(
    `no procedure of organisation "${organisation}" numbers complaint ${sequence} of ${receivedAt.toISOString()}`,
  );
}
