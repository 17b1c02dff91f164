import { Command } from 'commander';
import { EXIT, HubError } from '../connection.js';
import type { Output } from '../output.js';

/** What the client would log is in its error too. */
const silent = { log() {}, warn() {}, error() {} };

export function topicsCommand(output: Output): Command {
  return new Command('topics').description('the topics of the platform. 主题').addCommand(createCommand(output));
}

function createCommand(output: Output): Command {
  return new Command('create')
    .description('create every topic that is missing, with the replication the broker has as default')
    .option('--brokers <list>', 'host:port, comma separated (KAFKA_BROKERS)', process.env['KAFKA_BROKERS'])
    .addHelpText('after', '\nExample:\n  hub topics create --brokers kafka-1:9092,kafka-2:9092')
    .action(async ({ brokers }: { brokers?: string }) => {
      if (!brokers) throw new HubError('name the brokers: --brokers host:port or KAFKA_BROKERS', EXIT.usage);
      // Loaded only here: the Kafka client is most of what this program would have to load.
      const { createTopics } = await import('../create-topics.js');
      const topics = await createTopics({ brokers, clientId: 'hub', log: silent }).catch((error: Error) => {
        throw new HubError(`Kafka at ${brokers} does not answer: ${error.message}. Is it running?`, EXIT.unreachable);
      });
      output.print(`${topics.length} topics are there`, topics);
    });
}
