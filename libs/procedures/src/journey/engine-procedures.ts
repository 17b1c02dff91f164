import { replayIndex } from '../clocks/replay-index.js';
import type { Organisations } from '../organisation.js';
import { loadOrganisations } from '../organisations/load.js';
import type { Procedures } from '../procedures.js';
import { ourRuleBook, type RuleBook } from '../rule-book.js';
import { abnormalBy } from './abnormal.js';
import { Applied } from './applied.js';
import { assess, furtherContact, gatheringsOf, lookBacksOf } from './assess.js';
import { afterCallback, callbackOwed } from './callback.js';
import { askedForCases, casePlacesOf, ruleOfCases } from './cases.js';
import { clocksBy, ruleOfClock } from './clocks.js';
import { mayDecideExtensionUnder, mayExtendUnder } from './may-extend.js';
import { missesBy } from './misses.js';
import { allowedUnder, mayActUnder } from './may-act.js';
import { mayRecordUnder } from './may-record.js';
import { numberBy } from './number.js';
import { rememberingWords } from './words.js';

/**
 * The rules of the organisations, as the services ask for them. Loads the data once and throws with every problem of it;
 * later it throws on an organisation or a procedure that it does not know, and answers everything else.
 */
export function engineProcedures(
  organisations: Organisations = loadOrganisations(),
  rules: RuleBook = ourRuleBook(),
): Procedures {
  const applied = new Applied(organisations, rules.procedures);
  const words = rememberingWords();
  return {
    edition: rules.edition,
    calendarEnds: () =>
      rules.calendars.ids().map((calendar) => {
        const { days, workingDays } = rules.calendars.of(calendar);
        return { calendar, until: new Date(days.startOf(workingDays.last + 1)) };
      }),
    lookBackRules: (organisation) => applied.ever(organisation).flatMap(({ lookBacks }) => lookBacks),
    lookBacks: (complaint) => lookBacksOf(applied, complaint),
    gatherings: (complaint) => gatheringsOf(applied, complaint),
    assess: (complaint, register) => assess(applied, complaint, register),
    furtherContact: (contact) => furtherContact(applied, contact),
    number: (organisation, receivedAt, sequence) => numberBy(applied, organisation, receivedAt, sequence),
    clocks: (bases, timeline, now) => clocksBy(applied.of(bases), timeline, now),
    missMatters: (bases, clockId) => {
      const name = ruleOfClock(clockId);
      return applied.of(bases).some((procedure) => replayIndex(procedure).eventfulClocks.has(name));
    },
    misses: (bases, timeline, now) => missesBy(applied.of(bases), timeline, now),
    mayAct: (bases, attempt) => mayActUnder(applied.of(bases), attempt),
    allowedActions: (bases, situation, among) => allowedUnder(applied.of(bases), situation, among),
    mayExtend: (bases, timeline, attempt) => mayExtendUnder(applied.of(bases), timeline, attempt),
    mayDecideExtension: (bases, timeline, deciding) => mayDecideExtensionUnder(applied.of(bases), timeline, deciding),
    mayRecord: (bases, attempt) => mayRecordUnder(applied.of(bases), attempt),
    words: (bases) => words(applied.of(bases)),
    callbackOwed: (bases, ticket) => callbackOwed(applied.of(bases), ticket),
    afterCallback: (bases, outcome, attempts) => afterCallback(applied.of(bases), outcome, attempts),
    askedForCases: (organisation) => askedForCases(applied, organisation),
    casePlaces: (bases, fields) => casePlacesOf(applied, bases, fields),
    ruleOfCases: (place) => ruleOfCases(applied, place),
    abnormal: (bases, counts) => abnormalBy(applied.of(bases), counts),
  };
}
