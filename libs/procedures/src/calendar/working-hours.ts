/** Business time: the windows in which working hours pass. Answers are null outside the decreed years. */
export interface WorkingHours {
  /** Milliseconds worked before an instant; only differences mean something. */
  before(instant: number): number | null;
  /** The instant at which that much is worked; at a gap, its beginning (`closing`) or its end (`nextOpening`). */
  reaching(worked: number, atGap: 'closing' | 'nextOpening'): number | null;
  /** The last closing of the windows that open in this span of time, or null when there is none. */
  lastClosing(from: number, until: number): number | null;
}

export interface Window {
  opensAt: number;
  closesAt: number;
}

/** Windows ascending and apart; `from` and `until` bound the decreed time. */
export function workingHours(windows: readonly Window[], from: number, until: number): WorkingHours {
  const opens = Float64Array.from(windows, ({ opensAt }) => opensAt);
  const closes = Float64Array.from(windows, ({ closesAt }) => closesAt);
  const workedAtOpening = new Float64Array(windows.length + 1);
  windows.forEach(({ opensAt, closesAt }, at) => (workedAtOpening[at + 1] = workedAtOpening[at]! + closesAt - opensAt));
  const total = workedAtOpening[windows.length]!;

  return {
    before(instant) {
      if (instant < from || instant > until) return null;
      const at = firstAbove(closes, instant);
      return workedAtOpening[at]! + (at < windows.length ? Math.max(0, instant - opens[at]!) : 0);
    },
    reaching(worked, atGap) {
      if (worked < 0 || worked > total || windows.length === 0) return null;
      // The window in which it is reached: the first whose end is not below it, or not below and not at it.
      const at =
        atGap === 'closing' ? firstNotBelow(workedAtOpening, worked) - 1 : firstAbove(workedAtOpening, worked) - 1;
      if (at >= windows.length) return null;
      const window = Math.max(at, 0);
      return opens[window]! + worked - workedAtOpening[window]!;
    },
    lastClosing(dayStart, dayEnd) {
      const at = firstNotBelow(opens, dayEnd) - 1;
      return at >= 0 && opens[at]! >= dayStart ? closes[at]! : null;
    },
  };
}

/** Index of the first value above `limit`; the length when there is none. */
function firstAbove(ascending: Float64Array, limit: number): number {
  return firstWhere(ascending, (value) => value > limit);
}

function firstNotBelow(ascending: Float64Array, limit: number): number {
  return firstWhere(ascending, (value) => value >= limit);
}

function firstWhere(ascending: Float64Array, holds: (value: number) => boolean): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(ascending[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
