import { ComplaintId } from '@cc/contracts';
import type { DataSource } from 'typeorm';
import { z } from 'zod';

type Name = { complaintId: ComplaintId } | { number: string } | { source: string; sourceId: string };

const NUMBER = /^[A-Za-z0-9-]{4,40}$/;
const OF_SOURCE = /^(?<source>[a-z0-9-]{1,16})\/(?<sourceId>[\x21-\x7e]{1,128})$/;

function read(text: string): Name | null {
  const id = ComplaintId.safeParse(text);
  if (id.success) return { complaintId: id.data };
  const { source, sourceId } = OF_SOURCE.exec(text)?.groups ?? {};
  if (source !== undefined && sourceId !== undefined) return { source, sourceId };
  return NUMBER.test(text) ? { number: text } : null;
}

/** A complaint as people name it: by its id, its number, or the id under which its source sent it. */
export const NamedComplaint = z
  .string()
  .refine((text) => read(text) !== null, {
    params: {
      rule: 'complaint-name',
      zh: '应为投诉标识（UUID）、投诉编号（例如 TS20261124000001），或 来源/来源流水号（例如 cc-44/A-1001）',
      en: 'must be the id of a complaint (a UUID), its number (such as TS20261124000001), or SOURCE/ID (such as cc-44/A-1001)',
    },
  })
  .transform((text): Name => read(text)!)
  .describe('id, number, or SOURCE/ID of a complaint');

export interface FoundComplaint {
  complaintId: ComplaintId;
  number: string;
  organisation: string;
  divisions: string[];
}

/** All that a name stands for; one submission may hold several complaints. */
export function complaintsNamed(database: DataSource, name: Name): Promise<FoundComplaint[]> {
  const [condition, parameters] = whereNamed(name);
  return database.query<FoundComplaint[]>(
    `select complaint_id as "complaintId", number, organisation, divisions from complaints
      where ${condition} order by recorded_at, number`,
    parameters,
  );
}

function whereNamed(name: Name): [string, string[]] {
  if ('complaintId' in name) return ['complaint_id = $1', [name.complaintId]];
  if ('number' in name) return ['number = $1', [name.number]];
  return [
    `complaint_id in (
       select complaint_id from facts
        where type in ('complaint.recorded.v1', 'complaint.imported.v1')
          and data #>> '{submission,source}' = $1 and data #>> '{submission,sourceId}' = $2)`,
    [name.source, name.sourceId],
  ];
}
