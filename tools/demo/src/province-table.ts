interface Report {
  lines: Record<string, string | number>[];
  total: Record<string, number>;
}

const COLUMNS: [measure: string, heading: string][] = [
  ['recorded', '受理 recorded'],
  ['settled', '当场 settled'],
  ['dispatched', '派单 dispatched'],
  ['returned', '驳回 returned'],
  ['answered', '答复 answered'],
  ['closed', '归档 closed'],
  ['on_time', '按时 on time'],
  ['late', '超时 late'],
  ['urges', '催办 urges'],
];

/** 分省统计表 for a terminal. */
export function divisionTable({ lines, total }: Report): string {
  const rows = [
    ['分省统计 by division', ...COLUMNS.map(([, heading]) => heading)],
    ...lines.map((line) => [
      `${line['division']} ${line['name']}`,
      ...COLUMNS.map(([measure]) => String(line[measure])),
    ]),
    ['合计 total', ...COLUMNS.map(([measure]) => String(total[measure]))],
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => places(row[column]!))));
  return rows.map((row) => row.map((cell, column) => pad(cell, widths[column]!, column === 0)).join('  ')).join('\n');
}

function pad(text: string, width: number, left: boolean): string {
  const space = ' '.repeat(width - places(text));
  return left ? text + space : space + text;
}

/** A Chinese character takes two places on a terminal. */
function places(text: string): number {
  return [...text].reduce((sum, character) => sum + (character.codePointAt(0)! > 0x2e7f ? 2 : 1), 0);
}
