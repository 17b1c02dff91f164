import { CASES, FACTS, PARTITIONS, REFERENCE, topics, type TopicKind } from '@cc/contracts';

export interface TopicToCreate {
  topic: string;
  partitions: number;
  config: Record<string, string>;
}

/** When the broker took it: what a party writes into its records cannot be taken for that. */
const STAMPED = { 'message.timestamp.type': 'LogAppendTime' };
const DAY = 24 * 60 * 60 * 1000;
/** Personal data stands in these logs, sealed or in clear: they are kept no longer than a consumer may be down. */
const BOUNDED = { ...STAMPED, 'cleanup.policy': 'delete', 'retention.ms': String(14 * DAY) };
const COMPACTED = { ...STAMPED, 'cleanup.policy': 'compact' };

/**
 * Every topic of the platform. The numbers of partitions are chosen once, when a topic is created: keys would move if they
 * changed.
 */
export function allTopics(
  parties: { sources: string[]; divisions: string[] },
  chosen: Partial<Record<TopicKind, number>> = {},
): TopicToCreate[] {
  const partitions = { ...PARTITIONS, ...chosen };
  const of = (kind: TopicKind, ...names: string[]): TopicToCreate[] =>
    names.map((topic) => ({
      topic,
      partitions: partitions[kind],
      config: kind === 'reference' ? COMPACTED : BOUNDED,
    }));
  return [
    ...of('facts', FACTS),
    ...of('cases', CASES),
    ...of('reference', REFERENCE),
    ...of('escalations', topics.escalations),
    ...of('reports', topics.reports),
    ...of('submissions', ...parties.sources.map(topics.submissions)),
    ...of('receipts', ...parties.sources.map(topics.receipts)),
    ...of('progress', ...parties.sources.map(topics.progress)),
    ...of('work', ...parties.divisions.map(topics.work)),
    ...of('workActions', ...parties.divisions.map(topics.workActions)),
  ];
}
