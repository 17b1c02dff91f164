import type { BasisVersion, Reason } from '@cc/contracts';

export const aReason = (over: Partial<Reason> = {}): Reason => ({
  rule: 'test',
  basis: 'telecom-group/test',
  version: '2026-01-01',
  source: 'ours',
  ...over,
});

/** The bases of a telecom-group ticket: the group's own rules and the regulator's fifteen days. */
export const someBases = (): BasisVersion[] => [
  { id: 'telecom-group/monitoring', version: '2026' },
  { id: 'telecom-group/regulator', version: '2026' },
];
