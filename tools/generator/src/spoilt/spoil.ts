import { HEADER, SUBMISSION_MAX_BYTES, type RawRecord } from '@cc/contracts';
import type { NewItem, Submission } from '../contacts/contact.js';
import type { Random } from '../random.js';
import { writtenAt } from '../record.js';

/** A record that the platform must not take, and what it must object to. */
export interface Spoilt {
  record: RawRecord;
  /** `field rule`. */
  violations: readonly string[];
  /** How many items the receipt answers; what cannot be read counts as one. Null: nobody can be told. */
  items: number | null;
  /** The receipt's key. */
  sourceId: string;
}

interface Good {
  submission: Submission;
  record: RawRecord;
  random: Random;
  at: number;
}

/** Spoils a good record; what it leaves out stays as it was. */
type Kind = (good: Good) => { record: RawRecord } & Partial<Omit<Spoilt, 'record'>> & { violations: readonly string[] };

const DAY = 86_400_000;
const HEADERS = [HEADER.id, HEADER.type, HEADER.source, HEADER.specversion] as const;

const withValue = ({ record }: Good, value: Uint8Array | null) => ({ ...record, value });
const textOf = ({ record }: Good) => Buffer.from(record.value!).toString();

/** Another body under the same key and headers. */
const rewritten = (good: Good, body: unknown) => withValue(good, Buffer.from(JSON.stringify(body)));

const withCustomer = (good: Good, customer: object) =>
  rewritten(good, { ...good.submission, customer: { ...good.submission.customer, ...customer } });

function withFirst(good: Good, change: (item: NewItem) => object) {
  const [first, ...others] = good.submission.items as NewItem[];
  return rewritten(good, { ...good.submission, items: [{ ...first, ...change(first!) }, ...others] });
}

/** Every way in which interfaces break, by its name. */
export const SPOILT_KINDS: Record<string, Kind> = {
  cutOff: (good) => ({
    record: withValue(good, good.record.value!.slice(0, Math.floor(good.record.value!.length * 0.6))),
    // Cut within a character it is no text any more, else no JSON.
    violations: [isCutWithinCharacter(good) ? ' utf-8' : ' json'],
    items: 1,
  }),
  otherEncoding: (good) => {
    const value = Buffer.from(good.record.value!);
    // A character of GBK where UTF-8 was promised.
    const at = value.indexOf('"problem":"') + '"problem":"'.length;
    return {
      record: withValue(good, Buffer.concat([value.subarray(0, at), Buffer.from([0xb2, 0xe2]), value.subarray(at)])),
      violations: [' utf-8'],
      items: 1,
    };
  },
  empty: (good) => ({
    record: withValue(good, good.random.chance(0.5) ? null : Buffer.of()),
    violations: [' required'],
    items: 1,
  }),
  list: (good) => ({ record: rewritten(good, [good.submission]), violations: [' type'], items: 1 }),
  phoneAsNumber: (good) => ({
    record: withCustomer(good, { phone: 13490000000 }),
    violations: ['/customer/phone type'],
  }),
  problemAsList: (good) => ({
    record: withFirst(good, ({ problem }) => ({ problem: [problem] })),
    violations: ['/items/0/problem type'],
  }),
  unknownVersion: ({ record, random }) => ({
    record: withHeader(record, HEADER.type, [`submission.v${random.between(2, 9)}`]),
    violations: ['header:ce_type unknown-type'],
    items: 1,
  }),
  tooLarge: (good) => ({
    record: rewritten(good, { ...good.submission, recording: 'x'.repeat(SUBMISSION_MAX_BYTES) }),
    violations: [' too-large'],
    items: 1,
  }),
  wrongKey: ({ submission, record }) => {
    const sourceId = `${submission.sourceId}-key`;
    return { record: { ...record, key: Buffer.from(sourceId) }, violations: ['key wrong-key'], sourceId };
  },
  noKey: ({ record }) => ({ record: { ...record, key: null }, violations: ['key required'] }),
  headerMissing: ({ record, random }) => {
    const name = random.one(HEADERS);
    const { [name]: _, ...headers } = record.headers;
    return { record: { ...record, headers }, violations: [`header:${name} missing-header`] };
  },
  headerDoubled: ({ record, random }) => {
    const name = random.one(HEADERS);
    const [value] = record.headers[name]!;
    return {
      record: { ...record, headers: { ...record.headers, [name]: [value!, value!] } },
      violations: [`header:${name} doubled-header`],
    };
  },
  nullCharacter: (good) => ({
    record: withFirst(good, ({ problem }) => ({ problem: `${problem}\0` })),
    violations: ['/items/0/problem characters'],
  }),
  loneSurrogate: (good) => ({
    record: withFirst(good, ({ problem }) => ({ problem: `${problem}\ud83d` })),
    violations: ['/items/0/problem characters'],
  }),
  noPhone: (good) => ({
    record: withCustomer(good, { phone: good.random.one(['12345', '无', '1349', '010', '同上']) }),
    violations: ['/customer/phone phone'],
  }),
  unknownDivision: (good) => ({
    record: withCustomer(good, { homeRegion: good.random.one(['99', '009900', '１９']) }),
    violations: ['/customer/homeRegion unknown-region'],
  }),
  inFuture: (good) => ({
    record: rewritten(good, { ...good.submission, occurredAt: writtenAt(good.at + 400 * DAY, 480) }),
    violations: ['/occurredAt in-future'],
  }),
  before2000: (good) => ({
    record: rewritten(good, { ...good.submission, occurredAt: '1970-01-01T08:00:00+08:00' }),
    violations: ['/occurredAt too-old'],
  }),
  noZone: (good) => ({
    record: rewritten(good, { ...good.submission, occurredAt: good.submission.occurredAt.slice(0, 19) }),
    violations: ['/occurredAt format-datetime'],
  }),
  misspeltField: (good) => ({
    record: rewritten(good, { ...good.submission, chanel: good.submission.channel }),
    violations: ['/chanel unknown-field'],
  }),
  doubledField: (good) => ({
    record: withValue(good, Buffer.from(textOf(good).replace('{', `{"source":"${good.submission.source}",`))),
    violations: ['/source doubled-field'],
  }),
  eightLevels: (good) => ({
    record: withFirst(good, () => ({ category: ['1', '2', '3', '4', '5', '6', '7', '8'] })),
    violations: ['/items/0/category too-many'],
  }),
  anothersSource: (good) => ({
    record: rewritten(good, { ...good.submission, source: 'cc-elsewhere' }),
    violations: ['/source wrong-source'],
  }),
  nameless: (good) => ({
    record: { ...withValue(good, Buffer.from('{')), key: null },
    violations: [],
    items: null,
  }),
};

export type SpoiltKind = keyof typeof SPOILT_KINDS;

export function spoil(kind: SpoiltKind, good: Good): Spoilt {
  const { sourceId, items } = good.submission;
  return { sourceId, items: items.length, ...SPOILT_KINDS[kind]!(good) };
}

const withHeader = (record: RawRecord, name: string, values: string[]): RawRecord => ({
  ...record,
  headers: { ...record.headers, [name]: values.map((value) => Buffer.from(value)) },
});

function isCutWithinCharacter({ record }: Good): boolean {
  const next = record.value![Math.floor(record.value!.length * 0.6)]!;
  return next >= 0x80 && next < 0xc0;
}
