import type { ComplaintId } from '@cc/contracts';

/** What a consumer has applied, judged. */
export interface Verdict {
  applied: number;
  lost: string[];
  doubled: string[];
  disordered: string[];
}

export const SOUND: Omit<Verdict, 'applied'> = { lost: [], doubled: [], disordered: [] };

/** Of a broken run: enough to see what kind of fault it was. */
const SHOWN = 5;

/** Compares what was applied, in its order, with how many events of each stream were published. */
export function judge(
  applied: readonly { stream: ComplaintId; number: number }[],
  published: Iterable<[ComplaintId, number]>,
): Verdict {
  const verdict: Verdict = { applied: applied.length, lost: [], doubled: [], disordered: [] };
  const numbers = Map.groupBy(applied, ({ stream }) => stream);
  for (const [stream, count] of published) {
    const seen = (numbers.get(stream) ?? []).map(({ number }) => number);
    for (let n = 0; n < count; n++) {
      const times = seen.filter((one) => one === n).length;
      if (times === 0) verdict.lost.push(`${stream} ${n}`);
      if (times > 1) verdict.doubled.push(`${stream} ${n}`);
    }
    if (seen.some((n, i) => i > 0 && n < seen[i - 1]!)) verdict.disordered.push(stream);
  }
  return { ...verdict, lost: verdict.lost.slice(0, SHOWN), doubled: verdict.doubled.slice(0, SHOWN) };
}
