import { FACTS, type ServiceName } from '@cc/contracts';
import type { Client } from 'pg';
import type { Broker } from '../broker/broker.js';
import { dropSeen } from './drop-seen.js';
import { RELAY_LOCK, type Connect } from '../relay/session.js';
import { ownAbove, type OwnRecord } from '../relay/take-over.js';
import type { Relay } from '../relay/relay.js';

/** What a repair found, and did, in one partition. */
export interface RepairedPartition {
  topic: string;
  partition: number;
  headBefore: string;
  headAfter: string;
  /** Events of ours that the topic holds above the head. */
  seen: number;
  /** Events of the outbox that are in the topic already. */
  dropped: number;
}

interface Finding {
  topic: string;
  partition: number;
  position: bigint;
  own: OwnRecord[];
}

/** Another process of the service publishes: its database is not older than the topics, or it would not. */
export class RelayElsewhere extends Error {
  override name = 'RelayElsewhere';

  constructor(service: ServiceName) {
    super(
      `a relay of ${service} is at work in another process: there is nothing to repair, or that process must stop first`,
    );
  }
}

/**
 * Brings a publisher whose database is older than its topics back to work, on an operator's word: heads move up to what
 * the topics hold, events that stand there leave the outbox, and what the service makes again is recognised by its id.
 */
export class Repair {
  constructor(
    private readonly service: ServiceName,
    private readonly broker: Broker,
    private readonly connect: Connect,
    private readonly relay: Relay,
  ) {}

  /** Repairs, then starts the relay again, also after a failure. Empty: this database was not older than its topics. */
  async run(): Promise<RepairedPartition[]> {
    await this.relay.stop();
    try {
      return await this.with(async (db) => {
        const { rows } = await db.query<{ held: boolean }>(`select pg_try_advisory_lock(${RELAY_LOCK}) as held`);
        if (!rows[0]!.held) throw new RelayElsewhere(this.service);
        const findings = await this.findings(db);
        return this.repair(db, findings);
      });
    } finally {
      this.relay.start();
    }
  }

  private async findings(db: Client): Promise<Finding[]> {
    const heads = await db.query<{ topic: string; partition: number; position: string; acked_offset: string }>(
      `select topic, partition, position, acked_offset from relay`,
    );
    const outbox = await db.query<{ topic: string }>(`select distinct topic from outbox`);
    // Also partitions that the copy has no head for: they were first used after it was made.
    const topics = new Set([FACTS, ...heads.rows.map(({ topic }) => topic), ...outbox.rows.map(({ topic }) => topic)]);
    const findings: Finding[] = [];
    for (const topic of topics) {
      const partitions = await this.broker.bounds(topic);
      const known = partitions.map(({ partition }) => {
        const head = heads.rows.find((row) => row.topic === topic && row.partition === partition);
        return { partition, position: BigInt(head?.position ?? 0), ackedOffset: BigInt(head?.acked_offset ?? -1) };
      });
      const own = await ownAbove(this.broker, this.service, topic, known);
      for (const { partition, position } of known) {
        const above = own.filter((record) => record.partition === partition);
        if (above.length > 0) findings.push({ topic, partition, position, own: above });
      }
    }
    return findings;
  }

  private async repair(db: Client, findings: readonly Finding[]): Promise<RepairedPartition[]> {
    const topics = findings.map(({ topic }) => topic);
    const partitions = findings.map(({ partition }) => partition);
    await db.query('begin');
    try {
      // Nobody publishes meanwhile: an event made again just now must meet the ids that were seen.
      await db.query(`lock table outbox in share row exclusive mode`);
      await db.query(
        `insert into seen_by_repair (event_id) select distinct unnest($1::uuid[]) on conflict do nothing`,
        [findings.flatMap(({ own }) => own.map(({ eventId }) => eventId))],
      );
      const dropped: number[] = [];
      for (const finding of findings) dropped.push(await dropSeen(db, finding));
      await db.query(
        `insert into relay (topic, partition, position, ids, acked_offset)
         select f.topic, f.partition, f.position, '{}', f.acked_offset
         from unnest($1::text[], $2::integer[], $3::bigint[], $4::bigint[]) as f(topic, partition, position, acked_offset)
         on conflict (topic, partition) do update
         set position = excluded.position, ids = excluded.ids, acked_offset = excluded.acked_offset`,
        [
          topics,
          partitions,
          findings.map((f) => String(highest(f).position)),
          findings.map((f) => String(highest(f).offset)),
        ],
      );
      await db.query('commit');
      return findings.map((finding, i) => outcome(finding, dropped[i]!));
    } catch (error) {
      await db.query('rollback');
      throw error;
    }
  }

  private async with<T>(work: (db: Client) => Promise<T>): Promise<T> {
    const db = await this.connect();
    try {
      return await work(db);
    } finally {
      await db.end();
    }
  }
}

/** The last of our records in the log that has the highest position. */
function highest({ own }: Finding): OwnRecord {
  return own.reduce((most, one) => (one.position >= most.position ? one : most));
}

function outcome(finding: Finding, dropped: number): RepairedPartition {
  const { topic, partition, position, own } = finding;
  return {
    topic,
    partition,
    headBefore: String(position),
    headAfter: String(highest(finding).position),
    seen: new Set(own.map(({ position: at }) => at)).size,
    dropped,
  };
}
