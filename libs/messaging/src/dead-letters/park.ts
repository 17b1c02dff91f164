import { withoutPersonalData } from '@cc/contracts';
import type { BrokerRecord } from '../broker/broker.js';
import type { Transaction } from '../database/transaction.js';

/** A record to be kept instead of applied. */
export interface Parked {
  topic: string;
  partition: number;
  record: BrokerRecord;
  /** The key whose later events must wait; null: none must. */
  stream: string | null;
  reason: string;
  attempts: number;
}

/** Keeps the records in the transaction that moves past them. A record that is delivered again is not kept twice. */
export async function park(tx: Transaction, parked: readonly Parked[], now: Date): Promise<void> {
  if (parked.length === 0) return;
  await tx.query(
    `insert into dead_letters
       (topic, partition, "offset", stream, key, value, headers, appended_at, parked_at, reason, attempts)
     select p.topic, p.partition, p."offset", p.stream, p.key, p.value, p.headers, p.appended_at, $9, p.reason, p.attempts
     from unnest($1::text[], $2::integer[], $3::bigint[], $4::text[], $5::bytea[], $6::bytea[], $7::text[],
                 $8::timestamptz[], $10::text[], $11::integer[])
       with ordinality as p(topic, partition, "offset", stream, key, value, headers, appended_at, reason, attempts, place)
     order by p.place
     on conflict (topic, partition, "offset") do nothing`,
    [
      parked.map(({ topic }) => topic),
      parked.map(({ partition }) => partition),
      parked.map(({ record }) => String(record.offset)),
      parked.map(({ stream }) => stream),
      parked.map(({ record }) => record.key),
      parked.map(({ record }) => record.value),
      parked.map(({ record }) => headersAsText(record.headers)),
      parked.map(({ record }) => record.appendedAt.toISOString()),
      now.toISOString(),
      parked.map(({ reason }) => reasonToKeep(reason)),
      parked.map(({ attempts }) => attempts),
    ],
  );
}

/** The letter that each of these streams waits behind. Read it with the streams' locks held: a replay may end the wait. */
export async function waitsBehind(
  tx: Transaction,
  streams: readonly { topic: string; stream: string }[],
): Promise<(of: { topic: string; stream: string | null }) => string | undefined> {
  if (streams.length === 0) return () => undefined;
  const rows = await tx.query<{ topic: string; stream: string; id: string }>(
    `select topic, stream, min(id) as id from dead_letters
     where topic = any($1::text[]) and stream = any($2::text[]) group by topic, stream`,
    [[...new Set(streams.map(({ topic }) => topic))], [...new Set(streams.map(({ stream }) => stream))]],
  );
  if (rows.length === 0) return () => undefined;
  const first = new Map(rows.map(({ topic, stream, id }) => [`${topic} ${stream}`, id]));
  return ({ topic, stream }) => (stream === null ? undefined : first.get(`${topic} ${stream}`));
}

/** An error may repeat what it could not read, and a letter's reason is shown without a trace and kept for long. */
export const reasonToKeep = (reason: string): string => storable(withoutPersonalData(reason));

/** Any bytes may stand in a header of a party outside: kept as base64. */
export function headersAsText(headers: BrokerRecord['headers']): string {
  return JSON.stringify(
    Object.fromEntries(
      Object.entries(headers).map(([name, values]) => [
        storable(name),
        values.map((value) => value.toString('base64')),
      ]),
    ),
  );
}

export function headersFromText(text: string): BrokerRecord['headers'] {
  const kept = JSON.parse(text) as Record<string, string[]>;
  return Object.fromEntries(
    Object.entries(kept).map(([name, values]) => [name, values.map((value) => Buffer.from(value, 'base64'))]),
  );
}

/** PostgreSQL's text holds no null byte and no lone surrogate. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\u2400');
}
