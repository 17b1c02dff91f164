import { allTopics } from './topics.js';

const parties = { sources: ['app'], divisions: ['44'] };
const partitions = (chosen?: Parameters<typeof allTopics>[1]) =>
  Object.fromEntries(allTopics(parties, chosen).map((topic) => [topic.topic, topic.partitions]));

describe('the topics of the platform', () => {
  it('are the journal with 24 partitions and one partition for each topic of a party', () => {
    expect(partitions()).toEqual({
      'complaints.facts': 24,
      'complaints.cases': 3,
      'complaints.reference': 1,
      'complaints.escalations': 1,
      'complaints.reports': 1,
      'complaints.submissions.app': 1,
      'complaints.receipts.app': 1,
      'complaints.progress.app': 1,
      'complaints.work.44': 1,
      'complaints.work-actions.44': 1,
    });
  });

  it('have as many partitions as an installation chose for their kind', () => {
    expect(partitions({ submissions: 6 })).toEqual({ ...partitions(), 'complaints.submissions.app': 6 });
  });

  it('are kept no longer than a consumer may be down, save the reference, of which the newest stays', () => {
    const kept = Object.groupBy(allTopics(parties), ({ config }) => config['cleanup.policy']!);

    expect(kept['compact']?.map(({ topic }) => topic)).toEqual(['complaints.reference']);
    expect(kept['delete']?.every(({ config }) => config['retention.ms'] === String(14 * 24 * 3_600_000))).toBe(true);
  });

  it('have records that bear the time of the broker', () => {
    const stamps = new Set(allTopics(parties).map(({ config }) => config['message.timestamp.type']));

    expect([...stamps]).toEqual(['LogAppendTime']);
  });
});
