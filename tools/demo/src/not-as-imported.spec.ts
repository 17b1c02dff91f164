import { Outcome } from '@cc/contracts';
import { notAsImported } from './not-as-imported.js';

const none = Object.fromEntries(Outcome.options.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
const done = { outcomes: { ...none, settled: 3, waiting: 1, refused: 1 }, differences: [] as string[] };
const reported = {
  facts: { 'complaint.imported.v1': 4, 'complaint.refused.v1': 1 } as Record<string, number>,
  differences: [] as unknown[],
  gaps: [] as unknown[],
};

describe('what an import of history left', () => {
  it('is as it was told where the reports know every row once', () => {
    expect(notAsImported(done, reported)).toEqual([]);
  });

  it.each([
    ['a row is in no report', {}, { facts: { 'complaint.imported.v1': 3 } }, 'took 4 rows, and the reports know 3'],
    ['a row is there twice', {}, { facts: { 'complaint.imported.v1': 5 } }, 'took 4 rows, and the reports know 5'],
    ['a clock runs', {}, { facts: { ...reported.facts, 'deadline.armed.v1': 2 } }, 'deadline.armed.v1 2'],
    ['a fact never came', {}, { gaps: [{ publisher: 'intake', partition: 0, missing: 1 }] }, 'intake'],
    ['a figure is another', {}, { differences: [{ cell: '2015-06' }] }, '2015-06'],
    ['rows do not add up', { differences: ['1 of 5 rows have no outcome'] }, {}, '1 of 5 rows'],
  ])('is not where %s', (_, sums, other, said) => {
    expect(notAsImported({ ...done, ...sums }, { ...reported, ...other })).toEqual([expect.stringContaining(said)]);
  });
});
