import { Submission } from '@cc/contracts';
import { Complaints } from './complaints.js';

const NOW = Date.parse('2026-11-26T21:00:00Z');

describe('the complaints of the load', () => {
  const complaints = new Complaints('run', 40);
  const told = Array.from({ length: 100 }, (_, i) => complaints.next(`burst-${i}`, NOW));

  it('are what a source may send', () => {
    for (const submission of told) expect(Submission.safeParse(submission).error).toBeUndefined();
  });

  it('come from other customers under other ids, however often the same words are told', () => {
    expect(new Set(told.map(({ sourceId }) => sourceId)).size).toBe(100);
    expect(new Set(told.map(({ customer }) => customer!.phone)).size).toBe(100);
    expect(told[40]).toMatchObject({ source: told[0]!.source, sourceId: 'run-burst-40' });
  });

  it('tell of the last days, not of the month they were invented for', () => {
    const ages = told.map(({ occurredAt }) => NOW - Date.parse(occurredAt as string));

    expect(Math.min(...ages)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...ages)).toBeLessThan(4 * 24 * 3_600_000);
  });

  it('come from many provinces, about many things', () => {
    expect(new Set(told.map(({ source }) => source)).size).toBeGreaterThan(10);
    expect(new Set(told.map(({ items }) => JSON.stringify(items[0]))).size).toBeGreaterThan(39);
  });
});
