import { HEADER, type HeaderValues } from '@cc/contracts';
import type { RecordToSend } from './broker.js';
import { Cursor } from './kafka/record-decoder.js';
import { RecordWriter } from './record-writer.js';

/**
 * A record in the bytes that Kafka wants of it, made when its event is published. Two parts, each behind its length: key and
 * value; number of headers and headers. Between them belongs the header of the position, which is given later.
 */
export function pack({ key, value, headers }: { key: string; value: string; headers: HeaderValues }): Buffer {
  const writer = new RecordWriter();
  writer.measured(() => {
    writer.bytes(key);
    writer.bytes(value);
  });
  writer.measured(() => {
    const names = Object.keys(headers);
    writer.byte(names.length);
    for (const name of names) {
      writer.bytes(name);
      writer.bytes(headers[name]);
    }
  });
  return writer.written();
}

const LENGTH_BYTES = 4;
const COUNT_BYTES = 1;

/** The records that stand packed one behind the other, numbered from a position on. */
export function unpack(bytes: Buffer, first: bigint): PackedRecord[] {
  const records: PackedRecord[] = [];
  for (let at = 0; at < bytes.length; at = records.at(-1)!.end) {
    records.push(new PackedRecord(bytes, at, first + BigInt(records.length)));
  }
  return records;
}

/** A record with its position; everything else of it stays packed until somebody asks. */
export class PackedRecord implements RecordToSend {
  private readonly contentEnd: number;
  readonly end: number;

  constructor(
    private readonly bytes: Buffer,
    private readonly begin: number,
    private readonly position: bigint,
  ) {
    this.contentEnd = afterPart(bytes, begin);
    this.end = afterPart(bytes, this.contentEnd);
  }

  get key(): Buffer | null {
    return this.content(0);
  }

  get value(): Buffer | null {
    return this.content(1);
  }

  get headers(): HeaderValues {
    const headers: HeaderValues = { [HEADER.position]: String(this.position) };
    const cursor = new Cursor(this.bytes, this.contentEnd + LENGTH_BYTES + COUNT_BYTES);
    while (cursor.at < this.end) headers[cursor.text(cursor.int())] = cursor.text(cursor.int());
    return headers;
  }

  /** The bytes of it alone, as they were packed. */
  get packed(): Buffer {
    return this.bytes.subarray(this.begin, this.end);
  }

  /** Writes key, value and headers, the position as the first: every reader asks for it, of every record. */
  writeTo(writer: RecordWriter): void {
    const { bytes, contentEnd, end } = this;
    writer.copy(bytes, this.begin + LENGTH_BYTES, contentEnd);
    const headersAt = contentEnd + LENGTH_BYTES;
    writer.int(bytes[headersAt]! + 1);
    writer.bytes(HEADER.position);
    writer.bytes(String(this.position));
    writer.copy(bytes, headersAt + COUNT_BYTES, end);
  }

  private content(before: 0 | 1): Buffer | null {
    const cursor = new Cursor(this.bytes, this.begin + LENGTH_BYTES);
    if (before === 1) cursor.skip(cursor.int());
    const length = cursor.int();
    return length < 0 ? null : this.bytes.subarray(cursor.at, cursor.at + length);
  }
}

function afterPart(bytes: Buffer, at: number): number {
  const end = at + LENGTH_BYTES + bytes.readInt32BE(at);
  if (end > bytes.length) throw new Error(`a packed record ends at byte ${end} of ${bytes.length}: it was cut off`);
  return end;
}
