import { Outcome, reconciliationLine } from '@cc/contracts';
import type { Step } from './step.js';

/** A receipt, as far as it is reconciled. */
export interface SeenReceipt {
  source: string;
  sourceId: string;
  items: readonly { outcome: Outcome; violations?: readonly { field: string; rule: string }[] }[];
}

/** What was pushed against what came back, submission by submission. Holds what is unanswered, and one number a key. */
export class Ledger {
  private readonly unanswered = new Map<string, Step[]>();
  private readonly outcomes = new Map<Outcome, number>();
  private readonly wrong: string[] = [];
  private submissions = 0;
  private items = 0;
  private doubled = 0;
  private bounces = 0;
  private nameless = 0;
  private deadLetters = 0;

  pushed(step: Step): void {
    if (step.expected.answer === 'deadLetter') {
      this.nameless++;
      return;
    }
    this.submissions++;
    const key = keyOf(step);
    this.unanswered.set(key, [...(this.unanswered.get(key) ?? []), step]);
  }

  /** Receipts of one key come in the order in which it was pushed. A record that was read twice is the reader's to drop. */
  received(receipt: SeenReceipt): void {
    const key = keyOf(receipt);
    const [step, ...others] = this.unanswered.get(key) ?? [];
    if (!step) {
      this.doubled++;
      return;
    }
    if (others.length > 0) this.unanswered.set(key, others);
    else this.unanswered.delete(key);

    for (const { outcome } of receipt.items) this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
    this.items += receipt.items.length;
    const problem = problemOf(step, receipt);
    if (problem) this.wrong.push(`${step.shows} ${key}: ${problem}`);
  }

  /** A request met a changed world and became a complaint of its own; counted apart. */
  bounced(): void {
    this.bounces++;
  }

  deadLetter(): void {
    this.deadLetters++;
  }

  result() {
    const missing = [...this.unanswered.values()].reduce((sum, steps) => sum + steps.length, 0);
    return {
      submissions: this.submissions,
      items: this.items,
      outcomes: Object.fromEntries(
        Outcome.options.map((outcome) => [outcome, this.outcomes.get(outcome) ?? 0]),
      ) as Record<Outcome, number>,
      bounced: this.bounces,
      missing,
      doubled: this.doubled,
      /** Records that name nobody: pushed, and seen among the dead letters. */
      nameless: this.nameless,
      deadLetters: this.deadLetters,
      /** Answered, and otherwise than can be. */
      wrong: this.wrong,
      /** Pushed and never answered: source and key. */
      unanswered: [...this.unanswered.keys()],
    };
  }

  line(): string {
    return reconciliationLine(this.result());
  }
}

const keyOf = ({ source, sourceId }: { source: string; sourceId: string }) => `${source} ${sourceId}`;

function problemOf({ expected }: Step, { items }: SeenReceipt): string | null {
  if (expected.answer !== 'receipt') return 'a receipt for what names nobody';
  if (items.length !== expected.items.length) return `${items.length} items, not ${expected.items.length}`;
  const at = items.findIndex(({ outcome }, item) => !expected.items[item]!.outcomes.includes(outcome));
  if (at >= 0) return `item ${at} is ${items[at]!.outcome}, not ${expected.items[at]!.outcomes.join(' or ')}`;
  const told = new Set(items.flatMap(({ violations = [] }) => violations.map(({ field, rule }) => `${field} ${rule}`)));
  const untold = expected.violations.filter((violation) => !told.has(violation));
  return untold.length > 0 && items.some(({ violations }) => violations)
    ? `does not object to ${untold.join(', ')}`
    : null;
}
