import type { ProblemDetails, Violation } from '@cc/contracts';

/** An answer that is no success, as RFC 9457 problem details. Thrown by controllers. */
export class Problem extends Error {
  override name = 'Problem';
  readonly details: ProblemDetails;

  /** `type` is the last part of the problem's URI: `invalid-input` becomes `/problems/invalid-input`. */
  constructor(problem: {
    status: number;
    type: string;
    title: { zh: string; en: string };
    detail?: { zh: string; en: string };
    violations?: Violation[];
  }) {
    super(problem.title.en);
    this.details = {
      type: `/problems/${problem.type}`,
      title: bilingual(problem.title),
      status: problem.status,
      ...(problem.detail && { detail: bilingual(problem.detail) }),
      ...(problem.violations && { violations: problem.violations }),
    };
  }
}

const bilingual = (text: { zh: string; en: string }) => `${text.zh} · ${text.en}`;
