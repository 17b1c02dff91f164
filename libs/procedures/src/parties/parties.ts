import type { Reason } from '../answer.js';
import type { Fields } from '../conditions/fields.js';
import type { Procedure } from '../procedure/procedure.js';

export interface Person {
  party: string;
  /** Of the ticket and of the person: whether interested, related, complained of. */
  fields: Fields;
  /** How many such persons take part; not looked at if not said. */
  count?: number;
  /** Documents they bring. */
  brings?: readonly string[];
}

export interface PartyAnswer {
  allowed: boolean;
  /** What is wrong, by rule: too few, too many, a document is missing, or this person may not (回避). */
  against: { what: 'tooFew' | 'tooMany' | 'documentMissing' | 'mayNot'; reason: Reason }[];
}

/** Whether somebody may take part as this party, in this number and with these documents. */
export function mayTakePart(procedure: Procedure, { party, fields, count, brings }: Person): PartyAnswer {
  const against = procedure.parties
    .filter((rule) => rule.party === party && rule.when.holds(fields))
    .flatMap(({ atLeast, atMost, needs, mustBe, mayNotBe, reason }): PartyAnswer['against'] => {
      if (mayNotBe?.holds(fields) || (mustBe !== null && !mustBe.holds(fields))) return [{ what: 'mayNot', reason }];
      if (needs.some((document) => !brings?.includes(document))) return [{ what: 'documentMissing', reason }];
      if (count === undefined) return [];
      if (atLeast !== null && count < atLeast) return [{ what: 'tooFew', reason }];
      return atMost !== null && count > atMost ? [{ what: 'tooMany', reason }] : [];
    });
  return { allowed: against.length === 0, against };
}
