import type { Soak } from '../legs/soak.js';
import type { Spread } from '../measure/spread.js';
import { table } from './table.js';

/** Whether it kept up and stayed as large as it was, and how long everything took meanwhile. */
export function soakInWords({ measured, minutes, memoryMb, backlog, flat, sustained }: Soak): string {
  const p = (spread: Spread | null, which: 'p50' | 'p99') => spread?.[which].toFixed(0) ?? '-';
  const byMinute = table(
    ['minute', 'submissions', 'work order p50', 'p99', 'report cell p50', 'p99', 'most waiting'],
    minutes.map(({ minute, submissions, workOrderMs, reportCellMs, backlog: waiting }) => [
      String(minute),
      String(submissions),
      p(workOrderMs, 'p50'),
      p(workOrderMs, 'p99'),
      p(reportCellMs, 'p50'),
      p(reportCellMs, 'p99'),
      String(waiting),
    ]),
  );
  const memory = table(
    ['MB', 'first third', 'last third', 'most', 'a minute', 'verdict'],
    Object.entries(memoryMb).map(([name, trend]) => [
      name,
      ...[trend.firstThird, trend.lastThird, trend.most].map((mb) => mb.toFixed(0)),
      `${trend.perMinute < 0 ? '-' : '+'}${Math.abs(trend.perMinute).toFixed(2)}`,
      trend.flat ? 'flat' : 'grows',
    ]),
  );
  const kept = sustained ? 'kept up' : 'did not keep up';
  return (
    `${byMinute}\n\n${memory}\n\n` +
    `soak: ${measured.tickets} tickets at ${measured.rate} a second, ${kept} ` +
    `(at the end ${backlog.lastThird.toFixed(0)} waited, at most ${backlog.most.toFixed(0)}), memory ${flat ? 'flat' : 'grows'}`
  );
}
