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
