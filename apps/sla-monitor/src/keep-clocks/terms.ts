import { deriveId } from '@cc/contracts';
import type { ClockTerms } from '../clock-terms.entity.js';

export type Content = Omit<ClockTerms, 'id'>;

/** As many as the rules have texts; what they say of one ticket alone is not among them. */
const byContent = new Map<string, ClockTerms>();
const byMeaning = new Map<string, ClockTerms>();
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

/**
 * Terms as they were read; an id means the same whatever database it stands in. Rows that were made of wide clocks have ids
 * that nothing here derives: they are the terms that say the same, or their clocks would all seem to have changed.
 */
export function remembered(terms: ClockTerms): ClockTerms {
  const meaning = meaningOf(terms);
  const known = byMeaning.get(meaning) ?? terms;
  byMeaning.set(meaning, known);
  byId.set(terms.id, known);
  return known;
}

/** The same for the same content: jsonb keeps the keys in an order of its own. */
const meaningOf = ({ rule, basis, owner, name, reason, effects }: Content) =>
  JSON.stringify([rule, basis, owner, name, reason, effects], (_, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
