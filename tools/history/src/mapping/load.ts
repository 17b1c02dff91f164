import { Channel } from '@cc/contracts';
import { nearest } from '@cc/contracts';
import { readDataText, type DataFile, type DataProblem, type Organisation } from '@cc/procedures';
import { DateTime, IANAZone } from 'luxon';
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
  const problems: DataProblem[] = [];
  const read = readDataText(file, text, MappingFile, problems);
  if (read) problems.push(...objections(read, organisation));
  if (problems.length > 0 || !read) throw new ImportProblem('the mapping is wrong', problems.map(inWords));
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

function objections({ value, problem }: DataFile<MappingFile>, organisation: Organisation): DataProblem[] {
  const { source, timeZone, fields, repairs } = value;
  const found: DataProblem[] = [];
  const say = (path: PropertyKey[], message: string) => found.push(problem(path, `${path.join('.')}: ${message}`));

  const from = organisation.sources.find(({ id }) => id === source);
  const importing = organisation.sources.filter(({ imports }) => imports).map(({ id }) => id);
  if (!from?.imports) {
    say(['source'], `"${source}" may not import; of ${organisation.id} these may: ${importing.join(', ') || 'none'}`);
  }
  if (!IANAZone.isValidZone(timeZone)) say(['timeZone'], `"${timeZone}" is no time zone; give one like Asia/Shanghai`);
  for (const field of ['occurredAt', 'closedAt'] as const) {
    const format = fields[field]?.format;
    if (format !== undefined && !canBeRead(format)) {
      say(['fields', field, 'format'], `"${format}" reads no time back; see docs/import.md for its letters`);
    }
  }
  const oneOf = (field: 'channel' | 'state' | 'division', right: readonly string[]) => {
    const { values = {}, is } = fields[field] ?? {};
    const given = is === undefined ? Object.entries(values) : [['is', is] as const];
    for (const [key, ours] of given) {
      if (right.includes(ours)) continue;
      const path = key === 'is' && is !== undefined ? ['fields', field, 'is'] : ['fields', field, 'values', key];
      const meant = nearest(ours, right);
      say(path, `"${ours}" is none of ours; ${meant ? `did you mean "${meant}"?` : `there are ${right.join(', ')}`}`);
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
      say(['fields', field], 'needs values: which of theirs means which of ours');
    }
  }
  checkRepairs(repairs, fields, say);
  return found;
}

function checkRepairs(
  repairs: readonly Repair[],
  fields: MappingFile['fields'],
  say: (path: PropertyKey[], message: string) => void,
): void {
  const rules = new Set<string>();
  repairs.forEach(({ rule, column, when, addLine, ignoreCase }, at) => {
    if (rules.has(rule)) say(['repairs', at, 'rule'], `"${rule}" is there twice`);
    rules.add(rule);
    if (when !== undefined && !isPattern(when)) say(['repairs', at, 'when'], `"${when}" is no regular expression`);
    if (addLine && column !== fields.id.column) {
      say(['repairs', at, 'column'], `addLine is for the column of id, "${fields.id.column}"`);
    }
    const coded = [fields.channel, fields.state, fields.division].some((field) => field?.column === column);
    if (ignoreCase && !coded) say(['repairs', at, 'column'], `"${column}" is read by no field with values`);
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
