import { placesOf } from '@cc/hub';

interface Report {
  lines: Record<string, string | number>[];
  total: Record<string, number>;
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
export function historyTable(by: string, { lines, total }: Report): string {
  const told = lines.filter((line) => HISTORY.some(([measure]) => Number(line[measure]) !== 0));
  return aligned([
    ['', ...HISTORY.map(([, zh]) => zh)],
    [by, ...HISTORY.map(([, , en]) => en)],
    ...told.map((line) => [String(line['name']), ...HISTORY.map(([measure]) => String(line[measure]))]),
    ['合计 total', ...HISTORY.map(([measure]) => String(total[measure]))],
  ]);
}

/** A report for a terminal, a line for each division or class: its two languages one above the other, so that it stays narrow. */
export function reportTable({ lines, total }: Report): string {
  const rows = [
    ['', ...COLUMNS.map(([, zh]) => zh)],
    ['', ...COLUMNS.map(([, , en]) => en)],
    ...lines.map((line) => [nameOf(line), ...COLUMNS.map(([measure]) => String(line[measure]))]),
    ['合计 total', ...COLUMNS.map(([measure]) => String(total[measure]))],
  ];
  return aligned(rows);
}

function aligned(rows: string[][]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => placesOf(row[column]!))));
  return rows.map((row) => row.map((cell, column) => pad(cell, widths[column]!, column === 0)).join('  ')).join('\n');
}

/** The code of what it is a line of, and its name. */
function nameOf(line: Report['lines'][number]): string {
  const [by] = Object.keys(line);
  return `${line[by!]} ${line['name']}`;
}

function pad(text: string, width: number, left: boolean): string {
  const space = ' '.repeat(width - placesOf(text));
  return left ? text + space : space + text;
}
