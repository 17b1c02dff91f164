import { z } from 'zod';
import type { Answer } from '../answer.js';
import type { DataFile } from '../load/data-file.js';
import type { DataProblem } from '../load/problem.js';
import type { Division, OfferedByTopic } from '../organisation.js';
import { DivisionId, RuleId } from './schema.js';

export const ByTopicFile = z.strictObject({
  basis: z.string().min(1),
  version: z.string().min(1),
  source: z.string().min(1),
  rules: z
    .array(
      z.strictObject({
        rule: RuleId,
        /** All divisions where none is named. */
        divisions: z.array(DivisionId).min(1).optional(),
        work: z.enum(['own', 'any']),
        roles: z.array(z.enum(['handler', 'dispatcher', 'auditor', 'supervisor'])).min(1),
        actions: z
          .array(
            z.enum([
              'accept',
              'return',
              'transfer',
              'reply',
              'refuseReply',
              'approveReply',
              'pause',
              'resume',
              'close',
            ]),
          )
          .min(1),
      }),
    )
    .min(1),
});
export type ByTopicFile = z.infer<typeof ByTopicFile>;

/** What the topic of a division vouches for. What no rule allows is refused. */
export function byTopic({ rules, basis, version, source }: ByTopicFile) {
  const of = (division: string, workOf: string) =>
    rules.filter(
      ({ divisions, work }) => (divisions?.includes(division) ?? true) && (work === 'any' || division === workOf),
    );
  return {
    reachesByTopic: (division: string, workOf: string): boolean => of(division, workOf).length > 0,
    mayByTopic({ division, workOf, role, action }: OfferedByTopic): Answer<boolean> {
      const allowing = of(division, workOf).find(
        ({ roles, actions }) =>
          (roles as readonly string[]).includes(role) && (actions as readonly string[]).includes(action),
      );
      const rule = allowing?.rule ?? `${action}/not-by-${role}-by-topic`;
      return { value: allowing !== undefined, reason: { rule, basis, version, source } };
    },
  };
}

export function checkByTopic(
  file: DataFile<ByTopicFile>,
  divisions: ReadonlyMap<string, Division>,
  problems: DataProblem[],
) {
  file.value.rules.forEach((rule, at) =>
    rule.divisions?.forEach((id, nth) => {
      if (divisions.has(id)) return;
      problems.push(file.problem(['rules', at, 'divisions', nth], `unknown division "${id}"`));
    }),
  );
}
