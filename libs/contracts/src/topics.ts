/** Public topics belong to one party each, so that broker ACLs can guard them. */
export const topics = {
  submissions: (source: string) => `complaints.submissions.${source}`,
  receipts: (source: string) => `complaints.receipts.${source}`,
  progress: (source: string) => `complaints.progress.${source}`,
  work: (division: string) => `complaints.work.${division}`,
  workActions: (division: string) => `complaints.work-actions.${division}`,
  escalations: 'complaints.escalations',
  reports: 'complaints.reports',
} as const;

/** Chosen once: records of a key would change their partition, and with it their order, if it ever changed. */
export const FACTS_PARTITIONS = 24;

/**
 * Partitions by kind of topic, for a topic that does not exist yet; an installation may choose others before it creates
 * them. A party's own topic has one: it carries a small part of the traffic, and the party reads it in the order we wrote it.
 */
export const PARTITIONS = {
  facts: FACTS_PARTITIONS,
  cases: 3,
  reference: 1,
  submissions: 1,
  receipts: 1,
  progress: 1,
  work: 1,
  workActions: 1,
  escalations: 1,
  reports: 1,
} as const;

export type TopicKind = keyof typeof PARTITIONS;
