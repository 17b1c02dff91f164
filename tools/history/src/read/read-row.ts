import { parseSubmissionBody, type SubmissionOnTheWire } from '@cc/contracts';
import { DateTime } from 'luxon';
import type { Mapping } from '../mapping/load.js';
import type { Repair } from '../mapping/schema.js';
import type { Row } from '../file/rows.js';
import { repaired } from './repair.js';
import { SeenIds } from './seen-ids.js';

/** Why a row is not taken: the column, what stood there, which rule, and what would be right. */
export interface Objection {
  column: string;
  value: string | null;
  rule: string;
  reason: string;
}

/** What a row says, and the rules that touched it; or why it cannot be taken. */
export type ReadRow = { line: number; repairs: string[] } & (
  { kind: 'past'; submission: SubmissionOnTheWire } | { kind: 'refused'; objections: Objection[] }
);

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

  constructor(
    /** The name of the file, without its folder. */
    private readonly file: string,
    private readonly mapping: Mapping,
    private readonly columns: ReadonlyMap<string, number>,
    private readonly now: Date,
  ) {
    this.repairs = Map.groupBy(mapping.repairs, ({ column }) => column);
  }

  read({ line, cells }: Row): ReadRow {
    if (cells.length !== this.columns.size) {
      const than = cells.length > this.columns.size ? 'more' : 'fewer';
      const reason = `has ${cells.length} columns, ${than} than the ${this.columns.size} of the header; a delimiter or a line break in a text must stand in quotation marks`;
      return refused(line, [], [{ column: '(the row)', value: null, rule: 'wrong-number-of-columns', reason }]);
    }
    const touched = new Set<string>();
    const texts = new Map<string, string>();
    for (const [column, at] of this.columns) texts.set(column, this.repairedText(column, cells[at]!, touched));
    const objections: Objection[] = [];
    const sourceId = this.idOf(texts, line, touched, objections);
    const submission = this.submissionOf(texts, line, sourceId, cells, touched, objections);
    if (objections.length === 0) objections.push(...this.brokenRules(submission, texts));
    const repairs = [...touched];
    return objections.length > 0 ? refused(line, repairs, objections) : { kind: 'past', line, repairs, submission };
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
  private idOf(
    texts: ReadonlyMap<string, string>,
    line: number,
    touched: Set<string>,
    objections: Objection[],
  ): string {
    const { column } = this.mapping.fields.id;
    const written = texts.get(column)!.trim();
    const doubled = written !== '' && this.ids.seenBefore(written);
    const whole = printableId(written);
    if (written !== '' && !doubled) return whole;
    const rule = this.repairs.get(column)?.find(({ addLine }) => addLine);
    if (rule) {
      touched.add(rule.rule);
      return printableId(`${written}@${this.file}:${line}`);
    }
    const [name, reason] = doubled
      ? ['doubled', 'an earlier row has it too; a repair with addLine tells them apart by their lines']
      : ['missing', 'is empty; a repair with addLine takes the line instead'];
    objections.push({ column, value: shown(written), rule: name, reason });
    return whole;
  }

  private submissionOf(
    texts: ReadonlyMap<string, string>,
    line: number,
    sourceId: string,
    cells: readonly string[],
    touched: ReadonlySet<string>,
    objections: Objection[],
  ): SubmissionOnTheWire {
    const { fields, further, mapping, repairs, source } = { ...this.mapping, mapping: this.mapping.name };
    const text = (field: FieldName) => this.textOf(fields[field] as Says | undefined, texts);
    const coded = (field: 'channel' | 'state' | 'division') => this.codedOf(field, texts, objections);
    const asWritten = (says: Says) => cells[this.columns.get(says.column ?? '') ?? -1]?.trim() || null;
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
          category: (fields.category?.columns ?? []).flatMap((column) => texts.get(column)?.trim() || []),
          fault: address === null && region === null ? null : { region, address },
          division: fields.division === undefined ? null : coded('division'),
          state: coded('state') as 'open' | 'closed',
          closedAt: this.timeOf('closedAt', texts, objections),
          further: Object.fromEntries(
            further.map((column) => [column, texts.get(column)!] as const).filter(([, held]) => held.trim() !== ''),
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

  private textOf(says: Says | undefined, texts: ReadonlyMap<string, string>): string | null {
    const parts = columnsOf(says).map((column) => texts.get(column)!.trim());
    return parts.filter((part) => part !== '').join(' ') || null;
  }

  private codedOf(
    field: 'channel' | 'state' | 'division',
    texts: ReadonlyMap<string, string>,
    objections: Objection[],
  ): string {
    const { is, column, values } = this.mapping.fields[field]!;
    if (is !== undefined) return is;
    const written = texts.get(column!)!;
    const ours = values === undefined ? written : Object.hasOwn(values, written) ? values[written] : undefined;
    if (ours !== undefined) return ours;
    const reason = `is none of the values that the mapping knows for ${field}; add it to fields.${field}.values, or repair it`;
    objections.push({ column: column!, value: shown(written), rule: 'unknown-value', reason });
    return '';
  }

  private timeOf(
    field: 'occurredAt' | 'closedAt',
    texts: ReadonlyMap<string, string>,
    objections: Objection[],
  ): string | null {
    const says = this.mapping.fields[field];
    const written = this.textOf(says, texts);
    if (!says || (written === null && field === 'closedAt')) return null;
    const read = DateTime.fromFormat(written ?? '', says.format, { zone: this.mapping.timeZone, locale: 'en-US' });
    if (read.isValid) return read.toUTC().toISO();
    const reason = `is no time of the form ${says.format}`;
    objections.push({ column: columnsOf(says).join(' + '), value: shown(written ?? ''), rule: 'no-time', reason });
    return null;
  }

  /** What intake would object to, told in the words of the file. */
  private brokenRules(submission: SubmissionOnTheWire, texts: ReadonlyMap<string, string>): Objection[] {
    const context = { now: this.now, source: submission.source, regions: EVERY_CODE };
    const read = parseSubmissionBody(submission, context);
    if (read.kind === 'submission') return [];
    return read.violations.map(({ field, value, rule, detail }) => {
      const column = this.columnOf(field, texts);
      return { column, value, rule, reason: detail.en };
    });
  }

  private columnOf(pointer: string, texts: ReadonlyMap<string, string>): string {
    const steps = pointer
      .split('/')
      .slice(1)
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
    const further = steps[2] === 'further' ? steps[3] : undefined;
    if (further !== undefined && texts.has(further)) return further;
    const field = FIELD_OF[steps.filter((step) => !/^\d+$/.test(step)).join('.')];
    return (field && columnsOf(this.mapping.fields[field] as Says).join(' + ')) || pointer;
  }
}

/** Where intake's names of fields differ from those of the mapping. */
const FIELD_OF: Record<string, FieldName> = {
  sourceId: 'id',
  occurredAt: 'occurredAt',
  'customer.name': 'customerName',
  'customer.phone': 'customerPhone',
  'customer.level': 'customerLevel',
  'customer.homeRegion': 'homeRegion',
  'items.problem': 'problem',
  'items.demand': 'demand',
  'items.businessNumber': 'businessNumber',
  'items.category': 'category',
  'items.closedAt': 'closedAt',
  'items.fault.region': 'faultRegion',
  'items.fault.address': 'faultAddress',
  'items.origin.number': 'id',
  'items.origin.state': 'state',
};

const columnsOf = (says: Says | undefined): string[] =>
  says?.column === undefined ? (says?.columns ?? []) : [says.column];

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
