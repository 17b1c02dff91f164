import { OUTCOME_NAMES, SubmissionReceipt, type Outcome } from '@cc/contracts';
import type { Step } from '@cc/generator';
import { table } from '@cc/hub';
import type { Seen } from './outside.js';
import type { Follower } from './play-month.js';

interface ReceiptItem {
  outcome: Outcome;
  number: string | null;
  violations: { field: string; rule: string; detail: { zh: string; en: string } }[];
}

interface Kind {
  pushed: number;
  outcomes: Map<Outcome, number>;
  example: { key: string; answer: string } | null;
}

/** What was pushed beside what came back, kind by kind, with one example of each. */
export class Kinds implements Follower {
  private readonly kinds = new Map<Step['shows'], Kind>();
  private readonly refusals = new Map<string, { count: number; example: string }>();
  /** By source and key, in the order in which it was pushed, which is that of the receipts. */
  private readonly unanswered = new Map<string, Step['shows'][]>();

  pushed({ shows, source, sourceId, expected }: Step): void {
    const kind = this.kinds.get(shows) ?? { pushed: 0, outcomes: new Map(), example: null };
    kind.pushed++;
    this.kinds.set(shows, kind);
    if (expected.answer === 'deadLetter') return;
    const key = `${source} ${sourceId}`;
    this.unanswered.set(key, [...(this.unanswered.get(key) ?? []), shows]);
  }

  saw({ type, body }: Seen): void {
    if (type !== SubmissionReceipt.type) return;
    const { source, sourceId, items } = body as unknown as { source: string; sourceId: string; items: ReceiptItem[] };
    const key = `${source} ${sourceId}`;
    const [shows, ...others] = this.unanswered.get(key) ?? [];
    if (!shows) return;
    if (others.length > 0) this.unanswered.set(key, others);
    else this.unanswered.delete(key);

    const kind = this.kinds.get(shows)!;
    kind.example ??= { key: sourceId, answer: items.map(inWords).join('; ') };
    for (const { outcome, violations } of items) {
      kind.outcomes.set(outcome, (kind.outcomes.get(outcome) ?? 0) + 1);
      for (const { rule, detail } of violations) {
        const refusal = this.refusals.get(rule) ?? { count: 0, example: `${short(detail.zh)} · ${short(detail.en)}` };
        this.refusals.set(rule, { ...refusal, count: refusal.count + 1 });
      }
    }
  }

  asTable(): string {
    return table(
      ['送来的 pushed', '件 count', '结果 outcomes', '例 example'],
      [...this.kinds]
        .sort(([, one], [, other]) => other.pushed - one.pushed)
        .map(([shows, { pushed, outcomes, example }]) => [
          `${IN_WORDS[shows].zh} · ${IN_WORDS[shows].en}`,
          pushed,
          [...outcomes].map(([outcome, count]) => `${count} ${outcome} ${OUTCOME_NAMES[outcome].zh}`).join(', '),
          example ? `${example.key}: ${example.answer}` : '-',
        ]),
    );
  }

  refusalsAsTable(): string {
    return table(
      ['规则 rule', '件 count', '例 example'],
      [...this.refusals]
        .sort(([, one], [, other]) => other.count - one.count)
        .map(([rule, { count, example }]) => [rule, count, example]),
    );
  }
}

const short = (text: string) => (text.length > 90 ? `${text.slice(0, 90)}…` : text);

function inWords({ outcome, number, violations: [broken] }: ReceiptItem): string {
  if (!broken) return `${outcome} ${number ?? ''}`.trim();
  return `${outcome}: ${broken.field || 'value'} (${broken.rule})`;
}

/** As a stranger understands them. */
const IN_WORDS: Record<Step['shows'], { zh: string; en: string }> = {
  complaint: { zh: '客户投诉', en: 'a complaint' },
  settled: { zh: '当场解决', en: 'settled on the spot' },
  twoInOneCall: { zh: '一次来电两件事', en: 'two complaints in one call' },
  appeal: { zh: '工信部申诉', en: 'an appeal to the ministry' },
  outage: { zh: '片区断网', en: 'an outage of many' },
  rumour: { zh: '传言', en: 'a rumour' },
  urge: { zh: '催办', en: 'an urge' },
  sameAgain: { zh: '同一诉求再次来电', en: 'the same said again' },
  supplement: { zh: '补充', en: 'something is added' },
  withdraw: { zh: '撤诉', en: 'withdrawn' },
  repeat: { zh: '重复投诉', en: 'a repeat within 30 days' },
  lateRepeat: { zh: '30 天后再次投诉', en: 'again after 30 days' },
  duplicate: { zh: '重复推送', en: 'sent twice' },
  conflict: { zh: '同号不同内容', en: 'one id, other content' },
  urgeOfNothing: { zh: '催办未知工单', en: 'an urge about nothing known' },
  spoilt: { zh: '报文错误', en: 'a malformed record' },
  mended: { zh: '更正后重报', en: 'mended and sent again' },
};
