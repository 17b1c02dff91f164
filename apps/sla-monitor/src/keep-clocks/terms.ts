import { deriveId } from '@cc/contracts';
import type { ClockTerms } from '../clock-terms.entity.js';

export type Content = Omit<ClockTerms, 'id'>;

/** As many as the rules have texts; what they say of one ticket alone is not among them. */
const byContent = new Map<string, ClockTerms>();
const byId = new Map<string, ClockTerms>();

/** The terms that say this. The same object for the same content, so that comparing and keeping them costs nothing. */
export function termsOf({ rule, basis, owner, name, reason, effects }: Content): ClockTerms {
  const content = JSON.stringify([rule, basis, owner, name, reason, effects]);
  const known = byContent.get(content);
  if (known) return known;
  const terms = remembered({ id: deriveId('clock terms', content), rule, basis, owner, name, reason, effects });
  byContent.set(content, terms);
  return terms;
}

/** The terms of that id, if they were met before. */
export const termsById = (id: string): ClockTerms | undefined => byId.get(id);

/** Terms as they were read; an id means the same whatever database it stands in. */
export function remembered(terms: ClockTerms): ClockTerms {
  const known = byId.get(terms.id);
  if (known) return known;
  byId.set(terms.id, terms);
  return terms;
}
