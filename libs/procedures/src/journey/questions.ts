import type { Configured, Reason } from '../answer.js';
import { answerTo } from '../conditions/decide.js';
import type { Fields } from '../conditions/fields.js';
import type { Decision, Procedure } from '../procedure/procedure.js';

/** A ticket under one of its procedures, with what that one decides about it. */
export interface Seen {
  procedure: Procedure;
  fields: Fields;
}

/** The answer of the first procedure that gives one; of those that leave it open, the first says so. */
export function answerOf(seen: readonly Seen[], question: string): Configured<string | boolean | number> | null {
  let open: Configured<string | boolean | number> | null = null;
  for (const { procedure, fields } of seen) {
    const decision = decisionsOf(procedure).get(question);
    if (!decision) continue;
    const answer = answerTo(decision, fields);
    if (answer.configured) return answer;
    open ??= answer;
  }
  return open;
}

const decisions = new WeakMap<Procedure, ReadonlyMap<string, Decision>>();

function decisionsOf(procedure: Procedure): ReadonlyMap<string, Decision> {
  const before = decisions.get(procedure);
  if (before) return before;
  const made = new Map(procedure.decisions.map((decision) => [decision.field, decision]));
  decisions.set(procedure, made);
  return made;
}

/** The same in the words of the services; what no procedure answers is as it would be without any rule. */
export function wordOf<T extends string>(
  seen: readonly Seen[],
  question: string,
  words: Readonly<Record<string, T>>,
  otherwise: T,
): { value: T; reason: Reason } {
  const answer = answerOf(seen, question);
  const reason = answer?.reason ?? unanswered(seen, question);
  const value = answer?.configured ? words[String(answer.value)] : undefined;
  return { value: value ?? otherwise, reason };
}

export function unanswered([first]: readonly Seen[], question: string): Reason {
  const { id, version } = first?.procedure.basis ?? { id: 'none', version: '' };
  return { rule: `${question}/not-asked`, basis: id, version, source: 'no procedure says anything about it' };
}
