import { testsOf, type Condition, type Fields, type LookBackRule } from '@cc/procedures';
import { KEPT, KEPT_EVENTS } from './kept-fields.js';

/** Rules that differ in window and number only are answered by one statement. */
export interface LookBackStatement {
  /** The same for rules that it answers. */
  text: string;
  event: string;
  key: readonly string[];
  /** What the rule looks at beside its key. */
  looksAt: readonly string[];
  countsItself: boolean;
  /** Whether a complaint counts that stands in no table yet. */
  fits: (fields: Fields) => boolean;
}

export interface FoundRow {
  /** Which of the keys asked. */
  nr: number;
  id: string;
  at: Date;
}

const statements = new WeakMap<LookBackRule, LookBackStatement>();

export function statementOf(rule: LookBackRule): LookBackStatement {
  const before = statements.get(rule);
  if (before) return before;
  const made = { ...shapeOf(rule), text: textOf(rule) };
  statements.set(rule, made);
  return made;
}

function shapeOf({ key, from, when, distinct, countsItself }: LookBackRule): Omit<LookBackStatement, 'text'> {
  const tested = when.says ? [...testsOf(when.says, [])].map(({ field }) => field) : [];
  const looksAt = new Set([...tested, ...(distinct ? [distinct] : [])]);
  for (const field of key) looksAt.delete(field);
  return { event: from, key, looksAt: [...looksAt], countsItself, fits: when.holds };
}

/**
 * Parameters: organisations, a list of each field of the key, since, until, and how many each. From each key's complaints
 * the nearest before `until`; where a ticket counts itself, the nearest after it too: they were seen first and it may lie
 * in their windows. What was handed over to others, or waits for a person, is no complaint of ours to be counted.
 */
function textOf(rule: LookBackRule): string {
  const { event, key, looksAt, countsItself } = shapeOf(rule);
  const at = KEPT_EVENTS[event]!.sql;
  const [since, until, limit] = [key.length + 2, key.length + 3, key.length + 4].map((nr) => `$${nr}`);
  const names = key.map((_, nr) => `k${nr}`);
  const columns = ['c.id', `${at} as at`, ...looksAt.map((field) => `${KEPT[field]!.sql} as "${field}"`)].join(', ');
  const conditions = [
    'c.organisation = q.organisation',
    ...key.map((field, nr) => `${KEPT[field]!.sql} = ${asKept(field, `q.k${nr}`)}`),
    `c.outcome in ('ticket', 'settled')`,
    ...(rule.when.says ? [sqlOf(rule.when.says)] : []),
  ].join(' and ');
  const nearest = (bounds: string, order: 'asc' | 'desc') => {
    const from = `from complaints c where ${conditions} and ${bounds}`;
    if (rule.distinct === null) return `(select ${columns} ${from} order by ${at} ${order} limit ${limit})`;
    const value = KEPT[rule.distinct]!.sql;
    const each = `select distinct on (${value}) ${columns} ${from} order by ${value}, ${at} ${order}`;
    return `(select * from (${each}) as each order by at ${order} limit ${limit})`;
  };
  const parts = [nearest(`${at} >= q.since and ${at} <= q.until`, 'desc')];
  if (countsItself) parts.push(nearest(`${at} > q.until`, 'asc'));
  return `select q.nr::integer as nr, found.* from unnest($1::text[], ${names.map((_, nr) => `$${nr + 2}::text[]`).join(', ')},
      ${since}::timestamptz[], ${until}::timestamptz[]) with ordinality as q(organisation, ${names.join(', ')}, since, until, nr)
    cross join lateral (${parts.join(' union all ')}) as found`;
}

/** Of an asked value as text. */
function asKept(field: string, value: string): string {
  const { kind } = KEPT[field]!;
  if (kind === 'words') return `string_to_array(${value}, ',')`;
  return kind === 'flag' ? `${value}::boolean` : value;
}

/** A condition of the rules. What is not known fits no test, and so fits `not`. */
function sqlOf(condition: Condition): string {
  if ('all' in condition) return `(${(condition.all as Condition[]).map(sqlOf).join(' and ')})`;
  if ('any' in condition) return `(${(condition.any as Condition[]).map(sqlOf).join(' or ')})`;
  if ('not' in condition) return `not ${sqlOf(condition.not as Condition)}`;
  const [field, test] = Object.entries(condition)[0]!;
  const { sql, kind } = KEPT[field]!;
  // Plain, so that PostgreSQL sees the index that holds only such rows.
  if (kind === 'flag') return test === true ? `(${sql})` : `(not ${sql})`;
  const list = `array[${(test as string[]).map(quoted).join(', ')}]`;
  return `coalesce(${sql} ${kind === 'words' ? '&&' : '= any'} (${list}), false)`;
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
