import { statusAsText, type MessagingStatus } from './status-as-text.js';

const level: MessagingStatus = {
  refusal: null,
  consumed: [{ topic: 'complaints.facts', partition: 0, nextOffset: '12', lag: 0 }],
  outbox: [],
  deadLetters: [],
};

describe('The status of a service', () => {
  it('is three lines when all is well', () => {
    expect(statusAsText('routing', level, 'en')).toBe(
      'behind: 0 records in 0 of 1 partition\nunsent: 0 events\nparked: 0 dead letters',
    );
  });

  it('lists what is behind, also where nobody knows how far', () => {
    const late = { topic: 'complaints.facts', partition: 1, nextOffset: '3', lag: 40 };
    const unknown = { topic: 'complaints.work-actions.44', partition: 0, nextOffset: '0', lag: null };

    const text = statusAsText('routing', { ...level, consumed: [...level.consumed, late, unknown] }, 'en');

    expect(text).toContain('behind: 40 records in 2 of 3 partitions');
    expect(text).toMatch(/^complaints\.facts +1 +3 +40$/m);
    expect(text).toMatch(/^complaints\.work-actions\.44 +0 +0 +unknown$/m);
  });

  it('begins with the refusal to publish, and what to do about it', () => {
    const refusal = 'the database is older than the topic. What to do: "hub messaging repair routing".';

    expect(statusAsText('routing', { ...level, refusal }, 'en')).toMatch(
      /^routing refuses to publish: .*hub messaging repair/,
    );
  });
});
