import { z } from 'zod';
import type { Answer } from '../answer.js';
import { AUDIT_ACTIONS, BESIDE_THE_STEPS, BRANCH_ACTIONS } from '../branch-actions.js';
import type { OfferedByTopic } from '../organisation.js';
import { provenance, RuleId } from './schema.js';

export const ByTopicFile = z.strictObject({
  ...provenance,
  rules: z
    .array(
      z.strictObject({
        rule: RuleId,
        roles: z.array(z.enum(['handler', 'dispatcher', 'supervisor'])).min(1),
        actions: z.array(z.enum([...BRANCH_ACTIONS, ...BESIDE_THE_STEPS]).exclude(AUDIT_ACTIONS)).min(1),
      }),
    )
    .min(1),
});
export type ByTopicFile = z.infer<typeof ByTopicFile>;

/** What the topic of a division vouches for about the division's own work. What no rule allows is refused. */
export const byTopic =
  ({ rules, basis, version, source }: ByTopicFile) =>
  ({ division, workOf, role, action }: OfferedByTopic): Answer<boolean> => {
    const allowing = rules.find(
      ({ roles, actions }) =>
        (roles as readonly string[]).includes(role) && (actions as readonly string[]).includes(action),
    );
    const may = allowing !== undefined && division === workOf;
    const rule = may ? allowing.rule : `${action}/not-by-${role}-by-topic`;
    return { value: may, reason: { rule, basis, version, source } };
  };
