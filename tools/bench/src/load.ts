import { topics, type SubmissionOnTheWire } from '@cc/contracts';
import { Kafka, logLevel, Partitioners } from 'kafkajs';

const PROVINCES = ['44', '43', '11', '31', '51', '32'];
const PER_SEND = 500;

/** Plain complaints from six provinces, every one with a number of its own. */
export function submissions(count: number, run: string, now: Date, firstPhone: number): SubmissionOnTheWire[] {
  return Array.from({ length: count }, (_, index) => {
    const province = PROVINCES[index % PROVINCES.length]!;
    const phone = String(firstPhone + index);
    return {
      source: `cc-${province}`,
      sourceId: `${run}-${index}`,
      occurredAt: now.toISOString(),
      channel: 'hotline',
      customer: { name: '陈晓明', phone },
      items: [
        {
          kind: 'new',
          problem: '家里宽带从昨晚开始断网，重启光猫无效，影响孩子上网课。',
          demand: '尽快修复并减免当天费用',
          businessNumber: phone,
          category: ['network', 'broadband', 'broadband-outage'],
          fault: { at: now.toISOString(), region: `${province}0000` },
        },
      ],
    };
  });
}

/** Pushes them as call centres do, as fast as the broker takes them. */
export async function push(brokers: string, all: readonly SubmissionOnTheWire[]): Promise<void> {
  const producer = new Kafka({ clientId: 'bench', brokers: brokers.split(','), logLevel: logLevel.NOTHING }).producer({
    idempotent: true,
    maxInFlightRequests: 1,
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  await producer.connect();
  for (let from = 0; from < all.length; from += PER_SEND) {
    const bySource = Map.groupBy(all.slice(from, from + PER_SEND), ({ source }) => source);
    await producer.sendBatch({
      topicMessages: [...bySource].map(([source, some]) => ({
        topic: topics.submissions(source),
        messages: some.map((submission) => ({
          key: submission.sourceId,
          value: JSON.stringify(submission),
          headers: {
            ce_id: submission.sourceId,
            ce_type: 'submission.v1',
            ce_source: `/call-centre/${source}`,
            ce_specversion: '1.0',
            'content-type': 'application/json',
          },
        })),
      })),
    });
  }
  await producer.disconnect();
}
