import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadOrganisations } from '@cc/procedures';
import { DateTime } from 'luxon';
import { loadMapping } from './mapping/load.js';

const page = join(import.meta.dirname, '..', '..', '..', 'docs', 'import.md');

/** The mapping that the page shows: what it says is what we read by. */
export const documentedMapping = /```yaml\n([^]*?)```/.exec(readFileSync(page, 'utf8'))![1]!;

const group = loadOrganisations().of('telecom-group');

/** The documented mapping, or another text. */
export const aMapping = (text = documentedMapping) => loadMapping('tickets-2015.yaml', text, group);

export const COLUMNS = '编号,受理日期,受理时间,办结时间,渠道,状态,省份,投诉内容,邮编,备注'.split(',');

/** One row by the names of its columns; what a test is not about is filled in. */
export function aRow(over: Record<string, string> = {}): string[] {
  const usual: Record<string, string> = {
    编号: '250635',
    受理日期: '22-04-15',
    受理时间: '3:53:50 PM',
    办结时间: '',
    渠道: '热线',
    状态: '已办结',
    省份: 'Guangdong',
    投诉内容: '宽带断网',
    邮编: '510000',
    备注: '',
  };
  return COLUMNS.map((column) => over[column] ?? usual[column]!);
}

/**
 * An export with the faults of real ones: a mark in front, Windows line ends, day and month that change places where the day
 * is small, lost zeros, a province in capitals, a number that is none, states with two words each; three months, some rows open.
 */
export function anExport(rows: number): string {
  const lines = Array.from({ length: rows }, (_, at) => {
    const day = DateTime.fromISO('2015-04-01', { zone: 'UTC' }).plus({ days: (at * 7) % 91 });
    const state = ['已办结', '已解决', '处理中', '已解决', '待处理'][at % 5]!;
    return aRow({
      编号: at === 5 ? 'comcas' : String(200_000 + at),
      // Whoever wrote it took the small ones for months.
      受理日期: day.toFormat(day.day <= 12 ? 'MM-dd-yy' : 'dd-MM-yy'),
      受理时间: day.plus({ minutes: at * 37 }).toFormat('h:mm:ss a', { locale: 'en-US' }),
      渠道: at % 2 === 0 ? '热线' : '网站',
      状态: state,
      省份: at % 3 === 0 ? 'Hunan' : at === 7 ? 'GUANGDONG' : 'Guangdong',
      投诉内容: at === 2 ? '第一行,\r\n"第二行"' : `宽带断网，第 ${at} 次`,
      邮编: at % 10 === 3 ? '51000' : '510000',
    });
  });
  return `\ufeff${[COLUMNS, ...lines].map((cells) => `${asCsv(cells)}\r\n`).join('')}`;
}

export const asCsv = (cells: readonly string[]): string =>
  cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');

/** A file of these bytes, in a folder of its own. */
export function aFile(content: string | Uint8Array, name = 'tickets-2015.csv'): string {
  const path = join(mkdtempSync(join(tmpdir(), 'import-')), name);
  writeFileSync(path, content);
  return path;
}
