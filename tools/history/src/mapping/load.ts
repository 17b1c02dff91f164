import { Channel, nearest } from '@cc/contracts';
import { readDataText, type DataFile, type DataProblem, type LocalisedText, type Organisation } from '@cc/procedures';
import { DateTime, IANAZone } from 'luxon';
import { isEncoding, NO_ENCODING } from '../file/decode.js';
import { ImportProblem } from '../problem.js';
import { MappingFile, type Repair } from './schema.js';

/** A mapping that has been checked by itself, and says where each of its parts stands. */
export interface Mapping extends MappingFile {
  /** As the story of a complaint names it. */
  name: string;
  problem: DataFile<MappingFile>['problem'];
}

/** Throws with every problem, each with file, line, field, value and what would be right. */
export function loadMapping(file: string, text: string, organisation: Organisation): Mapping {
  const [english, chinese]: [DataProblem[], DataProblem[]] = [[], []];
  const read = readDataText(file, text, MappingFile, english);
  if (english.length > 0) readDataText(file, text, MappingFile, chinese, 'zh');
  const problems = [
    ...english.map((en, at) => ({ en: inWords(en), zh: inWords(chinese[at]!) })),
    ...(read ? objections(read, organisation) : []),
  ];
  if (problems.length > 0 || !read) {
    throw new ImportProblem({ zh: '映射有误', en: 'the mapping is wrong' }, problems);
  }
  return {
    ...withDivisions(read.value, organisation),
    name: `${read.value.mapping} ${read.value.version}`,
    problem: read.problem,
  };
}

/** Where no values say which divisions are meant, a cell holds the id of one. */
function withDivisions(mapping: MappingFile, { divisions }: Organisation): MappingFile {
  const { division } = mapping.fields;
  if (division?.column === undefined || division.values !== undefined) return mapping;
  const values = Object.fromEntries(divisions.map(({ id }) => [id, id]));
  return { ...mapping, fields: { ...mapping.fields, division: { ...division, values } } };
}

const inWords = ({ file, line, message }: DataProblem) => `${file}:${line}: ${message}`;

type Say = (path: PropertyKey[], zh: string, en: string) => void;

function objections({ value, problem }: DataFile<MappingFile>, organisation: Organisation): LocalisedText[] {
  const { source, encoding, timeZone, fields, repairs } = value;
  const found: LocalisedText[] = [];
  const say: Say = (path, zh, en) => {
    const place = inWords(problem(path, path.join('.')));
    found.push({ zh: `${place}：${zh}`, en: `${place}: ${en}` });
  };

  const from = organisation.sources.find(({ id }) => id === source);
  const importing = organisation.sources.filter(({ imports }) => imports).map(({ id }) => id);
  if (!from?.imports) {
    say(
      ['source'],
      `“${source}”不可导入；${organisation.id} 中可导入的有：${importing.join('、') || '无'}`,
      `"${source}" may not import; of ${organisation.id} these may: ${importing.join(', ') || 'none'}`,
    );
  }
  if (!isEncoding(encoding)) say(['encoding'], NO_ENCODING.zh(encoding), NO_ENCODING.en(encoding));
  if (!IANAZone.isValidZone(timeZone)) {
    say(
      ['timeZone'],
      `“${timeZone}”不是时区；请写成 Asia/Shanghai 的形式`,
      `"${timeZone}" is no time zone; give one like Asia/Shanghai`,
    );
  }
  for (const field of ['occurredAt', 'closedAt'] as const) {
    const format = fields[field]?.format;
    if (format !== undefined && !canBeRead(format)) {
      say(
        ['fields', field, 'format'],
        `“${format}”读不出时间；所用字母见 docs/import.md`,
        `"${format}" reads no time back; see docs/import.md for its letters`,
      );
    }
  }
  const oneOf = (field: 'channel' | 'state' | 'division', right: readonly string[]) => {
    const { values = {}, is } = fields[field] ?? {};
    const given = is === undefined ? Object.entries(values) : [['is', is] as const];
    for (const [key, ours] of given) {
      if (right.includes(ours)) continue;
      const path = key === 'is' && is !== undefined ? ['fields', field, 'is'] : ['fields', field, 'values', key];
      const meant = nearest(ours, right);
      say(
        path,
        `“${ours}”不是本平台的取值；${meant ? `是否应为“${meant}”？` : `有 ${right.join('、')}`}`,
        `"${ours}" is none of ours; ${meant ? `did you mean "${meant}"?` : `there are ${right.join(', ')}`}`,
      );
    }
  };
  oneOf('channel', Channel.options);
  oneOf('state', ['open', 'closed']);
  oneOf(
    'division',
    organisation.divisions.map(({ id }) => id),
  );
  for (const field of ['channel', 'state'] as const) {
    if (fields[field].column !== undefined && fields[field].values === undefined) {
      say(
        ['fields', field],
        '需要 values：原系统的哪个值对应本平台的哪个值',
        'needs values: which of theirs means which of ours',
      );
    }
  }
  checkRepairs(repairs, fields, say);
  return found;
}

function checkRepairs(repairs: readonly Repair[], fields: MappingFile['fields'], say: Say): void {
  const rules = new Set<string>();
  repairs.forEach(({ rule, column, when, addLine, ignoreCase }, at) => {
    if (rules.has(rule)) say(['repairs', at, 'rule'], `“${rule}”出现了两次`, `"${rule}" is there twice`);
    rules.add(rule);
    if (when !== undefined && !isPattern(when)) {
      say(['repairs', at, 'when'], `“${when}”不是正则表达式`, `"${when}" is no regular expression`);
    }
    const { column: ofId } = fields.id;
    if (addLine && column !== ofId) {
      say(['repairs', at, 'column'], `addLine 只用于 id 的列“${ofId}”`, `addLine is for the column of id, "${ofId}"`);
    }
    const coded = [fields.channel, fields.state, fields.division].some((field) => field?.column === column);
    if (ignoreCase && !coded) {
      say(
        ['repairs', at, 'column'],
        `没有带 values 的字段读“${column}”`,
        `"${column}" is read by no field with values`,
      );
    }
  });
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
}

/** Whether a time that is written in the format can be read back by it, to the day. */
function canBeRead(format: string): boolean {
  const sample = DateTime.fromISO('2015-06-23T21:55:33', { zone: 'UTC' });
  const written = sample.toFormat(format, { locale: 'en-US' });
  const read = DateTime.fromFormat(written, format, { zone: 'UTC', locale: 'en-US' });
  return read.isValid && read.toISODate() === sample.toISODate();
}
