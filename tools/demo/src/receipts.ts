import { table } from '@cc/hub';
import { counted } from './narrator.js';
import type { ReadRecord } from './parties.js';
import type { Pushed } from './submissions.js';

interface ReceiptItem {
  outcome: string;
  complaintId: string | null;
  number: string | null;
  violations: { field: string; rule: string; detail: { zh: string; en: string } }[];
}

/** What the sources are told of what they pushed. */
export class Receipts {
  count = 0;
  readonly outcomes: Record<string, number> = {};
  /** The complaint that is urged, supplemented and answered: the story worth telling. */
  urged = '';
  /** By key, in the order in which they came, which is the order in which a key was pushed. */
  private readonly byKey = new Map<string, ReceiptItem[][]>();

  onRecord({ key, body }: ReadRecord): void {
    const items = body['items'] as ReceiptItem[];
    this.count++;
    this.byKey.set(key, [...(this.byKey.get(key) ?? []), items]);
    for (const { outcome, complaintId } of items) {
      this.outcomes[outcome] = (this.outcomes[outcome] ?? 0) + 1;
      if (outcome === 'urge' && complaintId) this.urged = complaintId;
    }
  }

  /** How many receipts with how many outcomes, and why these are more. */
  inWords(): string {
    const items = [...this.byKey.values()].flat();
    const outcomes = items.reduce((sum, { length }) => sum + length, 0);
    const several = items.filter(({ length }) => length > 1).length;
    const zh = several === 0 ? '' : `（${several} 通电话含多件事，每件一个结果）`;
    const en = several === 0 ? '' : ` (${several} held several matters, each with an outcome of its own)`;
    return (
      `${this.count} 份回执，${outcomes} 个结果${zh} · ${this.count} receipts, ${outcomes} outcomes${en}: ` +
      counted(this.outcomes)
    );
  }

  /** What was pushed beside what came back, in the order of pushing; many of one kind are one line. */
  asTable(pushed: readonly Pushed[]): string {
    const answers = new Map([...this.byKey].map(([key, all]) => [key, [...all]]));
    const lines = pushed.map(({ shows, key }) => ({ shows, key, items: answers.get(key)?.shift() ?? [] }));
    const kinds = Map.groupBy(lines, ({ shows }) => shows);
    return table(
      ['送来的 pushed', '流水号 id', '结果 outcome'],
      [...kinds].map(([shows, alike]) => {
        const [first] = alike;
        const ids = alike.length === 1 ? first!.key : `${first!.key} … ${alike.at(-1)!.key}`;
        return [shows, ids, alike.length === 1 ? first!.items.map(inWords).join('; ') : summary(alike)];
      }),
    );
  }
}

function inWords({ outcome, number, violations: [broken] }: ReceiptItem): string {
  if (!broken) return `${outcome} ${number ?? ''}`.trim();
  const { field, rule, detail } = broken;
  // The advice stands behind the semicolon; the receipt has all of it.
  return `${outcome}: ${field || 'value'} ${detail.en.split(';')[0]} (${rule})`;
}

function summary(alike: readonly { items: ReceiptItem[] }[]): string {
  const outcomes = new Set(alike.flatMap(({ items }) => items.map(({ outcome }) => outcome)));
  return `${alike.length} × ${[...outcomes].join(', ')}`;
}
