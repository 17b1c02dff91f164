import { allTopics, kafkaBroker } from '@cc/messaging';
import { loadOrganisations } from '@cc/procedures';
import { Command } from 'commander';
import { EXIT, HubError } from '../connection.js';
import type { Output } from '../output.js';

export function topicsCommand(output: Output): Command {
  const command = new Command('topics').description('the topics of the platform. 主题');
  command
    .command('create')
    .description('create every topic that is missing, with the replication the broker has as default')
    .option('--brokers <list>', 'host:port, comma separated (KAFKA_BROKERS)', process.env['KAFKA_BROKERS'])
    .action(async ({ brokers }: { brokers?: string }) => {
      if (!brokers) throw new HubError('name the brokers: --brokers host:port or KAFKA_BROKERS', EXIT.usage);
      const organisations = loadOrganisations();
      const all = organisations.ids().map((id) => organisations.of(id));
      const topics = allTopics({
        sources: all.flatMap((organisation) => organisation.sources.map((source) => source.id)),
        divisions: all.flatMap((organisation) => organisation.divisions.map((division) => division.id)),
      });
      const broker = kafkaBroker({ brokers, clientId: 'hub' });
      try {
        await broker.createTopics(topics);
      } finally {
        await broker.close();
      }
      output.print(`${topics.length} topics are there`, topics);
    });
  return command;
}
