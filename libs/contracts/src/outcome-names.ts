import type { Outcome } from './values.js';

/**
 * What people call each outcome of an item; docs/outcomes.md says what it means. `bounced` is no outcome: it is counted apart, of
 * requests whose complaint was archived before they came.
 */
export const OUTCOME_NAMES: Readonly<Record<Outcome | 'bounced', { zh: string; en: string }>> = {
  ticket: { zh: '建单', en: 'ticket' },
  settled: { zh: '当场解决', en: 'settled on the spot' },
  urge: { zh: '催办', en: 'urge' },
  supplement: { zh: '补充', en: 'supplement' },
  withdrawn: { zh: '撤诉', en: 'withdrawn' },
  duplicate: { zh: '重复推送', en: 'duplicate' },
  handedOver: { zh: '移送', en: 'handed over to another body' },
  refused: { zh: '拒收', en: 'refused' },
  waiting: { zh: '待人工判断', en: 'waiting for a person' },
  bounced: { zh: '归档后才到', en: 'came after the archive' },
};
