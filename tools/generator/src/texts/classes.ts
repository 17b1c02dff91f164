/** By what the number or account of a complaint is known (业务号码). */
export type Line = 'broadband' | 'mobile' | 'fixed' | 'tv' | 'leased';

/**
 * What customers say about one class of the category tree, as pieces: `{slot}` is filled from `slots.ts`. `weight`: how
 * often, against the others; orders of magnitude as published complaint statistics of the trade have them: charges,
 * marketing and the network first.
 */
export interface ClassTexts {
  /** Codes from the widest class down. */
  path: readonly string[];
  weight: number;
  line: Line;
  /** Where it happens matters: a fault has a place. */
  placed: boolean;
  phenomena: readonly string[];
  demands: readonly string[];
}

interface Written {
  weight: number;
  line: Line;
  placed?: boolean;
  phenomena: readonly string[];
  demands: readonly string[];
}

/** Classes below one path: `{ 'broadband/broadband-outage': {...} }`. */
export const classesOf = (domain: string, written: Record<string, Written>): ClassTexts[] =>
  Object.entries(written).map(([below, { placed = false, ...texts }]) => ({
    path: [domain, ...below.split('/')],
    placed,
    ...texts,
  }));
