import { objectionsToClosing, parseSubmissionBody, type SubmissionOnTheWire, type Violation } from '@cc/contracts';
import type { Language } from '@cc/procedures';
import { DateTime } from 'luxon';
import type { Mapping } from '../mapping/load.js';
import type { Repair } from '../mapping/schema.js';
import type { Row } from '../file/rows.js';
import type { Objection } from './refused-row.js';
import { REASONS } from './reasons.js';
import { repaired } from './repair.js';
import { SeenIds } from './seen-ids.js';

/** A row that can be sent. */
export interface PastRow {
  kind: 'past';
  line: number;
  repairs: string[];
  submission: SubmissionOnTheWire;
  /** What intake objects to, in the words of the file. */
  objectionsTo: (violations: readonly Violation[]) => Objection[];
}

/** What a row says, and the rules that touched it; or why it cannot be taken. */
export type ReadRow = PastRow | { kind: 'refused'; line: number; repairs: string[]; objections: Objection[] };

/** The texts of a row by their columns: as they are written, and as the repairs have left them. */
interface Texts {
  written: ReadonlyMap<string, string>;
  repaired: ReadonlyMap<string, string>;
}

type Fields = Mapping['fields'];
type FieldName = keyof Fields;
type Says = { column?: string | undefined; columns?: string[] | undefined };

/** Which codes of places are in use is intake's to say. */
const EVERY_CODE = new (class extends Set<string> {
  override has = () => true;
})();

const SHOWN = 40;

/** Reads the rows of one file, one after the other from the first: whether an id is doubled depends on those before. */
export class RowReader {
  private readonly ids = new SeenIds();
  private readonly repairs: ReadonlyMap<string, Repair[]>;
  private readonly words: (typeof REASONS)[Language];

  constructor(
    /** The name of the file, without its folder. */
    private readonly file: string,
    private readonly mapping: Mapping,
    private readonly columns: ReadonlyMap<string, number>,
    private readonly now: Date,
    /** Of the reasons. */
    private readonly language: Language,
  ) {
    this.repairs = Map.groupBy(mapping.repairs, ({ column }) => column);
    this.words = REASONS[language];
  }

  read({ line, cells }: Row): ReadRow {
    if (cells.length !== this.columns.size) {
      const { size } = this.columns;
      const beyond = cells.slice(size);
      const endsWithDelimiter = beyond.length > 0 && beyond.every((cell) => cell.trim() === '');
      const reason = this.words[endsWithDelimiter ? 'delimiterAtTheEnd' : 'columns'](cells.length, size);
      return refused(line, [], [{ column: '(the row)', value: null, rule: 'wrong-number-of-columns', reason }]);
    }
    const touched = new Set<string>();
    const written = new Map([...this.columns].map(([column, at]) => [column, cells[at]!]));
    const repaired = new Map([...written].map(([column, text]) => [column, this.repairedText(column, text, touched)]));
    const texts = { written, repaired };
    const objections: Objection[] = [];
    const sourceId = this.idOf(texts, line, touched, objections);
    const submission = this.submissionOf(texts, line, sourceId, touched, objections);
    const objectionsTo = (violations: readonly Violation[]) => violations.map((one) => this.objectionOf(one, texts));
    if (objections.length === 0) objections.push(...objectionsTo(this.brokenRules(submission)));
    const repairs = [...touched];
    if (objections.length > 0) return refused(line, repairs, objections);
    return { kind: 'past', line, repairs, submission, objectionsTo };
  }

  private repairedText(column: string, written: string, touched: Set<string>): string {
    let text = written;
    for (const rule of this.repairs.get(column) ?? []) {
      if (rule.addLine) continue;
      const after = repaired(text, rule, this.valuesOf(column));
      if (after === null) continue;
      touched.add(rule.rule);
      text = after;
    }
    return text;
  }

  private valuesOf(column: string): string[] {
    const { channel, state, division } = this.mapping.fields;
    return [channel, state, division].flatMap((field) =>
      field?.column === column ? Object.keys(field.values ?? {}) : [],
    );
  }

  /** The same row has the same id in every import; what has none of its own has its file and line. */
  private idOf(texts: Texts, line: number, touched: Set<string>, objections: Objection[]): string {
    const { column } = this.mapping.fields.id;
    const written = texts.repaired.get(column)!.trim();
    const doubled = written !== '' && this.ids.seenBefore(written);
    const whole = printableId(written);
    if (written !== '' && !doubled) return whole;
    const rule = this.repairs.get(column)?.find(({ addLine }) => addLine);
    if (rule) {
      touched.add(rule.rule);
      return printableId(`${written}@${this.file}:${line}`);
    }
    const [name, reason] = doubled ? ['doubled', this.words.doubled] : ['required', this.words.noId];
    objections.push({ ...cellOf([column], texts), rule: name, reason });
    return whole;
  }

  private submissionOf(
    texts: Texts,
    line: number,
    sourceId: string,
    touched: ReadonlySet<string>,
    objections: Objection[],
  ): SubmissionOnTheWire {
    const { fields, further, mapping, repairs, source } = { ...this.mapping, mapping: this.mapping.name };
    const text = (field: FieldName) => joined(columnsOf(fields[field] as Says | undefined), texts.repaired) || null;
    const coded = (field: 'channel' | 'state' | 'division') => this.codedOf(field, texts, objections);
    const asWritten = (says: Says) => joined(columnsOf(says), texts.written) || null;
    const address = text('faultAddress');
    const region = text('faultRegion');
    return {
      source,
      sourceId,
      occurredAt: this.timeOf('occurredAt', texts, objections) ?? '',
      channel: coded('channel') as SubmissionOnTheWire['channel'],
      customer: {
        name: text('customerName'),
        phone: text('customerPhone'),
        level: text('customerLevel'),
        homeRegion: text('homeRegion'),
      },
      items: [
        {
          kind: 'past',
          problem: text('problem') ?? '',
          demand: text('demand'),
          businessNumber: text('businessNumber'),
          category: (fields.category?.columns ?? []).flatMap((column) => texts.repaired.get(column)?.trim() || []),
          fault: address === null && region === null ? null : { region, address },
          division: fields.division === undefined ? null : coded('division'),
          state: coded('state') as 'open' | 'closed',
          closedAt: this.timeOf('closedAt', texts, objections),
          further: Object.fromEntries(
            further
              .map((column) => [column, texts.repaired.get(column)!] as const)
              .filter(([, held]) => held.trim() !== ''),
          ),
          origin: {
            file: this.file,
            line,
            number: asWritten(fields.id),
            state: asWritten(fields.state),
            mapping,
            repairs: repairs.filter(({ rule }) => touched.has(rule)).map(({ rule, name }) => ({ rule, name })),
          },
        },
      ],
    };
  }

  private codedOf(field: 'channel' | 'state' | 'division', texts: Texts, objections: Objection[]): string {
    const { is, column, values } = this.mapping.fields[field]!;
    if (is !== undefined) return is;
    const written = texts.repaired.get(column!)!;
    const ours = values === undefined ? written : Object.hasOwn(values, written) ? values[written] : undefined;
    if (ours !== undefined) return ours;
    const [rule, reason] =
      written.trim() === '' ? ['required', this.words.noValue] : ['unknown-value', this.words.unknownValue(field)];
    objections.push({ ...cellOf([column!], texts), rule, reason });
    return '';
  }

  private timeOf(field: 'occurredAt' | 'closedAt', texts: Texts, objections: Objection[]): string | null {
    const says = this.mapping.fields[field];
    const columns = columnsOf(says);
    const written = joined(columns, texts.repaired);
    if (!says || (written === '' && field === 'closedAt')) return null;
    const read = DateTime.fromFormat(written, says.format, { zone: this.mapping.timeZone, locale: 'en-US' });
    if (read.isValid) return read.toUTC().toISO();
    const [rule, reason] =
      written === '' ? ['required', this.words.empty] : ['no-time', this.words.noTime(says.format)];
    objections.push({ ...cellOf(columns, texts), rule, reason });
    return null;
  }

  /** What intake would object to. */
  private brokenRules(submission: SubmissionOnTheWire): Violation[] {
    const context = { now: this.now, source: submission.source, regions: EVERY_CODE };
    const read = parseSubmissionBody(submission, context);
    if (read.kind === 'refused') return read.violations;
    const { items, occurredAt } = read.submission;
    return items.flatMap((item, at) =>
      item.kind === 'past' ? objectionsToClosing(item, occurredAt, `/items/${at}/closedAt`) : [],
    );
  }

  private objectionOf({ field, value, rule, detail }: Violation, texts: Texts): Objection {
    const { name, columns } = this.placeOf(field);
    const reason = detail[this.language];
    if (columns.length === 0) return { column: field, value, rule, reason };
    const cell = cellOf(columns, texts);
    if (joined(columns, texts.repaired) === '') return { ...cell, rule: 'required', reason: this.words.empty };
    if (value !== null && MASKED.test(value)) return { column: cell.column, value, rule, reason };
    const readAs = name && READ_OTHERWISE.has(name) && value !== null && value !== cell.value ? { readAs: value } : {};
    return { ...cell, ...readAs, rule, reason };
  }

  /** The field of the mapping, and its columns; none where it is about no cell. */
  private placeOf(pointer: string): { name?: FieldName; columns: string[] } {
    const steps = pointer
      .split('/')
      .slice(1)
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
    const further = steps[2] === 'further' ? steps[3] : undefined;
    if (further !== undefined && this.columns.has(further)) return { columns: [further] };
    const name = FIELD_OF[steps.filter((step) => !/^\d+$/.test(step)).join('.')];
    return name ? { name, columns: columnsOf(this.mapping.fields[name] as Says | undefined) } : { columns: [] };
  }
}

/** Where intake's names of fields differ from those of the mapping. */
const FIELD_OF: Record<string, FieldName> = {
  sourceId: 'id',
  occurredAt: 'occurredAt',
  channel: 'channel',
  'customer.name': 'customerName',
  'customer.phone': 'customerPhone',
  'customer.level': 'customerLevel',
  'customer.homeRegion': 'homeRegion',
  'items.problem': 'problem',
  'items.demand': 'demand',
  'items.businessNumber': 'businessNumber',
  'items.category': 'category',
  'items.division': 'division',
  'items.state': 'state',
  'items.closedAt': 'closedAt',
  'items.fault.region': 'faultRegion',
  'items.fault.address': 'faultAddress',
  'items.origin.number': 'id',
  'items.origin.state': 'state',
};

const columnsOf = (says: Says | undefined): string[] =>
  says?.column === undefined ? (says?.columns ?? []) : [says.column];

/** Fields of which intake gets no text of the file, but what it means. */
const READ_OTHERWISE: ReadonlySet<FieldName> = new Set(['occurredAt', 'closedAt', 'channel', 'state', 'division']);

/** As intake shows the words and numbers of a customer. */
const MASKED = /^\*\*\*/;

function joined(columns: readonly string[], texts: ReadonlyMap<string, string>): string {
  const parts = columns.map((column) => texts.get(column)!.trim());
  return parts.filter((part) => part !== '').join(' ');
}

/** What stands in the file, and what the repairs have made of it. */
function cellOf(columns: readonly string[], texts: Texts): Pick<Objection, 'column' | 'value' | 'readAs'> {
  const [value, read] = [texts.written, texts.repaired].map((each) => joined(columns, each)) as [string, string];
  const cell = { column: columns.join(' + '), value: shown(value) };
  return read === value ? cell : { ...cell, readAs: shown(read) };
}

const refused = (line: number, repairs: string[], objections: Objection[]): ReadRow => ({
  kind: 'refused',
  line,
  repairs,
  objections,
});

/** Ids survive every log: what is not printable ASCII is written as URLs do. */
const printableId = (id: string) =>
  id.replace(/[^\x21-\x24\x26-\x7e]/gu, (character) =>
    encodeURIComponent(character.isWellFormed() ? character : '\ufffd'),
  );

const shown = (text: string) => (text.length > SHOWN ? `${text.slice(0, SHOWN)}… (${text.length} characters)` : text);
