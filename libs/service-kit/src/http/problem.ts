import type { ProblemDetails, Violation } from '@cc/contracts';

interface Words {
  zh: string;
  en: string;
}

/** An answer that is no success, as RFC 9457 problem details. Thrown by controllers. */
export class Problem extends Error {
  override name = 'Problem';
  readonly details: ProblemDetails;
  /** The same in each language, for those who are shown one. */
  readonly words: { title: Words; detail: Words | null };

  /** `type` is the last part of the problem's URI: `invalid-input` becomes `/problems/invalid-input`. */
  constructor(problem: { status: number; type: string; title: Words; detail?: Words; violations?: Violation[] }) {
    super(problem.title.en);
    this.words = { title: problem.title, detail: problem.detail ?? null };
    this.details = {
      type: `/problems/${problem.type}`,
      title: bilingual(problem.title),
      status: problem.status,
      ...(problem.detail && { detail: bilingual(problem.detail) }),
      ...(problem.violations && { violations: problem.violations }),
    };
  }
}

const bilingual = (text: Words) => `${text.zh} · ${text.en}`;
