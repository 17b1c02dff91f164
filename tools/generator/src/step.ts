import type { Outcome, RawRecord } from '@cc/contracts';

/** What a submission shows, for whoever reads along. */
export type Shows =
  | 'complaint'
  | 'settled'
  | 'twoInOneCall'
  | 'appeal'
  | 'outage'
  | 'rumour'
  | 'urge'
  | 'sameAgain'
  | 'supplement'
  | 'withdraw'
  | 'repeat'
  | 'lateRepeat'
  | 'duplicate'
  | 'conflict'
  | 'urgeOfNothing'
  | 'spoilt'
  | 'mended';

/** What can become of one item. Several, where it depends on what the branches have done by then. */
export interface ExpectedItem {
  outcomes: readonly Outcome[];
}

/** What the ledger holds of a submission. */
export type Expected =
  | {
      answer: 'receipt';
      items: readonly ExpectedItem[];
      /** `field rule`, of what the receipt objects to; empty where it is taken. */
      violations: readonly string[];
    }
  /** It names nobody who could be told: kept as a dead letter. */
  | { answer: 'deadLetter' };

/** One record that a source pushes. */
export interface Step {
  at: Date;
  source: string;
  topic: string;
  record: RawRecord;
  /** Under which key the receipt comes. */
  sourceId: string;
  shows: Shows;
  expected: Expected;
}
