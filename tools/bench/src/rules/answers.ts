import { isDeepStrictEqual } from 'node:util';
import {
  engineProcedures,
  loadOrganisations,
  loadRuleBook,
  type Organisation,
  type Organisations,
  type Procedures,
  type RuleBook,
} from '@cc/procedures';
import { rate, type Rate } from './rate.js';
import { answerSet, complaint, history } from './ticket.js';
import { walking } from './walking.js';

/** How often the services can be answered in a second of one core. */
export interface Answered {
  newTicket: Rate;
  replay: Rate;
}

export interface AnsweredByProcedure extends Answered {
  procedure: string;
  clocks: number;
  decisions: number;
}

const GROUP = 'telecom-group';
const FACTS = 30;

/** A ticket of the group: the rules of a province on those of the group, and the regulator's beside them. */
export function measureTicket(rounds: number): Answered {
  const rules = engineProcedures();
  return measured(rules, GROUP, true, rounds, FACTS);
}

/** The same by days and hours counted one by one, and by beginning anew with each fact. */
export function measureNaive(rounds: number): Answered {
  const organisations = loadOrganisations();
  const book = loadRuleBook();
  const ours = engineProcedures(organisations, book);
  const naive = engineProcedures(organisations, walking(book));
  sameAnswers(ours, naive);

  const { assessment } = answerSet(naive, complaint(GROUP), null);
  const facts = history(complaint(GROUP), assessment, FACTS);
  const replay = rate(() => {
    for (let known = 1; known <= facts.length; known++) naive.clocks(assessment.bases, facts.slice(0, known));
  }, rounds);
  return { newTicket: measured(naive, GROUP, true, rounds, 1).newTicket, replay };
}

/** Each procedure alone, the slowest first. */
export function measureEach(rounds: number): AnsweredByProcedure[] {
  const book = loadRuleBook();
  const rules = engineProcedures(applyingEach(book), book);
  const measuredOnes = book.procedures.all().flatMap(({ basis, clocks, decisions, numbering }) => {
    const { bases } = rules.assess(complaint(basis.id), () => []);
    // A version that is no longer in force answers no new ticket.
    if (bases[0]?.version !== basis.version) return [];
    const isNumbered = numbering?.parts?.every(({ field }) => field === undefined) ?? false;
    const rates = measured(rules, basis.id, isNumbered, rounds, FACTS, 40);
    return [{ procedure: basis.id, clocks: clocks.length, decisions: decisions.length, ...rates }];
  });
  return measuredOnes.sort((one, other) => one.newTicket.median - other.newTicket.median);
}

function measured(
  rules: Procedures,
  organisation: string,
  isNumbered: boolean,
  rounds: number,
  length: number,
  roundMs?: number,
): Answered {
  const { assessment } = answerSet(rules, complaint(organisation), null);
  const facts = history(complaint(organisation), assessment, length);
  const now = new Date(facts.at(-1)!.recordedAt.getTime() + 86_400_000);
  return {
    newTicket: rate(
      (nth) => {
        answerSet(rules, complaint(organisation, nth), isNumbered ? (nth % 999) + 1 : null);
      },
      rounds,
      roundMs,
    ),
    replay: rate(
      () => {
        rules.clocks(assessment.bases, facts, now);
      },
      rounds,
      roundMs,
    ),
  };
}

/** A comparison with something that answers otherwise says nothing. */
function sameAnswers(ours: Procedures, naive: Procedures): void {
  for (let nth = 0; nth < 1000; nth += 250) {
    const asked = complaint(GROUP, nth);
    const answered = answerSet(ours, asked, nth + 1);
    const facts = history(asked, answered.assessment, FACTS);
    const replayed = (rules: Procedures) => rules.clocks(answered.assessment.bases, facts);
    if (
      isDeepStrictEqual(answered, answerSet(naive, asked, nth + 1)) &&
      isDeepStrictEqual(replayed(ours), replayed(naive))
    )
      continue;
    throw new Error(`engine and naive implementation answer ticket ${nth} differently; run the tests of procedures`);
  }
}

/** An organisation for each procedure, which applies that one alone. */
function applyingEach({ procedures }: RuleBook): Organisations {
  const group = loadOrganisations().of(GROUP);
  const ids = [...new Set(procedures.all().map(({ basis }) => basis.id))];
  const applying = new Map(
    ids.map((id): [string, Organisation] => [
      id,
      { ...group, id, procedures: [{ procedure: id, when: { says: undefined, holds: () => true } }] },
    ]),
  );
  return { ids: () => ids, of: (id) => applying.get(id)! };
}
