import { nearest } from '@cc/contracts';
import type { LocalisedText } from '@cc/procedures';
import type { Mapping } from '../mapping/load.js';
import { ImportProblem } from '../problem.js';
import { delimiterOf } from './delimiter.js';
import type { Row } from './rows.js';

const MOST_SHOWN = 120;

/** The place of each column by its name. Throws with everything in which the file and its mapping differ. */
export function columnsOf(file: string, { cells, line }: Row, mapping: Mapping): ReadonlyMap<string, number> {
  const names = cells.map((name) => name.trim());
  const named = columnsIn(mapping);
  if (!named.some(({ column }) => names.includes(column))) {
    const delimiter = delimiterOf(cells.join(mapping.delimiter));
    if (delimiter !== null && delimiter !== mapping.delimiter) throw otherDelimiter(file, line, delimiter, mapping);
    throw noHeader(file, line, names.join(mapping.delimiter), mapping);
  }
  const problems: LocalisedText[] = [];
  const at = new Map<string, number>();
  names.forEach((name, place) => {
    const before = at.get(name);
    if (name === '') {
      const last = place === names.length - 1;
      problems.push({
        zh: `${file}:${line}：第 ${place + 1} 列没有名称${last ? '：表头以分隔符结尾；请去掉各行末尾的分隔符，或给该列命名' : ''}`,
        en: `${file}:${line}: column ${place + 1} has no name${last ? ': the header ends with a delimiter; take those at the ends of the lines away, or give it one' : ''}`,
      });
    } else if (before !== undefined) {
      problems.push({
        zh: `${file}:${line}：“${name}”是第 ${before + 1} 列和第 ${place + 1} 列的名称；请改其中之一`,
        en: `${file}:${line}: "${name}" stands over columns ${before + 1} and ${place + 1}; rename one of them`,
      });
    } else at.set(name, place);
  });

  for (const { column, path } of named) {
    if (at.has(column)) continue;
    const meant = nearest(column, names);
    const { file: of, line: where } = mapping.problem(path, '');
    const place = `${of}:${where}: ${path.join('.')}`;
    problems.push({
      zh: `${place}：${file} 没有“${column}”列；${meant ? `是否应为“${meant}”？` : `有 ${names.join('、')}`}`,
      en: `${place}: ${file} has no column "${column}"; ${meant ? `did you mean "${meant}"?` : `there are ${names.join(', ')}`}`,
    });
  }
  const known = new Set(named.map(({ column }) => column));
  const { file: of, line: where } = mapping.problem(['fields'], '');
  for (const name of at.keys()) {
    if (!known.has(name)) {
      problems.push({
        zh: `${of}:${where}：${file} 的“${name}”列没有提到；请写入 further 或 ignore`,
        en: `${of}:${where}: column "${name}" of ${file} is named nowhere; put it under further or ignore`,
      });
    }
  }
  if (problems.length > 0) {
    throw new ImportProblem({ zh: '文件与映射不相符', en: 'the file and its mapping do not fit together' }, problems);
  }
  return at;
}

/** As where a title stands above the header, there is none, or the file is no table at all. */
function noHeader(file: string, line: number, begins: string, { problem }: Pick<Mapping, 'problem'>): ImportProblem {
  const { file: mapping, line: at } = problem(['fields'], '');
  const held = begins.length > MOST_SHOWN ? `${begins.slice(0, MOST_SHOWN)}…` : begins;
  return new ImportProblem({
    zh: `${file}:${line}：首行应为表头，但没有映射 ${mapping}:${at} 所写的任何列：“${held}”。请删去表头之前的行、补上表头，或用相应的映射`,
    en: `${file}:${line}: the first line must be the header, and holds none of the columns of the mapping ${mapping}:${at}: "${held}". Take away what stands before the header, add one, or use the mapping that fits`,
  });
}

/** The file is separated by something else than its mapping says. */
export function otherDelimiter(
  file: string,
  line: number,
  delimiter: string,
  { problem }: Pick<Mapping, 'problem'>,
): ImportProblem {
  const { file: mapping, line: at } = problem(['delimiter'], '');
  const looks = delimiter === '\t' ? { zh: '制表符', en: 'tabs' } : { zh: ` ${delimiter} `, en: delimiter };
  const set = `delimiter: ${JSON.stringify(delimiter)}`;
  return new ImportProblem({
    zh: `${file}:${line}：看来是以${looks.zh}分隔的：请在映射 ${mapping}:${at} 中写 ${set}`,
    en: `${file}:${line}: looks separated by ${looks.en}: set ${set} in the mapping ${mapping}:${at}`,
  });
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
