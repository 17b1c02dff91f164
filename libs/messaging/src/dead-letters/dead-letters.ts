import { HEADER, type ServiceName } from '@cc/contracts';
import type { DataSource } from 'typeorm';
import type { BrokerRecord } from '../broker/broker.js';
import { headerOf } from '../broker/wire.js';
import { isOutage } from '../database/failures.js';
import { inTransaction } from '../database/in-transaction.js';
import { lockKeys } from '../database/key-locks.js';
import type { Transaction } from '../database/transaction.js';
import { deliveryOf, type edgeTopics } from '../handling/delivery.js';
import { Unprocessable } from '../handling/handler.js';
import type { Performer } from '../handling/perform.js';
import type { HandlerRegistry } from '../handling/registry.js';
import type { TimeOfDay } from '../time/time-of-day.js';
import { headersFromText, reasonToKeep } from './park.js';

/** One parked record, for people. */
export interface DeadLetter {
  id: string;
  topic: string;
  partition: number;
  offset: string;
  type: string | null;
  key: string | null;
  /** The key whose later events wait behind this one; null when nothing waits. */
  stream: string | null;
  reason: string;
  attempts: number;
  appendedAt: Date;
  parkedAt: Date;
}

export interface DeadLetterContent extends DeadLetter {
  headers: Record<string, string[]>;
  /** UTF-8 where the bytes are that, else base64 after `base64:`. */
  value: string | null;
}

export interface ReplayResult {
  /** Ids of the letters that are done. */
  replayed: string[];
  /** The first letter of a stream that failed again: the rest of its stream still waits. */
  failed: { id: string; reason: string }[];
  /** Null: all that was chosen has been tried. Else the rest has not: it comes after this letter. */
  next: string | null;
}

/** Given up, and what came of the letters behind it; or not, because it waits behind another letter itself. */
export type DiscardResult =
  ({ kind: 'discarded'; stream: string | null } & ReplayResult) | { kind: 'waits'; behind: string };

/** Which letters to run again. */
export type ReplayChoice = { streams: string[] } | { ids: string[] } | { all: true };

const NOTHING: ReplayResult = { replayed: [], failed: [], next: null };

/** One request replays no more than this, so that it ends before whoever waits for it gives up. */
const MOST_AT_ONCE = 500;

/** What is stuck, and how it goes on. */
export class DeadLetters {
  constructor(
    private readonly service: ServiceName,
    private readonly dataSource: DataSource,
    private readonly registry: HandlerRegistry,
    private readonly edges: ReturnType<typeof edgeTopics>,
    private readonly performer: Performer,
    private readonly timeOfDay: TimeOfDay,
  ) {}

  /** Oldest first, a page at a time: those after a letter. */
  async list({ after = '0', limit = 100 }: { after?: string; limit?: number } = {}): Promise<DeadLetter[]> {
    const rows = await this.dataSource.query<Row[]>(
      `select ${COLUMNS} from dead_letters where id > $1 order by id limit $2`,
      [after, limit],
    );
    return rows.map(toLetter);
  }

  /** One letter without what it holds; null when there is none. */
  async show(id: string): Promise<DeadLetter | null> {
    const [row] = await this.dataSource.query<Row[]>(`select ${COLUMNS} from dead_letters where id = $1`, [id]);
    return row ? toLetter(row) : null;
  }

  /** What a letter holds, personal data perhaps, to somebody who says why: no look leaves no trace. Null when there is none. */
  async disclose(
    id: string,
    { subject, reason }: { subject: string; reason: string },
  ): Promise<DeadLetterContent | null> {
    const [row] = await inTransaction(this.dataSource, (tx) =>
      tx.query<Row>(
        `with letter as (select ${COLUMNS} from dead_letters where id = $1),
           trace as (
             insert into letter_disclosures (letter_id, topic, partition, "offset", subject, reason, disclosed_at)
             select id, topic, partition, "offset", $2::text, $3::text, $4::timestamptz from letter)
         select * from letter`,
        [id, subject, reason, this.timeOfDay.now().toISOString()],
      ),
    );
    if (!row) return null;
    const headers = Object.entries(headersFromText(row.headers)).map(
      ([name, values]) => [name, values.map((value) => value.toString('utf8'))] as const,
    );
    return { ...toLetter(row), headers: Object.fromEntries(headers), value: textOf(row.value) };
  }

  /**
   * Runs letters again, stream by stream and in order, each in a transaction of its own under its stream's lock. A stream
   * stops at the first letter that fails again. An id means its stream up to and with that letter. Tries no more than
   * `limit` letters; `after` goes on where a replay before ended.
   */
  async replay(choice: ReplayChoice, { after = '0', limit = MOST_AT_ONCE } = {}): Promise<ReplayResult> {
    const result: ReplayResult = { replayed: [], failed: [], next: null };
    let done = after;
    for (const line of await this.lines(choice, after, limit + 1)) {
      if (!(await this.replayLine(line, result, limit))) return { ...result, next: done };
      done = line.up_to;
    }
    return result;
  }

  /**
   * Gives up the first letter of a stream, or one that belongs to none: who did it, when and why is kept, what it held is not.
   * Its stream goes on: what waited behind it is run, as in a replay, `limit` letters of it. Null when there is no such letter.
   */
  async discard(
    id: string,
    { subject, reason }: { subject: string; reason: string },
    { limit = MOST_AT_ONCE } = {},
  ): Promise<DiscardResult | null> {
    const letter = await this.show(id);
    if (!letter) return null;
    const { topic, stream } = letter;
    const first = await inTransaction(this.dataSource, async (tx) => {
      const row = await this.next(tx, { topic, stream, up_to: id });
      if (row?.id !== id) return row;
      await tx.query(
        `with letter as (delete from dead_letters where id = $1 returning *)
         insert into discarded_letters
           (letter_id, topic, partition, "offset", stream, parked_at, parked_for, subject, reason, discarded_at)
         select id, topic, partition, "offset", stream, parked_at, reason, $2, $3, $4 from letter`,
        [id, subject, reason, this.timeOfDay.now().toISOString()],
      );
      return row;
    });
    if (!first) return null;
    if (first.id !== id) return { kind: 'waits', behind: first.id };
    const behind = stream === null ? NOTHING : await this.replay({ streams: [stream] }, { limit });
    return { kind: 'discarded', stream, ...behind };
  }

  private async lines(choice: ReplayChoice, after: string, limit: number): Promise<Line[]> {
    const ids = 'ids' in choice ? choice.ids : null;
    const streams = 'streams' in choice ? choice.streams : null;
    return this.dataSource.query<Line[]>(
      `select topic, stream, max(id) as up_to from dead_letters
       where stream is not null and ($1::bigint[] is null or id = any($1)) and ($2::text[] is null or stream = any($2))
       group by topic, stream having max(id) > $3
       union all
       select topic, null, id from dead_letters
       where stream is null and $2::text[] is null and ($1::bigint[] is null or id = any($1)) and id > $3
       order by up_to limit $4`,
      [ids, streams, after, limit],
    );
  }

  /** False: there was more of the line to try than `limit` lets. */
  private async replayLine(line: Line, result: ReplayResult, limit: number): Promise<boolean> {
    while (result.replayed.length + result.failed.length < limit) {
      let id: string | null = null;
      try {
        await inTransaction(this.dataSource, async (tx) => {
          const row = await this.next(tx, line);
          id = row?.id ?? null;
          if (row) await this.redo(tx, row);
        });
      } catch (error) {
        if (id === null || isOutage(error)) throw error;
        const reason = reasonToKeep(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
        await this.dataSource.query(`update dead_letters set attempts = attempts + 1, reason = $2 where id = $1`, [
          id,
          reason,
        ]);
        result.failed.push({ id, reason });
        return true;
      }
      if (id === null) return true;
      result.replayed.push(id);
    }
    return false;
  }

  /** The first letter of the line, read with its stream locked: the consumer parks and another replay takes under the same lock. */
  private async next(tx: Transaction, { topic, stream, up_to }: Line): Promise<Row | undefined> {
    if (stream !== null) await lockKeys(tx, this.service, [stream]);
    const [row] = await tx.query<Row>(
      stream === null
        ? `select ${COLUMNS} from dead_letters where topic = $1 and stream is not distinct from $2 and id = $3 for update`
        : `select ${COLUMNS} from dead_letters where topic = $1 and stream = $2 and id <= $3 order by id limit 1 for update`,
      [topic, stream, up_to],
    );
    return row;
  }

  private async redo(tx: Transaction, row: Row): Promise<void> {
    const delivery = deliveryOf(this.registry, this.edges, row, recordOf(row));
    if (!delivery || delivery.to.kind === 'nobody')
      throw new Error(`nobody here handles ${toLetter(row).type ?? row.topic}`);
    await tx.query(`delete from dead_letters where id = $1`, [row.id]);
    const [again] = await this.performer.perform(tx, [delivery], { waitInLine: false });
    if (again) throw new Unprocessable(again.reason);
  }
}

/** A stream's letters, or one letter that belongs to no stream. */
interface Line {
  topic: string;
  stream: string | null;
  up_to: string;
}

interface Row {
  id: string;
  topic: string;
  partition: number;
  offset: string;
  stream: string | null;
  key: Buffer | null;
  value: Buffer | null;
  headers: string;
  appended_at: Date;
  parked_at: Date;
  reason: string;
  attempts: number;
}

const COLUMNS = `id, topic, partition, "offset", stream, key, value, headers, appended_at, parked_at, reason, attempts`;

function toLetter(row: Row): DeadLetter {
  const { id, topic, partition, offset, stream, reason, attempts } = row;
  const type = headerOf(headersFromText(row.headers), HEADER.type) ?? null;
  const times = { appendedAt: row.appended_at, parkedAt: row.parked_at };
  return { id, topic, partition, offset, type, key: textOf(row.key), stream, reason, attempts, ...times };
}

function recordOf({ offset, key, value, headers, appended_at }: Row): BrokerRecord {
  return { offset: BigInt(offset), key, value, headers: headersFromText(headers), appendedAt: appended_at };
}

function textOf(bytes: Buffer | null): string | null {
  if (bytes === null) return null;
  const text = bytes.toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes) ? text : `base64:${bytes.toString('base64')}`;
}
