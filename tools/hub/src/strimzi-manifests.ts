import { topics, type TopicKind } from '@cc/contracts';
import { allTopics } from '@cc/messaging';
import { stringify } from 'yaml';
import { parties } from './parties.js';

type Manifest = Record<string, unknown>;

const READ = ['Describe', 'Read'];
const WRITE = ['Describe', 'Write'];

/**
 * Every topic, and a user for every party outside, as the Strimzi operator takes them. A party reads and writes its own
 * topics and nothing else; its consumer groups begin with its name.
 */
export function strimziManifests(cluster: string, partitions: Partial<Record<TopicKind, number>> = {}): string {
  const { sources, divisions } = parties();
  const manifests = [
    ...allTopics({ sources, divisions }, partitions).map(({ topic, partitions: count, config }) =>
      manifest('KafkaTopic', topic, cluster, { partitions: count, replicas: 3, config }),
    ),
    ...sources.map((source) =>
      user(`source-${source}`, cluster, [
        ...allow(topics.submissions(source), WRITE),
        ...allow(topics.receipts(source), READ),
        ...allow(topics.progress(source), READ),
      ]),
    ),
    ...divisions.map((division) =>
      user(`division-${division}`, cluster, [
        ...allow(topics.work(division), READ),
        ...allow(topics.workActions(division), WRITE),
      ]),
    ),
    user('headquarters', cluster, allow(topics.escalations, READ)),
  ];
  return manifests.map((each) => stringify(each, { singleQuote: true })).join('---\n');
}

function user(name: string, cluster: string, topicRules: Manifest[]): Manifest {
  const groups = { resource: { type: 'group', name: `${name}.`, patternType: 'prefix' }, operations: ['Read'] };
  return manifest('KafkaUser', name, cluster, {
    authentication: { type: 'tls' },
    authorization: { type: 'simple', acls: [...topicRules, groups] },
  });
}

const allow = (topic: string, operations: string[]): Manifest[] => [
  { resource: { type: 'topic', name: topic, patternType: 'literal' }, operations },
];

function manifest(kind: string, name: string, cluster: string, spec: Manifest): Manifest {
  return {
    apiVersion: 'kafka.strimzi.io/v1',
    kind,
    metadata: { name, labels: { 'strimzi.io/cluster': cluster } },
    spec,
  };
}
