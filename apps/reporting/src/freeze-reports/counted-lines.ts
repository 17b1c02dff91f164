import type { Transaction } from '@cc/messaging';
import type { Period } from '@cc/procedures';
import { countFacts, UNKNOWN, type CountedFact, type Dimensions } from '../count-facts/count-facts.js';
import { localDay } from '../count-facts/local-day.js';
import { MEASURES, type CountedData, type Measure } from '../count-facts/measures.js';
import type { FrozenLine } from './frozen-content.js';

const SUMS = MEASURES.map((measure) => {
  const counted = measure === 'recorded' ? 'recorded - imported' : measure;
  return `sum(${counted})::int as ${measure}`;
}).join(', ');

/** As the read models have it now, without what was imported. */
export async function linesOfCells(
  tx: Pick<Transaction, 'query'>,
  organisation: string,
  { from, to }: Period,
): Promise<FrozenLine[]> {
  const rows = await tx.query<Record<Measure, number> & { division: string; class: string; nature: string }>(
    `select division, class, nature, ${SUMS} from cells where organisation = $1 and day between $2 and $3 group by 1, 2, 3`,
    [organisation, from, to],
  );
  return rows.map(({ division, class: of, nature, ...counts }) => ({ division, class: of, nature, counts }));
}

/** Facts a page; what is held in memory at once. */
const PAGE = 2000;

interface ArchivedForCount extends Pick<Dimensions, 'channel' | 'channelLevel' | 'class' | 'nature'> {
  type: string;
  division: string;
  recordedAt: Date;
  data: CountedData;
  known: boolean;
}

/** As the archive of facts has it, up to a fact, by the code that counts new ones; inside a transaction. */
export async function linesOfFacts(
  tx: Pick<Transaction, 'query'>,
  { organisation, timeZone, until }: { organisation: string; timeZone: string; until: string },
  { from, to }: Period,
): Promise<FrozenLine[]> {
  const lines = new Map<string, FrozenLine>();
  // A day of any zone lies within a day of its name in UTC: so few of the archive's months are read.
  await tx.query(
    `declare counted_again no scroll cursor for
      select f.type, f.division, f.recorded_at as "recordedAt", f.data, c.complaint_id is not null as known,
             c.channel, c.channel_level as "channelLevel", c.class, c.nature
        from facts f left join complaints c using (complaint_id)
       where f.organisation = $1 and f.seq <= $4 and f.type <> 'complaint.imported.v1'
         and f.recorded_at >= $2::date - interval '1 day' and f.recorded_at < $3::date + interval '2 days'`,
    [organisation, from, to, until],
  );
  for (;;) {
    const page = await tx.query<ArchivedForCount>(`fetch ${PAGE} from counted_again`);
    if (page.length === 0) break;
    const facts = page
      .map((fact): CountedFact => {
        const day = localDay(fact.recordedAt, timeZone);
        return { ...fact, organisation, day, dimensions: dimensionsOf(fact) };
      })
      .filter(({ day }) => day >= from && day <= to);
    for (const { division, class: of, nature, counts } of countFacts(facts)) {
      add(lines, { division, class: of, nature, counts });
    }
  }
  await tx.query('close counted_again');
  return [...lines.values()];
}

const dimensionsOf = ({ known, channel, channelLevel, class: of, nature }: ArchivedForCount): Dimensions =>
  known ? { channel, channelLevel, class: of, nature } : UNKNOWN;

function add(lines: Map<string, FrozenLine>, line: FrozenLine): void {
  const key = JSON.stringify([line.division, line.class, line.nature]);
  const before = lines.get(key);
  const counts = MEASURES.map((measure) => [measure, (before?.counts[measure] ?? 0) + line.counts[measure]] as const);
  lines.set(key, { ...line, counts: Object.fromEntries(counts) as Record<Measure, number> });
}
