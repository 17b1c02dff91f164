import { PARTITIONS, type TopicKind } from '@cc/contracts';
import { Command, InvalidArgumentError } from 'commander';
import { counted } from '../counted.js';
import type { Output } from '../output.js';
import { connectionOf, orSay, withKafka } from './kafka-options.js';

type Chosen = Partial<Record<TopicKind, number>>;

const MOST_PARTITIONS = 1000;

export function topicsCommand(output: Output): Command {
  return new Command('topics')
    .description('the topics of the platform.')
    .addCommand(createCommand(output))
    .addCommand(manifestsCommand());
}

function manifestsCommand(): Command {
  return new Command('manifests')
    .description('print every topic, and a user for every source and division, for the Strimzi operator of Kubernetes')
    .option('--cluster <name>', 'name of the Kafka resource', 'complaints')
    .option('--partitions <list>', 'other numbers of partitions, by kind: submissions=6,work=3', partitionsOf)
    .addHelpText('after', '\nExample:\n  hub topics manifests > k8s/base/kafka/topics-and-users.yaml')
    .action(async ({ cluster, partitions }: { cluster: string; partitions?: Chosen }) => {
      const { strimziManifests } = await import('../strimzi-manifests.js');
      process.stdout.write(strimziManifests(cluster, partitions));
    });
}

function createCommand(output: Output): Command {
  const create = new Command('create')
    .description('create every topic that is missing, with the replication the broker has as default')
    .option(
      '--partitions <list>',
      'other numbers of partitions for topics that do not exist yet, by kind: submissions=6,work=3',
      partitionsOf,
    )
    .addHelpText(
      'after',
      '\nExample:\n  hub topics create --brokers kafka-1:9092,kafka-2:9092 --partitions submissions=6',
    )
    .addHelpText('after', `\nKinds of topics and their partitions: ${kinds(PARTITIONS)}`);
  return withKafka(create).action(async ({ partitions, ...given }: { partitions?: Chosen }) => {
    const connection = connectionOf(given);
    // Loaded only here: the Kafka client is most of what this program would have to load.
    const { createTopics } = await import('../create-topics.js');
    const options = { ...connection, ...(partitions && { partitions }) };
    const { topics, kept } = await orSay(connection.brokers, () => createTopics(options));
    for (const line of kept) process.stderr.write(`${line}\n`);
    output.print(
      { zh: `${topics.length} 个主题均已就绪`, en: `${counted(topics.length, 'topic is', 'topics are')} there` },
      topics,
    );
  });
}

/** `submissions=6,work=3`. */
export function partitionsOf(list: string): Chosen {
  return Object.fromEntries(
    list.split(',').map((part) => {
      const [kind = '', number = ''] = part.split('=').map((side) => side.trim());
      if (!Object.hasOwn(PARTITIONS, kind))
        throw new InvalidArgumentError(
          `"${kind}" is no kind of topic; there are ${Object.keys(PARTITIONS).join(', ')}.`,
        );
      if (!/^\d{1,4}$/.test(number) || Number(number) < 1 || Number(number) > MOST_PARTITIONS)
        throw new InvalidArgumentError(`${kind}=${number}: a whole number from 1 to ${MOST_PARTITIONS} is right.`);
      return [kind, Number(number)];
    }),
  );
}

function kinds(partitions: Record<TopicKind, number>): string {
  return Object.entries(partitions)
    .map(([kind, number]) => `${kind} ${number}`)
    .join(', ');
}
