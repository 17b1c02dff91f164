import { counted } from './counted.js';
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
    `behind: ${counted(
      sum(consumed, ({ lag }) => lag ?? 0),
      'record',
    )} in ${behind.length} of ${counted(consumed.length, 'partition')}`,
    `unsent: ${counted(
      sum(outbox, ({ unsent }) => unsent),
      'event',
    )}`,
    `parked: ${counted(
      sum(deadLetters, ({ parked }) => parked),
      'dead letter',
    )}`,
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
