import type { TopicKind } from '@cc/contracts';
import { allTopics, kafkaBroker, type KafkaConnection, type KeptSetting, type TopicToCreate } from '@cc/messaging';
import { parties } from './parties.js';

export interface CreatedTopics {
  topics: TopicToCreate[];
  /** What topics that exist have otherwise. */
  kept: KeptSetting[];
}

/** Creates every topic that is missing: the journal, and those of each source and division in the organisations' data. */
export async function createTopics({
  partitions = {},
  ...kafka
}: KafkaConnection & { partitions?: Partial<Record<TopicKind, number>> }): Promise<CreatedTopics> {
  const topics = allTopics(parties(), partitions);
  const broker = kafkaBroker(kafka);
  try {
    return { topics, kept: await broker.createTopics(topics) };
  } finally {
    await broker.close();
  }
}
