import { z } from 'zod';
import type { Answer } from '../answer.js';
import type { DataFile } from '../load/data-file.js';
import type { DataProblem } from '../load/problem.js';
import type { Division } from '../organisation.js';
import { DivisionId, provenance, RuleId } from './schema.js';

export const AuditFile = z.strictObject({
  ...provenance,
  rules: z
    .array(
      z.strictObject({
        rule: RuleId,
        /** All divisions where none is named. */
        slipsOf: z.array(DivisionId).min(1).optional(),
        by: DivisionId,
      }),
    )
    .min(1),
});
export type AuditFile = z.infer<typeof AuditFile>;

const ruleFor = ({ rules }: AuditFile, division: string) =>
  rules.find(({ slipsOf }) => slipsOf?.includes(division) ?? true);

/** Which division audits the slips of a division. The check sees to it that there is one, and that it is another. */
export const auditor =
  (file: AuditFile) =>
  (workOf: string): Answer<string> => {
    const { basis, version, source } = file;
    const { rule, by } = ruleFor(file, workOf)!;
    return { value: by, reason: { rule, basis, version, source } };
  };

export function checkAudit(
  file: DataFile<AuditFile>,
  divisions: ReadonlyMap<string, Division>,
  problems: DataProblem[],
) {
  file.value.rules.forEach(({ slipsOf = [], by }, at) => {
    const named = [...slipsOf.map((id, nth) => [id, ['slipsOf', nth]] as const), [by, ['by']] as const];
    for (const [id, path] of named) {
      if (!divisions.has(id)) problems.push(file.problem(['rules', at, ...path], `unknown division "${id}"`));
    }
  });
  for (const division of divisions.keys()) {
    const rule = ruleFor(file.value, division);
    if (!rule) problems.push(file.problem(['rules'], `nobody audits the slips of division "${division}"`));
    else if (rule.by === division) {
      const path = ['rules', file.value.rules.indexOf(rule), 'by'];
      problems.push(file.problem(path, `division "${division}" would audit its own slips; another one must`));
    }
  }
}
