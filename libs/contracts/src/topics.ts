/** Public topics belong to one party each, so that broker ACLs can guard them. */
export const topics = {
  submissions: (source: string) => `complaints.submissions.${source}`,
  receipts: (source: string) => `complaints.receipts.${source}`,
  progress: (source: string) => `complaints.progress.${source}`,
  work: (division: string) => `complaints.work.${division}`,
  workActions: (division: string) => `complaints.work-actions.${division}`,
  escalations: 'complaints.escalations',
} as const;

/** Chosen once: records of a key would change their partition, and with it their order, if it ever changed. */
export const FACTS_PARTITIONS = 24;
/** A party's own topic carries a small part of the traffic; three consumers can share it. Chosen once, like the above. */
export const EDGE_PARTITIONS = 3;
