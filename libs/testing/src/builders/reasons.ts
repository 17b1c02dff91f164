import type { BasisVersion, Reason } from '@cc/contracts';

export const aReason = (over: Partial<Reason> = {}): Reason => ({
  rule: 'test',
  basis: 'telecom-group/test',
  version: '2026-01-01',
  source: 'ours',
  ...over,
});

/** The bases of a telecom-group ticket: the operator's own limits and the regulator's fifteen days. */
export const someBases = (): BasisVersion[] => [
  { id: 'telecom-user-appeal-regulation', version: '2016' },
  { id: 'telecom-group-2019', version: '2019' },
  { id: 'telecom-group/limits', version: '2026' },
];
