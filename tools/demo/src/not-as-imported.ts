import type { Imported } from '@cc/history';

/** What the reports of the platform say after an import. */
export interface Reported {
  /** Facts by type, as reporting counted them. */
  facts: Record<string, number>;
  differences: readonly unknown[];
  /** Facts that reporting never saw. */
  gaps: readonly unknown[];
}

const IMPORTED = 'complaint.imported.v1';
/** All that an import may leave behind. */
const OF_IMPORTS = [IMPORTED, 'complaint.refused.v1'];

export const othersIn = ({ facts }: Pick<Reported, 'facts'>) =>
  Object.entries(facts).flatMap(([type, count]) => (OF_IMPORTS.includes(type) ? [] : [`${type} ${count}`]));

/** In words what is otherwise than an import of history leaves it; empty where the reports know every row once and nothing else. */
export function notAsImported(
  { outcomes, differences }: Pick<Imported, 'outcomes' | 'differences'>,
  reported: Reported,
): string[] {
  const taken = outcomes.settled + outcomes.waiting;
  const known = reported.facts[IMPORTED] ?? 0;
  const others = othersIn(reported);
  return [
    ...differences,
    ...(known === taken ? [] : [`intake took ${taken} rows, and the reports know ${known}`]),
    ...(others.length === 0 ? [] : [`somebody was told or hurried: ${others.join(', ')}`]),
    ...(reported.gaps.length === 0 ? [] : [`facts are missing in the reports: ${JSON.stringify(reported.gaps)}`]),
    ...(reported.differences.length === 0
      ? []
      : [`figures are not those of the facts: ${JSON.stringify(reported.differences)}`]),
  ];
}
