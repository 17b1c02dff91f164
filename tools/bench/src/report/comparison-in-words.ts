import type { Comparison } from '../compare/compare.js';
import { table } from './table.js';

/** Under 1 is less than before: good for a cost, bad for tickets a second. */
export function comparisonInWords({ with: other, pairs, rate, figures }: Comparison): string {
  const rows = figures.map(({ figure, ours, theirs, ratio }) => [
    figure,
    shown(ours),
    shown(theirs),
    ratio.median.toFixed(2),
    `${ratio.least.toFixed(2)} to ${ratio.most.toFixed(2)}`,
  ]);
  return (
    `${table(['', 'this', 'other', 'this by other', 'pairs'], rows)}\n\n` +
    `Compared with ${other}: medians of ${pairs} pairs in turn, the open loop at ${rate} a second. ` +
    `Where the pairs lie on both sides of 1.00, nothing is shown.`
  );
}

const shown = (value: number) => value.toFixed(value < 100 ? 2 : 0);
