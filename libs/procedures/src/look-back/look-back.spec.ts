import { playExamplesOf, loadRuleBook } from '../rule-book.js';
import { lookBack, queryFor, type LookBackQuery, type SeenTicket } from './look-back.js';

const asked = playExamplesOf(loadRuleBook()).filter(({ example, played }) => {
  return Object.keys(example.expect.lookBacks ?? {}).length > 0 && played.facts.length > 0;
});

/** A table with the tickets of all examples; each query must find its own among them. */
const table: SeenTicket[] = asked.flatMap(({ played }) => played.others);

/** What a service does: it answers the named query from its table, and knows nothing else of the rule. */
const select = ({ rule, key, since, at }: LookBackQuery, rows: readonly SeenTicket[]): SeenTicket[] =>
  rows.filter(({ fields, at: happened }) => {
    const from = happened[rule.from];
    return (
      from !== undefined &&
      from >= since &&
      from <= at &&
      Object.entries(key).every(([field, value]) => String(fields[field]) === String(value)) &&
      rule.when.holds(fields)
    );
  });

describe('a rule over many tickets finds the same from a list and from a table', () => {
  it.each(asked.map((one) => [`${one.played.procedure.basis.id}: ${one.name}`, one] as const))(
    '%s',
    (_name, { example, played: { procedure, facts, others } }) => {
      const ticket = facts[0]!.set ?? {};
      const at = facts[0]!.recordedAt;
      for (const rule of procedure.lookBacks.filter((one) => one.rule in example.expect.lookBacks!)) {
        const query = queryFor(rule, ticket, at);
        const mine = new Set(others);
        const rows = query ? select(query, table) : [];

        const listed = lookBack(rule, ticket, at, others);
        if (query === null) {
          expect(listed.holds).toBe(false);
          continue;
        }
        expect(lookBack(rule, ticket, at, rows)).toEqual(lookBack(rule, ticket, at, table));
        expect(
          lookBack(
            rule,
            ticket,
            at,
            rows.filter((row) => mine.has(row)),
          ),
        ).toEqual(listed);
      }
    },
  );
});
