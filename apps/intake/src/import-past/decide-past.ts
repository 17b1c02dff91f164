import { objectionsToClosing, type SubmissionItem, type Violation } from '@cc/contracts';
import type { SubmittingParty } from '../rules.js';

export type PastItem = Extract<SubmissionItem, { kind: 'past' }>;

/** What becomes of a complaint of the past: nobody assesses it again, for what was decided was decided elsewhere. */
export type PastDecision =
  | { outcome: 'settled' | 'waiting'; past: PastItem; reasons: [] }
  | { outcome: 'refused'; reasons: []; violations: Violation[] };

/** 历史投诉: closed it counts as settled; open it waits for a person. */
export function decidePast(
  item: PastItem,
  place: number,
  occurredAt: Date,
  { organisation, source }: SubmittingParty,
): PastDecision {
  const at = (field: string) => `/items/${place}${field}`;
  const violations: Violation[] = [];
  if (!source.imports) violations.push(violation(at('/kind'), 'past', notImporting(source.id)));
  if (item.division !== null && !organisation.division(item.division)) {
    violations.push(violation(at('/division'), item.division, unknownDivision(organisation.id)));
  }
  violations.push(...objectionsToClosing(item, occurredAt, at('/closedAt')));
  if (violations.length > 0) return { outcome: 'refused', reasons: [], violations };
  return { outcome: item.state === 'closed' ? 'settled' : 'waiting', past: item, reasons: [] };
}

const violation = (field: string, value: string, { rule, zh, en }: { rule: string; zh: string; en: string }) => ({
  field,
  value,
  rule,
  detail: { zh, en },
});

const notImporting = (source: string) => ({
  rule: 'not-importing',
  zh: `来源 ${source} 不得提交历史投诉；请使用 sources.yaml 中带 imports: true 的来源`,
  en: `${source} may not hand in complaints of the past; use a source with imports: true in sources.yaml`,
});

const unknownDivision = (organisation: string) => ({
  rule: 'unknown-division',
  zh: `${organisation} 没有这个部门；请填写 divisions.yaml 中的代码`,
  en: `${organisation} has no such division; give an id of its divisions.yaml`,
});
