import { createHash } from 'node:crypto';
import { MEASURES, type Measure } from '../count-facts/measures.js';
import { asCsv } from '../show-reports/as-csv.js';

/** What a frozen report counts. What is imported as history may come at any time and changes none. */
export const FROZEN = MEASURES.filter((measure) => measure !== 'imported' && measure !== 'imported_open');

/** What happened to complaints of a class and a nature in a division, in the whole period. */
export interface FrozenLine {
  division: string;
  class: string;
  nature: string;
  counts: Readonly<Record<Measure, number>>;
}

export const CONTENT_TYPE = 'text/csv; charset=utf-8';

const KEY = ['division', 'class', 'nature'] as const;

/**
 * The report as bytes. The same lines give the same bytes, in whatever order they come: by codes, because names of
 * divisions and classes may change, and what was reported may not.
 */
export function frozenContent(lines: readonly FrozenLine[]): Buffer {
  const keyOf = (line: FrozenLine) => JSON.stringify(KEY.map((part) => line[part]));
  const sorted = lines
    .filter(({ counts }) => FROZEN.some((measure) => counts[measure] !== 0))
    .map((line) => ({ key: keyOf(line), row: { ...line, ...line.counts } }))
    .sort((one, other) => (one.key < other.key ? -1 : 1));
  return Buffer.from(
    asCsv(
      [...KEY, ...FROZEN],
      sorted.map(({ row }) => row),
    ),
  );
}

export const sha256Of = (content: Buffer) => createHash('sha256').update(content).digest('hex');
