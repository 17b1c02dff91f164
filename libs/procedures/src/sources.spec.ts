import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDataFile } from './load/data-file.js';
import type { DataProblem } from './load/problem.js';
import { EXAMPLES, yamlFiles } from './procedure/load.js';
import { ProcedureFile } from './procedure/schema.js';

const PROCEDURES = join(import.meta.dirname, '../data/procedures');
const PAGE = join(import.meta.dirname, '../../../docs/sources.md');

describe('docs/sources.md', () => {
  const problems: DataProblem[] = [];
  const texts = yamlFiles(PROCEDURES)
    .filter((name) => !name.endsWith(EXAMPLES))
    .flatMap((path) => readDataFile(path, ProcedureFile, problems)?.value ?? [])
    .flatMap(({ id, versions }) => versions.flatMap(({ source }) => (source ? [{ id, title: source.title }] : [])));
  /** `- title (where it stands): procedure`. */
  const lines = [...readFileSync(PAGE, 'utf8').matchAll(/^- (.+): `(.+)`$/gm)].map(([, text, id]) => ({
    text: text!,
    id: id!,
  }));

  it.each(texts)('says in which file the text of $id was received', ({ id, title }) => {
    const line = lines.find((one) => one.id === id);

    expect(line?.text.startsWith(title)).toBe(true);
  });

  it('names no procedure that there is not', () => {
    const known = new Set(texts.map(({ id }) => id));

    expect(lines.map(({ id }) => id).filter((id) => !known.has(id))).toEqual([]);
  });
});
