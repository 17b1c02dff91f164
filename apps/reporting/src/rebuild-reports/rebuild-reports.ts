import { UnitOfWork, type Transaction } from '@cc/messaging';
import { Injectable } from '@nestjs/common';
import { CaseKeeper } from '../follow-cases/case-keeper.js';
import type { ToldOfCase } from '../follow-cases/told-by-case-facts.js';
import { FactCounter, type CountedFromArchive } from '../count-facts/fact-counter.js';
import { TicketWatch } from '../watch-tickets/ticket-watch.js';

/** Facts a statement; what is held in memory at once. */
const PAGE = 2000;

/** What is made from the archive and nothing else. */
const DERIVED = ['complaints', 'cells', 'concerns', 'cases', 'case_members'] as const;
type Derived = (typeof DERIVED)[number];

export interface Rebuilt {
  facts: number;
  /** Rows of each table, and how many are otherwise than before: 0 says that nothing was wrong. */
  tables: Record<Derived, { rows: number; changed: number }>;
}

/**
 * 报表重建: empties what is counted and counts every fact of the archive again, in the order of arrival, by the code that
 * counts new ones. New facts wait meanwhile, so nothing is missed and nothing counted twice; readers see the old figures
 * until it is done.
 */
@Injectable()
export class RebuildReports {
  constructor(
    private readonly work: UnitOfWork<'reporting'>,
    private readonly counter: FactCounter,
    private readonly watch: TicketWatch,
    private readonly cases: CaseKeeper,
  ) {}

  rebuild(): Promise<Rebuilt> {
    return this.work.run([], async ({ tx }) => {
      // Whoever counts a batch has archived it in the same transaction: it is done and seen below, or waits here and counts later.
      await tx.query(`lock table ${DERIVED.join(', ')} in exclusive mode`);
      for (const table of DERIVED) {
        await tx.query(`create temporary table ${table}_before on commit drop as table ${table}`);
        await tx.query(`delete from ${table}`);
      }
      const facts = (await this.countAll(tx)) + (await this.followAll(tx));
      const tables: Partial<Rebuilt['tables']> = {};
      for (const table of DERIVED) tables[table] = await compared(table, tx);
      return { facts, tables: tables as Rebuilt['tables'] };
    });
  }

  private async countAll(tx: Transaction): Promise<number> {
    await tx.query(
      `declare archived no scroll cursor for
        select type, organisation, division, unit, recorded_at as time, data from facts order by seq`,
    );
    for (let counted = 0; ;) {
      const page = await tx.query<CountedFromArchive>(`fetch ${PAGE} from archived`);
      if (page.length === 0) return counted;
      await this.counter.count(page, tx);
      await this.watch.follow(page, tx);
      counted += page.length;
    }
  }

  private async followAll(tx: Transaction): Promise<number> {
    await tx.query(
      `declare archived_of_cases no scroll cursor for
        select type, organisation, division, data from case_facts order by seq`,
    );
    for (let followed = 0; ;) {
      const page = await tx.query<ToldOfCase>(`fetch ${PAGE} from archived_of_cases`);
      if (page.length === 0) return followed;
      const told = page.map((fact) => ({
        ...fact,
        data: { ...fact.data, recordedAt: new Date(fact.data.recordedAt) },
      }));
      await this.cases.keep(told as ToldOfCase[], tx);
      followed += page.length;
    }
  }
}

async function compared(table: Derived, tx: Transaction): Promise<{ rows: number; changed: number }> {
  const [counts] = await tx.query<{ rows: number; changed: number }>(
    `select (select count(*)::int from ${table}) as rows,
            greatest((select count(*)::int from (table ${table} except table ${table}_before) as added),
                     (select count(*)::int from (table ${table}_before except table ${table}) as gone)) as changed`,
  );
  return counts!;
}
