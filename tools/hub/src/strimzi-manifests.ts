import { accessOf, grantsOf, type Grant, type TopicKind } from '@cc/contracts';
import { allTopics } from '@cc/messaging';
import { stringify } from 'yaml';
import { parties } from './parties.js';

type Manifest = Record<string, unknown>;

/**
 * Every topic, and a user with its rights for every service and every party outside, as the Strimzi operator takes them.
 * All come by certificate.
 */
export function strimziManifests(cluster: string, partitions: Partial<Record<TopicKind, number>> = {}): string {
  const all = parties();
  const manifests = [
    ...allTopics(all, partitions).map(({ topic, partitions: count, config }) =>
      manifest('KafkaTopic', topic, cluster, { partitions: count, replicas: 3, config }),
    ),
    ...accessOf(all).map((access) =>
      manifest('KafkaUser', access.principal, cluster, {
        authentication: { type: 'tls' },
        authorization: { type: 'simple', acls: grantsOf(access).map(toRule) },
      }),
    ),
  ];
  return manifests.map((each) => stringify(each, { singleQuote: true })).join('---\n');
}

const toRule = ({ resource, name, pattern, operations }: Grant): Manifest => ({
  resource: { type: resource, name, patternType: pattern },
  operations,
});

function manifest(kind: string, name: string, cluster: string, spec: Manifest): Manifest {
  return {
    apiVersion: 'kafka.strimzi.io/v1',
    kind,
    metadata: { name, labels: { 'strimzi.io/cluster': cluster } },
    spec,
  };
}
