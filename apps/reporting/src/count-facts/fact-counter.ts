import type { ComplaintImported, ComplaintRecorded, DataOf } from '@cc/contracts';
import type { Transaction } from '@cc/messaging';
import type { Organisations } from '@cc/procedures';
import { Inject, Injectable } from '@nestjs/common';
import type { AnyFact } from '../archive-facts/fact-archive.js';
import { Complaint } from '../complaint.entity.js';
import { ORGANISATIONS } from '../tokens.js';
import { holdersAfter } from '../watch-tickets/ticket-changes.js';
import { countFacts, UNKNOWN, type CellIncrement, type Dimensions } from './count-facts.js';
import { localDay } from './local-day.js';
import { MEASURES, type CountedData } from './measures.js';

/** What counting needs of a fact: all of it stands in the archive. */
export interface CountedFromArchive extends Pick<AnyFact, 'type' | 'organisation' | 'division' | 'unit' | 'time'> {
  data: CountedData;
}

/** Keeps the read model of complaints and the counts, one statement a table however many facts. */
@Injectable()
export class FactCounter {
  constructor(@Inject(ORGANISATIONS) private readonly organisations: Organisations) {}

  async count(facts: readonly CountedFromArchive[], tx: Transaction): Promise<void> {
    await this.recordComplaints(facts, tx);
    const dimensions = await this.dimensionsOf(facts, tx);
    const increments = countFacts(
      facts.map((fact) => ({
        organisation: fact.organisation,
        division: fact.division,
        type: fact.type,
        day: localDay(countedAt(fact), this.organisations.of(fact.organisation).timeZone),
        dimensions: dimensions.get(fact.data.complaintId) ?? UNKNOWN,
        data: fact.data,
      })),
    );
    if (increments.length > 0) await addToCells(increments, tx);
  }

  private async recordComplaints(facts: readonly CountedFromArchive[], tx: Transaction): Promise<void> {
    const holders = holdersAfter(facts);
    const recorded = facts
      .filter(({ type }) => type === 'complaint.recorded.v1' || type === 'complaint.imported.v1')
      .map((fact) => {
        const data = fact.data as CountedData & DataOf<typeof ComplaintRecorded | typeof ComplaintImported>;
        return {
          complaintId: data.complaintId,
          organisation: fact.organisation,
          division: fact.division,
          unit: fact.unit,
          divisions: [fact.division],
          number: data.number,
          channel: data.channel,
          channelLevel: data.channelLevel,
          class: data.category[0] ?? '-',
          nature: data.nature,
          holder: holders.get(data.complaintId) ?? null,
          recordedAt: data.recordedAt,
        };
      });
    if (recorded.length > 0) await tx.insertAll(Complaint, recorded, { onConflict: 'ignore' });

    const dispatched = facts.filter(({ type }) => type === 'work.dispatched.v1');
    if (dispatched.length === 0) return;
    await tx.query(
      `update complaints c set divisions = array(select distinct unnest(c.divisions || d.divisions) order by 1)
         from (select complaint_id, array_agg(distinct division) as divisions
                 from unnest($1::uuid[], $2::text[]) as d(complaint_id, division)
                group by complaint_id) d
        where c.complaint_id = d.complaint_id and not c.divisions @> d.divisions`,
      [dispatched.map(({ data }) => data.complaintId), dispatched.map(({ division }) => division)],
    );
  }

  private async dimensionsOf(facts: readonly CountedFromArchive[], tx: Transaction): Promise<Map<string, Dimensions>> {
    const rows = await tx.query<Dimensions & { complaint_id: string }>(
      `select complaint_id, channel, channel_level as "channelLevel", class, nature
         from complaints where complaint_id = any($1)`,
      [[...new Set(facts.map(({ data }) => data.complaintId))]],
    );
    return new Map(rows.map(({ complaint_id, ...dimensions }) => [complaint_id, dimensions]));
  }
}

/** The past is counted when it was, not when it came here. */
function countedAt({ type, time, data }: CountedFromArchive): Date {
  return type === 'complaint.imported.v1' ? new Date(data.receivedAt!) : time;
}

const COLUMNS = MEASURES.join(', ');
const ARRAYS = MEASURES.map((_, index) => `$${index + 8}::bigint[]`).join(', ');
const SUMS = MEASURES.map((measure) => `${measure} = cells.${measure} + excluded.${measure}`).join(', ');

async function addToCells(increments: readonly CellIncrement[], tx: Transaction): Promise<void> {
  await tx.query(
    `insert into cells (organisation, division, day, channel, channel_level, class, nature, ${COLUMNS})
     select * from unnest($1::text[], $2::text[], $3::date[], $4::text[], $5::text[], $6::text[], $7::text[], ${ARRAYS})
     on conflict (organisation, division, day, channel, channel_level, class, nature) do update set ${SUMS}`,
    [
      increments.map((cell) => cell.organisation),
      increments.map((cell) => cell.division),
      increments.map((cell) => cell.day),
      increments.map((cell) => cell.channel),
      increments.map((cell) => cell.channelLevel),
      increments.map((cell) => cell.class),
      increments.map((cell) => cell.nature),
      ...MEASURES.map((measure) => increments.map((cell) => cell.counts[measure])),
    ],
  );
}
