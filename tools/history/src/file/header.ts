import { nearest } from '@cc/contracts';
import type { Mapping } from '../mapping/load.js';
import { ImportProblem } from '../problem.js';
import type { Row } from './rows.js';

const OTHER_DELIMITERS = [';', '\t', ','];

/** The place of each column by its name. Throws with everything in which the file and its mapping differ. */
export function columnsOf(file: string, { cells, line }: Row, mapping: Mapping): ReadonlyMap<string, number> {
  const names = cells.map((name) => name.trim());
  const delimiter = OTHER_DELIMITERS.find((other) => other !== mapping.delimiter && cells[0]!.includes(other));
  if (cells.length === 1 && delimiter !== undefined) {
    const { file: of, line: where } = mapping.problem(['delimiter'], '');
    const looks = delimiter === '\t' ? 'tabs' : delimiter;
    throw new ImportProblem(
      `${file}:${line}: looks separated by ${looks}: set delimiter: ${JSON.stringify(delimiter)} in the mapping ${of}:${where}`,
    );
  }
  const problems: string[] = [];
  const at = new Map<string, number>();
  names.forEach((name, place) => {
    const before = at.get(name);
    if (name === '') problems.push(`${file}:${line}: column ${place + 1} has no name`);
    else if (before !== undefined) {
      problems.push(
        `${file}:${line}: "${name}" stands over columns ${before + 1} and ${place + 1}; rename one of them`,
      );
    } else at.set(name, place);
  });

  const named = columnsIn(mapping);
  for (const { column, path } of named) {
    if (at.has(column)) continue;
    const meant = nearest(column, names);
    const advice = meant ? `did you mean "${meant}"?` : `there are ${names.join(', ')}`;
    const { file: of, line: where } = mapping.problem(path, '');
    problems.push(`${of}:${where}: ${path.join('.')}: ${file} has no column "${column}"; ${advice}`);
  }
  const known = new Set(named.map(({ column }) => column));
  const { file: of, line: where } = mapping.problem(['fields'], '');
  for (const name of at.keys()) {
    if (!known.has(name)) {
      problems.push(`${of}:${where}: column "${name}" of ${file} is named nowhere; put it under further or ignore`);
    }
  }
  if (problems.length > 0) throw new ImportProblem('the file and its mapping do not fit together', problems);
  return at;
}

function columnsIn({ fields, further, ignore, repairs }: Mapping): { column: string; path: PropertyKey[] }[] {
  return [
    ...Object.entries(fields).flatMap(([field, says]) => {
      const { column, columns = [] } = (says ?? {}) as { column?: string; columns?: string[] };
      return [
        ...(column === undefined ? [] : [{ column, path: ['fields', field, 'column'] }]),
        ...columns.map((each, place) => ({ column: each, path: ['fields', field, 'columns', place] })),
      ];
    }),
    ...further.map((column, place) => ({ column, path: ['further', place] })),
    ...ignore.map((column, place) => ({ column, path: ['ignore', place] })),
    ...repairs.map(({ column }, place) => ({ column, path: ['repairs', place, 'column'] })),
  ];
}
