/** How something is spread: half is no more than `p50`, 99 of 100 no more than `p99`. */
export interface Spread {
  count: number;
  p50: number;
  p90: number;
  p99: number;
  most: number;
}

/** The nearest rank: each figure is one that was measured. Nothing was measured: nobody can say. */
export function spreadOf(measured: readonly number[] | Float64Array): Spread | null {
  if (measured.length === 0) return null;
  const sorted = Float64Array.from(measured).sort();
  const rank = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
  return { count: sorted.length, p50: rank(0.5), p90: rank(0.9), p99: rank(0.99), most: sorted.at(-1)! };
}

export function medianOf(measured: readonly number[]): number {
  const sorted = [...measured].sort((one, other) => one - other);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
