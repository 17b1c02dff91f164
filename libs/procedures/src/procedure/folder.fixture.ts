import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { loadCalendars } from '../calendar/load.js';
import { InvalidProcedures } from './invalid-procedures.js';
import { loadProcedures, type ProcedureBook } from './load.js';

export const calendars = loadCalendars(join(import.meta.dirname, '../../data/calendars'), []);

/** The procedures of a folder that holds these files, by name and text. */
export function loadFiles(files: Readonly<Record<string, string>>): ProcedureBook {
  const dir = mkdtempSync(join(tmpdir(), 'procedures-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
    return loadProcedures(dir, calendars);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** What is wrong with them, as `file:line: message`. */
export function refusals(files: Readonly<Record<string, string>>): string[] {
  try {
    loadFiles(files);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidProcedures)) throw error;
    return error.problems.map(({ file, line, message }) => `${basename(file)}:${line}: ${message}`);
  }
}

/** A text is refused with these words and no others; `expected` begins with the line. */
export function expectRefused(text: string, expected: string | RegExp | readonly string[]): void {
  const told = refusals({ 'a.yaml': text }).map((refusal) => refusal.replace(/^a\.yaml:/, ''));
  if (expected instanceof RegExp) expect(told).toEqual([expect.stringMatching(expected)]);
  else expect(told).toEqual([expected].flat());
}

/** A literal procedure of one version; `sections` begin on line 9. */
export const literal = (sections: string, id = 'shop') => `id: ${id}
name: { zh: 商店, en: Shop }
versions:
  - version: '1'
    source: { title: 投诉规定, lines: 1-20 }
    roles: { clerk: { name: { zh: 店员, en: Clerk } } }
    events: { goods.returned: { zh: 退货, en: Goods returned } }
    fields: { damaged: { name: { zh: 损坏, en: Damaged }, type: flag }, size: { name: { zh: 大小, en: Size }, type: choice, values: [big, small] } }
${indented(sections)}`;

/** An overlay on it; \`sections\` begin on line 6. */
export const overlay = (sections: string, id = 'shop-ours', above = 'shop') => `id: ${id}
name: { zh: 本店, en: Our shop }
versions:
  - version: '1'
    extends: { procedure: ${above}, version: '1' }
${indented(sections)}`;

const indented = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => `    ${line}\n`)
    .join('');
