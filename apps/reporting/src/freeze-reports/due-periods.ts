import type { Period, ReportRule } from '@cc/procedures';

/** Periods of a report that have counts and are not frozen: those whose time has come, and when that of the next comes. */
export function duePeriods(
  rule: ReportRule,
  { days, frozen, now }: { days: readonly string[]; frozen: ReadonlySet<string>; now: Date },
): { due: Period[]; next: Date | null } {
  const open = new Map(
    days
      .map((day) => rule.periodOf(day))
      .filter(({ name }) => !frozen.has(name))
      .map((period) => [period.name, period]),
  );
  const timed = [...open.values()].flatMap((period) => {
    const { value: at } = rule.frozenAt(period);
    return at === null ? [] : [{ period, at }];
  });
  const later = timed.filter(({ at }) => at > now).map(({ at }) => at.getTime());
  return {
    due: timed.filter(({ at }) => at <= now).map(({ period }) => period),
    next: later.length === 0 ? null : new Date(Math.min(...later)),
  };
}
