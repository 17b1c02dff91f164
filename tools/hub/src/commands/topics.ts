import { PARTITIONS, type TopicKind } from '@cc/contracts';
import type { KeptSetting } from '@cc/messaging';
import type { Language } from '@cc/procedures';
import { Command, InvalidArgumentError } from 'commander';
import { counted } from '../counted.js';
import { inBoth } from '../language.js';
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
    output.print(
      inBoth((language) => [...kept.map(KEPT[language]), THERE[language](topics.length)].join('\n')),
      { topics, kept },
    );
  });
}

/** What throws records away, or keeps them longer, is for whoever runs the broker to decide. */
export const KEPT: Record<Language, (setting: KeptSetting) => string> = {
  zh: ({ topic, setting, kept, ofNew }) =>
    `${topic} 保留 ${setting}=${kept}，新建则为 ${ofNew}。如无特殊保留要求：${alteration(topic, setting, ofNew)}`,
  en: ({ topic, setting, kept, ofNew }) =>
    `${topic} keeps ${setting}=${kept}, and would be created with ${ofNew}. If nothing is to be kept longer or ` +
    `otherwise: ${alteration(topic, setting, ofNew)}`,
};

const alteration = (topic: string, setting: string, value: string) =>
  `kafka-configs.sh --alter --entity-type topics --entity-name ${topic} --add-config ${setting}=${value}`;

const THERE: Record<Language, (topics: number) => string> = {
  zh: (topics) => `${topics} 个主题均已就绪`,
  en: (topics) => `${counted(topics, 'topic is', 'topics are')} there`,
};

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
