import type { Violation } from './edge/receipts.js';

/** RFC 9457 problem details, `application/problem+json`, with the violations of an input where there are any. */
export interface ProblemDetails {
  /** A URI reference that names the kind of problem, for instance `/problems/invalid-input`. */
  type: string;
  /** The kind in few words, Chinese and English. */
  title: string;
  status: number;
  /** This occurrence, for a person. */
  detail?: string;
  /** The path of the request. */
  instance?: string;
  violations?: Violation[];
}

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

export { violationsOf } from './violations/violations-of.js';
