import { CASES, FACTS, flow, type ServiceName } from '@cc/contracts';
import { services, type Platform } from '@cc/platform';
import type { Database } from './database.js';
import { endsOf } from './log.js';

/** How far everybody is, by what the databases and the log say. */
export interface Progress {
  /** Records that a service has not applied yet. */
  unread: { service: string; topic: string; records: number }[];
  /** Events in outboxes, by service. */
  unsent: { service: string; events: number }[];
  heads: { service: ServiceName; topic: string; partition: number; position: number }[];
}

/** Where logs end: the journals as the broker says, the parties' topics as they were acknowledged. */
export type Ends = ReadonlyMap<string, readonly number[]>;

export async function endsNow(platform: Platform, acknowledged: ReadonlyMap<string, number>): Promise<Ends> {
  const journals = await Promise.all(
    [FACTS, CASES].map(async (topic): Promise<[string, number[]]> => [topic, await endsOf(platform.brokers, topic)]),
  );
  const edges = [...acknowledged].map(([topic, end]): [string, number[]] => [topic, [end]]);
  return new Map([...journals, ...edges]);
}

export async function progressOf(database: Database, ends: Ends): Promise<Progress> {
  const [offsets, unsent, heads] = await Promise.all([
    database.askEach<{ service: string; topic: string; partition: number; next: string }>(
      services,
      `select $service as service, topic, partition, next_offset as next from $schema.offsets`,
    ),
    database.askEach<{ service: string; events: number }>(
      services,
      `select $service as service, coalesce(sum(size), 0)::int as events from $schema.outbox`,
    ),
    database.askEach<{ service: ServiceName; topic: string; partition: number; position: string }>(
      services,
      `select $service as service, topic, partition, position from $schema.relay`,
    ),
  ]);
  const stood = new Map(
    offsets.map(({ service, topic, partition, next }) => [`${service} ${topic}/${partition}`, Number(next)]),
  );
  const unread = services.flatMap((service) =>
    [...ends]
      .filter(([topic]) => reads(service, topic))
      .map(([topic, each]) => ({
        service,
        topic,
        records: each.reduce(
          (sum, end, partition) => sum + Math.max(0, end - (stood.get(`${service} ${topic}/${partition}`) ?? 0)),
          0,
        ),
      })),
  );
  return {
    unread: unread.filter(({ records }) => records > 0),
    unsent: unsent.filter(({ events }) => events > 0),
    heads: heads.map(({ position, ...head }) => ({ ...head, position: Number(position) })),
  };
}

function reads(service: ServiceName, topic: string): boolean {
  const { consumes, receives } = flow[service];
  const kinds: readonly string[] = receives;
  return (
    consumes.some(({ journal }) => journal === topic) ||
    (topic.startsWith('complaints.submissions.') && kinds.includes('submissions')) ||
    (topic.startsWith('complaints.work-actions.') && kinds.includes('workActions'))
  );
}
