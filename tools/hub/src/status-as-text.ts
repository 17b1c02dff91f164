import type { Language } from '@cc/procedures';
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
export function statusAsText(
  service: string,
  { refusal, consumed, outbox, deadLetters }: MessagingStatus,
  language: Language,
): string {
  const late = consumed.filter(({ lag }) => lag !== 0);
  const behind = sum(consumed, ({ lag }) => lag ?? 0);
  const unsent = sum(outbox, (topic) => topic.unsent);
  const parked = sum(deadLetters, (topic) => topic.parked);
  const { heads, unknown, ...say } = WORDS[language];
  const lines = [
    ...(refusal === null ? [] : [say.refuses(service, refusal)]),
    say.behind(behind, late.length, consumed.length),
    say.unsent(unsent),
    say.parked(parked),
  ];
  if (late.length > 0) {
    const rows = late.map(({ topic, partition, nextOffset, lag }) => [topic, partition, nextOffset, lag ?? unknown]);
    lines.push(table(heads, rows));
  }
  return lines.join('\n');
}

const WORDS = {
  zh: {
    refuses: (service: string, why: string) => `${service} 拒绝发布：${why}`,
    behind: (records: number, late: number, all: number) => `落后：${records} 条，${all} 个分区中的 ${late} 个`,
    unsent: (events: number) => `未发出：${events} 个事件`,
    parked: (letters: number) => `已搁置：${letters} 封死信`,
    heads: ['主题', '分区', '下一位点', '落后'],
    unknown: '未知',
  },
  en: {
    refuses: (service: string, why: string) => `${service} refuses to publish: ${why}`,
    behind: (records: number, late: number, all: number) =>
      `behind: ${counted(records, 'record')} in ${late} of ${counted(all, 'partition')}`,
    unsent: (events: number) => `unsent: ${counted(events, 'event')}`,
    parked: (letters: number) => `parked: ${counted(letters, 'dead letter')}`,
    heads: ['topic', 'partition', 'next offset', 'behind'],
    unknown: 'unknown',
  },
} satisfies Record<Language, object>;

function sum<Row>(rows: readonly Row[], of: (row: Row) => number): number {
  return rows.reduce((total, row) => total + of(row), 0);
}
