import { placesOf } from '@cc/hub';

interface Report {
  lines: Record<string, string | number>[];
  total: Record<string, number>;
}

/** The same report with the names of its lines in either language. */
export interface InBoth {
  zh: Report;
  en: Report;
}

/** Asks for it in both. */
export async function inBothLanguages(path: string, ask: (path: string) => Promise<unknown>): Promise<InBoth> {
  const address = `${path}${path.includes('?') ? '&' : '?'}lang=`;
  const [zh, en] = await Promise.all([ask(`${address}zh`), ask(`${address}en`)]);
  return { zh: zh as Report, en: en as Report };
}

const COLUMNS: [measure: string, zh: string, en: string][] = [
  ['recorded', '受理', 'recorded'],
  ['settled', '当场', 'settled'],
  ['dispatched', '派单', 'dispatched'],
  ['returned', '驳回', 'returned'],
  ['answered', '答复', 'answered'],
  ['closed', '归档', 'closed'],
  ['on_time', '按时', 'on time'],
  ['late', '超时', 'late'],
  ['missed', '时限超时', 'missed'],
  ['abnormal', '异常', 'abnormal'],
  ['urges', '催办', 'urges'],
];

const HISTORY: typeof COLUMNS = [
  ['recorded', '受理', 'recorded'],
  ['imported', '导入', 'imported'],
  ['imported_open', '未办结', 'still open'],
  ['tickets', '工单', 'tickets'],
];

/** What an import brought, by month or by division; lines of which these columns say nothing are left out. */
export function historyTable(by: string, report: InBoth): string {
  const { lines, total } = report.zh;
  const isTold = (line: Report['lines'][number]) => HISTORY.some(([measure]) => Number(line[measure]) !== 0);
  return aligned([
    ['', ...HISTORY.map(([, zh]) => zh)],
    [by, ...HISTORY.map(([, , en]) => en)],
    ...lines.flatMap((line, index) =>
      isTold(line)
        ? named(
            namesOf(report, index),
            HISTORY.map(([measure]) => String(line[measure])),
          )
        : [],
    ),
    ['合计 total', ...HISTORY.map(([measure]) => String(total[measure]))],
  ]);
}

/** A report for a terminal, a line for each division or class: its two languages one above the other, so that it stays narrow. */
export function reportTable(report: InBoth): string {
  const { lines, total } = report.zh;
  const rows = [
    ['', ...COLUMNS.map(([, zh]) => zh)],
    ['', ...COLUMNS.map(([, , en]) => en)],
    ...lines.flatMap((line, index) =>
      named(
        nameOf(report, index),
        COLUMNS.map(([measure]) => String(line[measure])),
      ),
    ),
    ['合计 total', ...COLUMNS.map(([measure]) => String(total[measure]))],
  ];
  return aligned(rows);
}

function aligned(rows: string[][]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => placesOf(row[column]!))));
  return rows
    .map((row) =>
      row
        .map((cell, column) => pad(cell, widths[column]!, column === 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** More places than this, and the second name goes below the first. */
const WIDEST_NAME = 40;

/** A line with its figures; of a long name the English half on a line of its own, so that the table stays narrow. */
function named(names: string[], figures: string[]): string[][] {
  const whole = names.join(' · ');
  if (placesOf(whole) <= WIDEST_NAME) return [[whole, ...figures]];
  const [first, ...others] = names;
  return [[first!, ...figures], ...others.map((name) => [`  ${name}`, ...figures.map(() => '')])];
}

/** The code of what it is a line of, and its names. */
function nameOf(report: InBoth, index: number): string[] {
  const [code] = Object.values(report.zh.lines[index]!);
  const [first, ...others] = namesOf(report, index);
  return [`${code} ${first}`, ...others];
}

/** Its two names, or the one that both languages have, as that of a month. */
function namesOf({ zh, en }: InBoth, index: number): string[] {
  return [...new Set([zh, en].map(({ lines }) => String(lines[index]!['name'])))];
}

function pad(text: string, width: number, left: boolean): string {
  const space = ' '.repeat(width - placesOf(text));
  return left ? text + space : space + text;
}
