import type { Mapping } from '../mapping/load.js';
import type { ReadRow } from './read-row.js';
import { MOST_SHOWN, type RefusedRow } from './refused-row.js';

/** What was read: how many rows, what each repair rule did, and which rows cannot be taken. Holds the first refusals only. */
export class Tally {
  rows = 0;
  refused = 0;
  readonly shown: RefusedRow[] = [];
  private readonly byRule: Map<string, number>;
  private readonly exampleOf = new Map<string, string>();
  private first: string | null = null;

  constructor(mapping: Pick<Mapping, 'repairs'>) {
    this.byRule = new Map(mapping.repairs.map(({ rule }) => [rule, 0]));
  }

  add(row: ReadRow): void {
    this.rows++;
    for (const rule of row.repairs) this.byRule.set(rule, this.byRule.get(rule)! + 1);
    if (row.kind === 'past') {
      const { sourceId } = row.submission;
      this.first ??= sourceId;
      for (const rule of row.repairs) if (!this.exampleOf.has(rule)) this.exampleOf.set(rule, sourceId);
      return;
    }
    this.refused++;
    if (this.shown.length < MOST_SHOWN) this.shown.push({ line: row.line, objections: row.objections });
  }

  /** A row worth a look: one of the rarest repair, else the first. */
  get example(): string | null {
    const [rarest] = this.repairs()
      .filter(({ rule }) => this.exampleOf.has(rule))
      .sort((one, other) => one.rows - other.rows);
    return rarest ? this.exampleOf.get(rarest.rule)! : this.first;
  }

  repairs(): { rule: string; rows: number }[] {
    return [...this.byRule].map(([rule, rows]) => ({ rule, rows }));
  }
}
