import { allTopics, kafkaBroker, type KafkaOptions, type TopicToCreate } from '@cc/messaging';
import { loadOrganisations } from '@cc/procedures';

/** Creates every topic that is missing: the journal, and those of each source and division in the organisations' data. */
export async function createTopics(options: KafkaOptions): Promise<TopicToCreate[]> {
  const organisations = loadOrganisations();
  const all = organisations.ids().map((id) => organisations.of(id));
  const topics = allTopics({
    sources: all.flatMap(({ sources }) => sources.map(({ id }) => id)),
    divisions: all.flatMap(({ divisions }) => divisions.map(({ id }) => id)),
  });
  const broker = kafkaBroker(options);
  try {
    await broker.createTopics(topics);
  } finally {
    await broker.close();
  }
  return topics;
}
