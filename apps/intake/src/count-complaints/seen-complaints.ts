import type { Transaction } from '@cc/messaging';
import type { FieldValue, Fields, LookBackQuery, SeenComplaint } from '@cc/procedures';
import type { Complaint } from '../complaint.entity.js';
import { countedFields, KEPT_EVENTS } from './kept-fields.js';
import { statementOf, type FoundRow, type LookBackStatement } from './look-back-statement.js';

/** What the register is asked about one complaint. */
export interface Question {
  organisation: string;
  queries: readonly LookBackQuery[];
}

interface Row extends SeenComplaint {
  /** When the event of the rule happened. */
  from: number;
  /** The contact it came with, where it is of this batch. */
  submissionId: string | null;
}

/** The complaints of one key, oldest first. */
interface Counts {
  rows: Row[];
  ids: Set<string>;
}

/** No window begins or ends within a minute: complaints that came in one ask together. */
const TOGETHER_MS = 60_000;

/**
 * The complaints that rules over many look back at: those on record, read for a whole batch with one statement for each
 * kind of question, and those that the batch itself puts on record.
 */
export class SeenComplaints {
  private readonly byStatement = new Map<
    string,
    { statement: LookBackStatement; most: number; keys: Map<string, Counts> }
  >();

  /** What two batches must not count at the same time. */
  static keysOf(questions: readonly Question[]): string[] {
    const keys = questions.flatMap(({ organisation, queries }) =>
      queries
        .filter(({ rule }) => rule.countsItself)
        .map(({ rule, key }) => `count:${rule.key.join()}:${keyOf(organisation, rule.key, key)}`),
    );
    return [...new Set(keys)];
  }

  static async load(tx: Transaction, questions: readonly Question[]): Promise<SeenComplaints> {
    const seen = new SeenComplaints();
    const asked = new Map<string, Map<string, Asked>>();
    for (const { organisation, queries } of questions)
      for (const query of queries) seen.ask(organisation, query, asked);
    for (const [text, keys] of asked) await seen.read(tx, text, [...keys.values()]);
    return seen;
  }

  /** Throws on a query that nobody asked: an answer that was never read must not pass for none. */
  answer(organisation: string, submissionId: string, { rule, key, at }: LookBackQuery): readonly SeenComplaint[] {
    const known = this.byStatement.get(statementOf(rule).text);
    const counts = known?.keys.get(keyOf(organisation, rule.key, key));
    if (!known || !counts) throw new Error(`${rule.rule} was not asked of the register for ${JSON.stringify(key)}`);
    // One contact may hold two complaints: each is counted, and neither comes back to the other.
    const rows = rule.countsItself ? counts.rows : counts.rows.filter((row) => row.submissionId !== submissionId);
    if (rule.distinct !== null || rows.length <= known.most) return rows;
    const place = placeOf(rows, at);
    return rows.slice(Math.max(0, place - known.most), place + known.most);
  }

  /** A complaint that the batch puts on record. */
  add(complaint: Complaint): void {
    for (const { statement, keys } of this.byStatement.values()) {
      const { event, key, looksAt, fits } = statement;
      const fields = countedFields(complaint, key);
      const counts = keys.get(keyOf(complaint.organisation, key, fields));
      if (!counts) continue;
      const at = KEPT_EVENTS[event]!.of(complaint);
      const all = { ...fields, ...countedFields(complaint, looksAt) };
      if (at === null || complaint.outcome === 'handedOver' || !fits(all)) continue;
      insert(counts, { ...rowOf(complaint.id, event, at.getTime(), all), submissionId: complaint.submissionId });
    }
  }

  private ask(organisation: string, query: LookBackQuery, asked: Map<string, Map<string, Asked>>): void {
    const { rule, key, since, at } = query;
    const statement = statementOf(rule);
    const known = entry(this.byStatement, statement.text, () => ({ statement, most: 0, keys: new Map() }));
    known.most = Math.max(known.most, rule.atLeast ?? 0);
    const name = keyOf(organisation, rule.key, key);
    entry(known.keys, name, () => ({ rows: [], ids: new Set() }));
    // Of a rule that counts no complaint itself nothing after the instant is read: each instant asks by itself.
    const together = `${name} ${rule.countsItself ? Math.floor(at / TOGETHER_MS) : at}`;
    const group = entry(
      entry(asked, statement.text, () => new Map<string, Asked>()),
      together,
      () => {
        return { organisation, name, key, since, until: at };
      },
    );
    group.since = Math.min(group.since, since);
    group.until = Math.min(group.until, at);
  }

  private async read(tx: Transaction, text: string, asked: readonly Asked[]): Promise<void> {
    const { statement, most, keys } = this.byStatement.get(text)!;
    const rows = await tx.query<FoundRow & Record<string, FieldValue | null>>(text, [
      asked.map(({ organisation }) => organisation),
      ...statement.key.map((field) => asked.map(({ key }) => String(key[field]))),
      asked.map(({ since }) => new Date(since)),
      asked.map(({ until }) => new Date(until)),
      most,
    ]);
    for (const { nr, id, at, ...looksAt } of rows) {
      const { name, key } = asked[nr - 1]!;
      const known = Object.entries(looksAt).filter(([, value]) => value !== null);
      const row = rowOf(id, statement.event, at.getTime(), { ...key, ...Object.fromEntries(known) } as Fields);
      insert(keys.get(name)!, { ...row, submissionId: null });
    }
  }
}

/** What one key is asked, for complaints that came together. */
interface Asked {
  organisation: string;
  name: string;
  key: LookBackQuery['key'];
  since: number;
  /** The earliest of them: what came after it is read too, so that none of the others lacks anything. */
  until: number;
}

const rowOf = (complaintId: string, event: string, from: number, fields: Fields): Omit<Row, 'submissionId'> => ({
  complaintId,
  fields,
  at: { [event]: from },
  from,
});

function insert({ rows, ids }: Counts, row: Row): void {
  if (ids.has(row.complaintId)) return;
  ids.add(row.complaintId);
  rows.splice(placeOf(rows, row.from), 0, row);
}

/** Behind all that happened no later. Most come in order. */
function placeOf(rows: readonly Row[], at: number): number {
  let place = rows.length;
  while (place > 0 && rows[place - 1]!.from > at) place -= 1;
  return place;
}

const keyOf = (organisation: string, names: readonly string[], key: Fields) =>
  `${organisation} ${names.map((name) => String(key[name])).join(' ')}`;

function entry<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const before = map.get(key);
  if (before !== undefined) return before;
  const made = make();
  map.set(key, made);
  return made;
}
