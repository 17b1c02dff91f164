import { flow } from '@cc/contracts';
import { parseAllDocuments } from 'yaml';
import { strimziManifests } from './strimzi-manifests.js';

interface Manifest {
  kind: string;
  metadata: { name: string };
  spec: {
    partitions?: number;
    authorization?: { acls: { resource: { type: string; name: string }; operations: string[] }[] };
  };
}

const manifests = (text: string) => parseAllDocuments(text).map((document) => document.toJS() as Manifest);
const rulesOf = (all: Manifest[], user: string) =>
  all
    .find(({ kind, metadata }) => kind === 'KafkaUser' && metadata.name === user)!
    .spec.authorization!.acls.map(({ resource, operations }) => `${operations.join('+')} ${resource.name}`);

describe('the topics and users for Kubernetes', () => {
  it('let a branch read its work and write its actions, and nothing of anybody else', () => {
    const all = manifests(strimziManifests('complaints'));

    expect(rulesOf(all, 'division-44')).toEqual([
      'Describe+Read complaints.work.44',
      'Describe+Write complaints.work-actions.44',
      'Read+Delete division-44.',
    ]);
    expect(rulesOf(all, 'source-cc-44')).toEqual([
      'Describe+Read complaints.receipts.cc-44',
      'Describe+Read complaints.progress.cc-44',
      'Describe+Write complaints.submissions.cc-44',
      'Read+Delete source-cc-44.',
    ]);
  });

  it('have a user for each service, and let nobody outside into the journal', () => {
    const users = manifests(strimziManifests('complaints')).filter(({ kind }) => kind === 'KafkaUser');
    const readers = users.filter(({ spec }) =>
      spec.authorization!.acls.some(
        ({ resource, operations }) => resource.name === 'complaints.facts' && operations.includes('Read'),
      ),
    );

    expect(readers.map(({ metadata }) => metadata.name)).toEqual(Object.keys(flow));
  });

  it('have the partitions that hub would give, or those chosen', () => {
    const all = manifests(strimziManifests('complaints', { submissions: 6 }));
    const partitionsOf = (topic: string) => all.find(({ metadata }) => metadata.name === topic)?.spec.partitions;

    expect(partitionsOf('complaints.facts')).toBe(24);
    expect(partitionsOf('complaints.submissions.cc-44')).toBe(6);
    expect(partitionsOf('complaints.work.44')).toBe(1);
  });
});
