import { medianOf } from '../measure/spread.js';

/** One figure of two commits, measured in turn. */
export interface Compared {
  figure: string;
  /** Medians. */
  ours: number;
  theirs: number;
  /** Ours by theirs, pair by pair: what the machine did meanwhile met both of a pair. */
  ratio: { median: number; least: number; most: number };
}

export function compared(figure: string, pairs: readonly (readonly [ours: number, theirs: number])[]): Compared {
  const ratios = pairs.map(([ours, theirs]) => ours / theirs);
  return {
    figure,
    ours: medianOf(pairs.map(([ours]) => ours)),
    theirs: medianOf(pairs.map(([, theirs]) => theirs)),
    ratio: { median: medianOf(ratios), least: Math.min(...ratios), most: Math.max(...ratios) },
  };
}

export type Commit = 'ours' | 'theirs';

/** Who is measured first changes from pair to pair: a machine that grows warm or full must not count for one alone. */
export const turnsOf = (pair: number): readonly [Commit, Commit] =>
  pair % 2 === 1 ? ['ours', 'theirs'] : ['theirs', 'ours'];
