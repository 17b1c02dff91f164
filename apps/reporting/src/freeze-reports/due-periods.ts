import type { Period, ReportRule } from '@cc/procedures';

/**
 * Periods of a report that have counts and are not frozen: those whose time has come, when that of the next comes, and those of
 * which nobody knows when it comes, because no decree says so yet.
 */
export function duePeriods(
  rule: ReportRule,
  { days, frozen, now }: { days: readonly string[]; frozen: ReadonlySet<string>; now: Date },
): { due: Period[]; next: Date | null; undecreed: Period[] } {
  const open = new Map(
    days
      .map((day) => rule.periodOf(day))
      .filter(({ name }) => !frozen.has(name))
      .map((period) => [period.name, period]),
  );
  const looked = [...open.values()].map((period) => ({ period, at: rule.frozenAt(period).value }));
  const timed = looked.flatMap(({ period, at }) => (at === null ? [] : [{ period, at }]));
  const later = timed.filter(({ at }) => at > now).map(({ at }) => at.getTime());
  return {
    due: timed.filter(({ at }) => at <= now).map(({ period }) => period),
    undecreed: looked.filter(({ at }) => at === null).map(({ period }) => period),
    next: later.length === 0 ? null : new Date(Math.min(...later)),
  };
}
