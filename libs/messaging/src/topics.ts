import { CASES, EDGE_PARTITIONS, FACTS, FACTS_PARTITIONS, REFERENCE, topics } from '@cc/contracts';

export interface TopicToCreate {
  topic: string;
  partitions: number;
  config: Record<string, string>;
}

const DAY = 24 * 60 * 60 * 1000;
/** Personal data stands in these logs, sealed or in clear: they are kept no longer than a consumer may be down. */
const BOUNDED = { 'cleanup.policy': 'delete', 'retention.ms': String(14 * DAY) };
const COMPACTED = { 'cleanup.policy': 'compact' };

/** Every topic of the platform. The numbers of partitions are chosen once: keys would move if they changed. */
export function allTopics(parties: { sources: string[]; divisions: string[] }): TopicToCreate[] {
  const journal = [
    { topic: FACTS, partitions: FACTS_PARTITIONS, config: BOUNDED },
    { topic: CASES, partitions: EDGE_PARTITIONS, config: BOUNDED },
    { topic: REFERENCE, partitions: 1, config: COMPACTED },
    { topic: topics.escalations, partitions: EDGE_PARTITIONS, config: BOUNDED },
  ];
  const ofSources = parties.sources.flatMap((source) => [
    topics.submissions(source),
    topics.receipts(source),
    topics.progress(source),
  ]);
  const ofDivisions = parties.divisions.flatMap((division) => [topics.work(division), topics.workActions(division)]);
  const edge = [...ofSources, ...ofDivisions].map((topic) => ({ topic, partitions: EDGE_PARTITIONS, config: BOUNDED }));
  return [...journal, ...edge];
}
