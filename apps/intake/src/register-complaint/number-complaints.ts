import type { Transaction } from '@cc/messaging';
import { DateTime } from 'luxon';
import type { Complaint } from '../complaint.entity.js';
import type { Rules } from '../rules.js';

/**
 * 投诉编号: gives each complaint the next number of its organisation's local day. One statement for the whole batch, whose
 * rows stay locked to the end of the transaction: so it comes as late as it can.
 */
export async function numberComplaints(tx: Transaction, rules: Rules, complaints: readonly Complaint[]): Promise<void> {
  if (complaints.length === 0) return;
  const days = Map.groupBy(complaints, (complaint) => `${complaint.organisation} ${localDay(rules, complaint)}`);
  const wanted = [...days]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, all]) => [...key.split(' '), all.length]);
  const taken = await tx.query<{ organisation: string; day: string; last: number }>(
    `insert into number_sequences as s (organisation, local_day, last)
       select * from unnest($1::text[], $2::date[], $3::integer[])
     on conflict (organisation, local_day) do update set last = s.last + excluded.last
     returning organisation, local_day::text as day, last`,
    [0, 1, 2].map((column) => wanted.map((row) => row[column])),
  );
  for (const { organisation, day, last } of taken) {
    const all = days.get(`${organisation} ${day}`)!;
    all.forEach((complaint, place) => {
      const sequence = last - all.length + 1 + place;
      complaint.number = rules.procedures.number(organisation, numberedOn(complaint), sequence).value;
    });
  }
}

/** A complaint of the past has a number of the day on which it came here: then no rule of ours numbered anything. */
const numberedOn = ({ importedFrom, receivedAt, recordedAt }: Complaint) =>
  importedFrom === null ? receivedAt : recordedAt;

function localDay(rules: Rules, complaint: Complaint): string {
  const { timeZone } = rules.of(complaint.organisation);
  return DateTime.fromJSDate(numberedOn(complaint), { zone: timeZone }).toISODate()!;
}
