import type { TopicKind } from '@cc/contracts';
import { allTopics, kafkaBroker, type KafkaConnection, type TopicToCreate } from '@cc/messaging';
import { parties } from './parties.js';

/** Creates every topic that is missing: the journal, and those of each source and division in the organisations' data. */
export async function createTopics({
  partitions = {},
  ...kafka
}: KafkaConnection & { partitions?: Partial<Record<TopicKind, number>> }): Promise<TopicToCreate[]> {
  const topics = allTopics(parties(), partitions);
  const broker = kafkaBroker(kafka);
  try {
    await broker.createTopics(topics);
  } finally {
    await broker.close();
  }
  return topics;
}
