import type { BasisVersion, Reason } from '../answer.js';

/** The procedures the provisional answers come from; `life-cycle` and `limits` hold values of ours. */
export const BASES = {
  regulation: { id: 'telecom-user-appeal-regulation', version: '2016' },
  branchTrial: { id: 'telecom-branch-trial', version: 'trial' },
  group2019: { id: 'telecom-group-2019', version: '2019' },
  limits: { id: 'telecom-group/limits', version: '2026' },
  groupLevel: { id: 'telecom-group/group-level', version: '2026' },
  lifeCycle: { id: 'telecom-group/life-cycle', version: '2026' },
} as const satisfies Record<string, BasisVersion>;

export type BasisName = keyof typeof BASES;

/** What every complaint falls under; complaints of group level and appeals have `groupLevel` on top. */
export const ALWAYS: readonly BasisName[] = ['regulation', 'branchTrial', 'group2019', 'limits', 'lifeCycle'];

/** Titles, articles and lines as the catalogue of procedures cites them. */
export const SOURCES = {
  ours: 'ours',
  regulationArticle8: '电信用户申诉处理办法 第八条, lines 39-41',
  branchTrialRepeat1: '分公司投诉处理管理办法(试行) 重复投诉 (1), line 135',
  branchTrialRepeat2: '分公司投诉处理管理办法(试行) 重复投诉 (2), line 137',
  groupNature: '中国电信客户投诉管理办法(2019版) 1.3 投诉性质, line 321',
  groupRepeat: '中国电信客户投诉管理办法(2019版) 1.3 重复投诉, line 333',
  groupMajor: '中国电信客户投诉管理办法(2019版) 1.3 重大投诉, lines 335-339',
  groupSlipAudit: '中国电信客户投诉管理办法(2019版) 2.1.2 (一) 审核处理工信部申诉回单, line 349',
  groupWarningGrades: '中国电信客户投诉管理办法(2019版) 2.1.1 分级预警, line 343: named, not defined',
} as const;

export function because(basis: BasisName, rule: string, source: keyof typeof SOURCES = 'ours'): Reason {
  const { id, version } = BASES[basis];
  return { rule, basis: id, version, source: SOURCES[source] };
}

/** Throws on a procedure that is not known here: a ticket without its clocks must not pass for one that has none. */
export function known(bases: readonly BasisVersion[]): ReadonlySet<BasisName> {
  const names = Object.keys(BASES) as BasisName[];
  return new Set(
    bases.map(({ id, version }) => {
      const name = names.find((candidate) => BASES[candidate].id === id && BASES[candidate].version === version);
      if (name) return name;
      const all = Object.values(BASES).map((basis) => `${basis.id} ${basis.version}`);
      throw new Error(`unknown procedure ${id} ${version}; known: ${all.join(', ')}`);
    }),
  );
}
