/** kafkajs's reader, which stands behind the length of a record. */
interface ClientCursor {
  buffer: Buffer;
  offset: number;
}

interface BatchContext {
  firstOffset: string;
  firstTimestamp: string;
  maxTimestamp: string;
  timestampType: number;
  magicByte: number;
  isControlBatch: boolean;
}

export type Content = Buffer | string | null | undefined;

const LOG_APPEND_TIME = 1;

/** What the records of a batch have in common. */
class FetchedBatch {
  readonly firstOffset: bigint;

  constructor(
    /** All that was fetched with it. */
    readonly bytes: Buffer,
    readonly context: BatchContext,
  ) {
    this.firstOffset = BigInt(context.firstOffset);
  }
}

/**
 * A record as kafkajs hands it on to whoever reads with it, in this process also without us. It says where everything stands
 * and makes it when it is asked for: thousands of records wait their turn, most of them are only asked whose they are, and
 * what waits is copied by every round of garbage collection.
 */
export class DecodedRecord {
  private constructor(
    private readonly batch: FetchedBatch,
    readonly attributes: number,
    private readonly timestampDelta: number,
    private readonly offsetDelta: number,
    private readonly keyAt: number,
    private readonly keyLength: number,
    private readonly valueAt: number,
    private readonly valueLength: number,
    private readonly headersAt: number,
  ) {}

  static read(batch: FetchedBatch, at: number): DecodedRecord {
    const cursor = new Cursor(batch.bytes, at);
    const attributes = cursor.byte();
    const timestampDelta = cursor.long();
    const offsetDelta = cursor.int();
    const keyLength = cursor.int();
    const keyAt = cursor.skip(keyLength);
    const valueLength = cursor.int();
    const valueAt = cursor.skip(valueLength);
    return new DecodedRecord(
      batch,
      attributes,
      timestampDelta,
      offsetDelta,
      keyAt,
      keyLength,
      valueAt,
      valueLength,
      cursor.at,
    );
  }

  get batchContext(): BatchContext {
    return this.batch.context;
  }

  get magicByte(): number {
    return this.batchContext.magicByte;
  }

  get isControlRecord(): boolean {
    return this.batchContext.isControlBatch;
  }

  get timestamp(): string {
    const { timestampType, firstTimestamp, maxTimestamp } = this.batchContext;
    if (timestampType === LOG_APPEND_TIME && maxTimestamp) return maxTimestamp;
    return String(BigInt(firstTimestamp) + BigInt(this.timestampDelta));
  }

  /** The offset as a number of any size. */
  get place(): bigint {
    return this.batch.firstOffset + BigInt(this.offsetDelta);
  }

  get offset(): string {
    return String(this.place);
  }

  get key(): Buffer | null {
    return this.part(this.keyAt, this.keyLength);
  }

  get value(): Buffer | null {
    return this.part(this.valueAt, this.valueLength);
  }

  /** As kafkajs has them: a list only where a header has several values. */
  get headers(): Record<string, Content | Content[]> {
    return Object.fromEntries(
      Object.entries(this.allHeaders()).map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
    );
  }

  /** The first value of the header under a name of ASCII letters; a header without one says nothing. */
  first(name: string): string | undefined {
    const cursor = new Cursor(this.batch.bytes, this.headersAt);
    for (let left = cursor.int(); left > 0; left--) {
      const found = cursor.skipsName(name);
      const length = cursor.int();
      if (found && length >= 0) return cursor.text(length);
      cursor.skip(length);
    }
    return undefined;
  }

  /** The same of several names, in one go through the headers: each is looked for first behind the one that was found before. */
  firsts(names: readonly string[]): (string | undefined)[] {
    const found = new Array<string | undefined>(names.length).fill(undefined);
    const cursor = new Cursor(this.batch.bytes, this.headersAt);
    let next = 0;
    for (let left = cursor.int(); left > 0; left--) {
      const which = cursor.passesOneOf(names, next);
      const length = cursor.int();
      if (which >= 0 && length >= 0 && found[which] === undefined) {
        found[which] = cursor.text(length);
        next = which + 1;
      } else {
        cursor.skip(length);
      }
    }
    return found;
  }

  /** Every value of every header. */
  allHeaders(): Record<string, (Buffer | null)[]> {
    // A party outside names its headers as it likes, `constructor` among them.
    const headers = Object.create(null) as Record<string, (Buffer | null)[]>;
    const cursor = new Cursor(this.batch.bytes, this.headersAt);
    for (let left = cursor.int(); left > 0; left--) {
      const name = cursor.text(cursor.int());
      const length = cursor.int();
      const value = this.part(cursor.skip(length), length);
      const values = headers[name];
      if (values) values.push(value);
      else headers[name] = [value];
    }
    return headers;
  }

  private part(at: number, length: number): Buffer | null {
    return length < 0 ? null : this.batch.bytes.subarray(at, at + length);
  }
}

export function decodeRecord({ buffer, offset }: ClientCursor, context: BatchContext): DecodedRecord {
  // kafkajs cuts every record out of what it fetched: kept is the one piece they all stand in.
  if (latest?.context !== context || latest.bytes.buffer !== buffer.buffer)
    latest = new FetchedBatch(Buffer.from(buffer.buffer), context);
  return DecodedRecord.read(latest, buffer.byteOffset + offset);
}

/** The records of a batch are read one after the other. */
let latest: FetchedBatch | undefined;

export class Cursor {
  constructor(
    private readonly bytes: Buffer,
    public at: number,
  ) {}

  byte(): number {
    return this.bytes.readInt8(this.at++);
  }

  int(): number {
    let value = 0;
    let shift = 0;
    let byte: number;
    do {
      byte = this.bytes[this.at++]!;
      value |= (byte & 0x7f) << shift;
      shift += 7;
    } while (byte >= 0x80);
    return (value >>> 1) ^ -(value & 1);
  }

  /** Milliseconds between records: larger than 32 bits, far below 53. */
  long(): number {
    let value = 0;
    let factor = 1;
    let byte: number;
    do {
      byte = this.bytes[this.at++]!;
      value += (byte & 0x7f) * factor;
      factor *= 0x80;
    } while (byte >= 0x80);
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  text(length: number): string {
    return this.bytes.toString('utf8', this.at, (this.at += length));
  }

  /** Goes past so many bytes and answers where they stand; nothing has a length below zero. */
  skip(length: number): number {
    const { at } = this;
    if (length > 0) this.at += length;
    return at;
  }

  /** Goes past a name and says whether it was this one. */
  skipsName(name: string): boolean {
    const length = this.int();
    const begin = this.at;
    this.at += length;
    return this.reads(name, begin, length);
  }

  /** Goes past a name and says which of these it was, beginning with the one at `likely`; -1: none. */
  passesOneOf(names: readonly string[], likely: number): number {
    const length = this.int();
    const begin = this.at;
    this.at += length;
    for (let i = 0; i < names.length; i++) {
      const which = (likely + i) % names.length;
      if (this.reads(names[which]!, begin, length)) return which;
    }
    return -1;
  }

  private reads(name: string, begin: number, length: number): boolean {
    if (length !== name.length) return false;
    // From the end: most names of ours begin alike.
    for (let i = length - 1; i >= 0; i--) if (this.bytes[begin + i] !== name.charCodeAt(i)) return false;
    return true;
  }
}
