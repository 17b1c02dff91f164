import type { Below } from './sections/notation.js';

/** What an overlay does to a rule above it, from the least to the most. */
export type Degree = 'tighten' | 'loosen' | 'replace';

const DEGREES: readonly Degree[] = ['tighten', 'loosen', 'replace'];

/** Whether a rule lets that much be done to it. */
export function lets(below: Below, degree: Degree): boolean {
  return below !== 'nothing' && DEGREES.indexOf(degree) <= DEGREES.indexOf(below);
}

/** The most of several. */
export function most(degrees: readonly Degree[]): Degree {
  return degrees.reduce((one, other) => (DEGREES.indexOf(other) > DEGREES.indexOf(one) ? other : one), 'tighten');
}

/** A number that grows tightens, or loosens; one that comes or goes stands in the place of something else. */
export function ofNumber(before: number | null, after: number | null, growing: 'tighten' | 'loosen'): Degree {
  if (before === after) return 'tighten';
  if (before === null) return 'tighten';
  if (after === null) return 'loosen';
  return after > before === (growing === 'tighten') ? 'tighten' : 'loosen';
}

/** Whether one lets more be done below it than another. */
export function opensMore(before: Below, after: Below): boolean {
  return DEGREES.some((degree) => lets(after, degree) && !lets(before, degree));
}
