import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answered, AnsweredByProcedure } from './answers.js';
import type { Loaded } from './load.js';

const COLD_STARTS = 7;

const loads = Array.from({ length: COLD_STARTS }, () => measured<Loaded>('load'));
const ticket = measured<Answered>('ticket');
const naive = measured<Answered>('naive');
const each = measured<AnsweredByProcedure[]>('each');

const dir = join(import.meta.dirname, '..', '..', '..', '..', '.run', 'bench');
mkdirSync(dir, { recursive: true });
writeFileSync(join(dir, 'rules.json'), JSON.stringify({ loads, ticket, naive, each }, null, 2));
console.log(
  `\nRules, by processor time of one core\n\n${rows([
    ['', 'goal', 'median', 'p95', 'naive'],
    ['new ticket under three levels and the regulator, a second', '50000', ...rates('newTicket')],
    ['replay of 30 facts of it, a second', '20000', ...rates('replay')],
    [`load ${loads[0]!.procedures} procedures and 20 years, ms`, '500', ...spread(({ cpuMs }) => cpuMs), ''],
    ['  heap kept, MB', '50', ...spread(({ heapMb }) => heapMb), ''],
    ['  memory of the process more at most, MB', '', ...spread(({ peakMb }) => peakMb), ''],
  ])}\n\nEach procedure alone, a second\n\n${rows([
    ['', 'clocks', 'decisions', 'new ticket', 'replay'],
    ...each.slice(0, 3).map(byProcedure),
    ['median of all', '', '', ...medians()],
  ])}\n\nNaive walks days and hours one by one and begins anew with each fact. Figures as JSON: .run/bench/rules.json`,
);

function measured<T>(figure: string): T {
  console.error(`  measuring ${figure}`);
  const script = join(import.meta.dirname, 'one.js');
  return JSON.parse(execFileSync(process.execPath, ['--expose-gc', script, figure], { encoding: 'utf8' })) as T;
}

function rates(what: keyof Answered): string[] {
  const { median, p95 } = ticket[what];
  return [median, p95, naive[what].median].map((value) => value.toFixed(0));
}

function spread(of: (loaded: Loaded) => number): string[] {
  const all = loads.map(of).sort((one, other) => one - other);
  return [all[COLD_STARTS >> 1]!, all.at(-1)!].map((value) => value.toFixed(0));
}

function byProcedure({ procedure, clocks, decisions, newTicket, replay }: AnsweredByProcedure): string[] {
  return [procedure, String(clocks), String(decisions), newTicket.median.toFixed(0), replay.median.toFixed(0)];
}

function medians(): string[] {
  return (['newTicket', 'replay'] as const).map((what) =>
    each
      .map((one) => one[what].median)
      .sort((one, other) => one - other)
      [each.length >> 1]!.toFixed(0),
  );
}

function rows(cells: readonly string[][]): string {
  return cells.map(([name, ...rest]) => name!.padEnd(60) + rest.map((cell) => cell.padStart(12)).join('')).join('\n');
}
