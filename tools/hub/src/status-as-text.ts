import { table } from './table.js';

/** What the operator endpoint of a service says of its messaging. */
export interface MessagingStatus {
  /** Why nothing is sent; null when all is well. */
  refusal: string | null;
  consumed: { topic: string; partition: number; nextOffset: string; lag: number | null }[];
  outbox: { topic: string; unsent: number }[];
  deadLetters: { topic: string; parked: number }[];
}

/** The few lines an operator looks for; partitions that are level are not listed. */
export function statusAsText(service: string, { refusal, consumed, outbox, deadLetters }: MessagingStatus): string {
  const behind = consumed.filter(({ lag }) => lag !== 0);
  const lines = [
    ...(refusal === null ? [] : [`${service} refuses to publish: ${refusal}`]),
    `behind: ${sum(consumed, ({ lag }) => lag ?? 0)} records in ${behind.length} of ${consumed.length} partitions`,
    `unsent: ${sum(outbox, ({ unsent }) => unsent)} events`,
    `parked: ${sum(deadLetters, ({ parked }) => parked)} dead letters`,
  ];
  if (behind.length > 0) {
    const rows = behind.map(({ topic, partition, nextOffset, lag }) => [
      topic,
      partition,
      nextOffset,
      lag ?? 'unknown',
    ]);
    lines.push(table(['topic', 'partition', 'next offset', 'behind'], rows));
  }
  return lines.join('\n');
}

function sum<Row>(rows: readonly Row[], of: (row: Row) => number): number {
  return rows.reduce((total, row) => total + of(row), 0);
}
