import { allTopics, kafkaBroker } from '@cc/messaging';
import { loadOrganisations } from '@cc/procedures';

/** Creates every topic that is missing: the journal, and those of each source and division in the organisations' data. */
export async function createTopics(brokers: string): Promise<void> {
  const organisations = loadOrganisations();
  const all = organisations.ids().map((id) => organisations.of(id));
  const broker = kafkaBroker({ brokers, clientId: 'platform' });
  try {
    await broker.createTopics(
      allTopics({
        sources: all.flatMap(({ sources }) => sources.map(({ id }) => id)),
        divisions: all.flatMap(({ divisions }) => divisions.map(({ id }) => id)),
      }),
    );
  } finally {
    await broker.close();
  }
}
