import type { Language } from '@cc/procedures';

/** Why a row is not taken: the column, what stood there, which rule, and what would be right. */
export interface Objection {
  column: string;
  /** The cell as it is written in the file, shortened, and masked where intake masks it; null where it is about no cell. */
  value: string | null;
  /** What repairs and the format made of it, where that is something else. */
  readAs?: string;
  rule: string;
  reason: string;
}

/** A row that was not taken, whoever refused it. */
export interface RefusedRow {
  line: number;
  objections: Objection[];
}

/** As many rows as somebody reads at a terminal. */
export const MOST_SHOWN = 20;

/** One line for each thing that is wrong with a row. */
export function refusalInWords(file: string, { line, objections }: RefusedRow, language: Language): string[] {
  return objections.map(({ column, value, readAs, rule, reason }) => {
    const held = value === null || value === '' ? '' : ` ${JSON.stringify(value)}`;
    const read = readAs === undefined ? null : JSON.stringify(readAs);
    if (language === 'zh') {
      return `${file}:${line}：${column}${held}${read === null ? '' : `（读作 ${read}）`} ${reason}（${rule}）`;
    }
    return `${file}:${line}: ${column}${held}${read === null ? '' : `, read as ${read},`} ${reason} (${rule})`;
  });
}
