import type { Finding } from '../finding.js';

/** How much there was to compare. */
export interface Counts {
  submissions: number;
  actions: number;
  calls: number;
  facts: number;
  /** What sla-monitor and notification keep. */
  clocks: number;
  messages: number;
  callbacks: number;
  closed: number;
  /** Records that stand in the log again: no fault, and the trace of a relay that sent twice. */
  copies: number;
}

/** Where nothing was asked, nothing can be lost: such a drill has shown nothing. */
const NEEDED = ['submissions', 'actions', 'calls', 'facts', 'clocks', 'messages', 'callbacks', 'closed'] as const;

export function checkCounts(counts: Counts): Finding[] {
  return NEEDED.filter((what) => counts[what] === 0).map((what) => ({
    fault: 'unanswered',
    id: `the drill as a whole, ${what}`,
    expected:
      'at least one, or there is nothing to compare: where all else is well, give it more KILLS or a higher RATE',
    seen: 'none',
  }));
}
