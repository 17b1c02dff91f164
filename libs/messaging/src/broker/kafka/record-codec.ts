import { createRequire, Module } from 'node:module';
import { decodeRecord, type Content } from './record-decoder.js';

/*
 * The client's own reading and writing of records, replaced where it is loaded. kafkajs copies all headers of a record
 * once for each of them, and gives every header of a record it writes a buffer of its own: with the twelve headers of an
 * event that costs 9 microseconds to read and 35 to write, more than everything else in the way of an event. The version
 * of the client is pinned, and a test holds both against the originals.
 */

export interface RecordToEncode {
  offsetDelta?: number;
  timestampDelta?: number;
  key: Buffer | string | null;
  value: Buffer | string | null;
  headers?: Record<string, Content | readonly Content[]>;
}

/** What kafkajs takes for one of its encoders. */
export interface Encoded {
  buf: Buffer;
  buffer: Buffer;
  size(): number;
}

export function encodeRecord(record: RecordToEncode): Encoded {
  const { offsetDelta = 0, timestampDelta = 0, key, value, headers = {} } = record;
  const listed = Object.entries(headers).flatMap(([name, content]): [string, Content][] =>
    Array.isArray(content) ? content.map((one) => [name, one as Content]) : [[name, content as Content]],
  );
  const writer = new Writer();
  writer.byte(0); // No attributes are in use.
  writer.long(timestampDelta);
  writer.int(offsetDelta);
  writer.bytes(key);
  writer.bytes(value);
  writer.int(listed.length);
  for (const [name, content] of listed) {
    writer.bytes(name);
    writer.bytes(content);
  }
  const buffer = writer.withLength();
  return { buf: buffer, buffer, size: () => buffer.length };
}

const zigZag = (value: number) => ((value << 1) ^ (value >> 31)) >>> 0;
const zigZagLong = (value: number) => BigInt.asUintN(64, (BigInt(value) << 1n) ^ (BigInt(value) >> 63n));

/** Where a record is written before its length is known; grows with the longest. */
let desk = Buffer.allocUnsafe(64 * 1024);
const LONGEST_INT = 5;
/** A length below it takes one byte. */
const SHORT = 64;

/** Writes one record, in front of which there is room for its length. */
class Writer {
  private at = LONGEST_INT;

  byte(value: number): void {
    desk[this.at++] = value;
  }

  int(value: number): void {
    let rest = zigZag(value);
    for (; rest >= 0x80; rest >>>= 7) this.byte((rest & 0x7f) | 0x80);
    this.byte(rest);
  }

  long(value: number): void {
    if ((value | 0) === value) return this.int(value);
    let rest = zigZagLong(value);
    for (; rest >= 0x80n; rest >>= 7n) this.byte(Number(rest & 0x7fn) | 0x80);
    this.byte(Number(rest));
  }

  bytes(content: Content): void {
    if (content === null || content === undefined) return this.int(-1);
    if (typeof content === 'string' && this.shortAscii(content)) return;
    const length = Buffer.byteLength(content);
    this.room(length + 2 * LONGEST_INT);
    this.int(length);
    if (typeof content === 'string') desk.write(content, this.at);
    else content.copy(desk, this.at);
    this.at += length;
  }

  /** Most headers are; to call into native code for each costs more than their letters. */
  private shortAscii(text: string): boolean {
    const { length } = text;
    if (length >= SHORT) return false;
    this.room(SHORT + 2 * LONGEST_INT);
    desk[this.at] = length << 1;
    for (let i = 0; i < length; i++) {
      const letter = text.charCodeAt(i);
      if (letter > 0x7f) return false;
      desk[this.at + 1 + i] = letter;
    }
    this.at += 1 + length;
    return true;
  }

  private room(bytes: number): void {
    if (this.at + bytes <= desk.length) return;
    const larger = Buffer.allocUnsafe(2 * (this.at + bytes));
    desk.copy(larger, 0, 0, this.at);
    desk = larger;
  }

  withLength(): Buffer {
    const end = this.at;
    const length = end - LONGEST_INT;
    let size = 1;
    for (let rest = zigZag(length); rest >= 0x80; rest >>>= 7) size += 1;
    this.at = LONGEST_INT - size;
    this.int(length);
    return Buffer.from(desk.subarray(LONGEST_INT - size, end));
  }
}

/** Where kafkajs 2.2.4 keeps what is replaced. */
export const REPLACED = {
  decoder: 'kafkajs/src/protocol/recordBatch/record/v0/decoder',
  encoder: 'kafkajs/src/protocol/recordBatch/record/v0/index',
} as const;

/** Before kafkajs itself is loaded: it keeps what it finds then. */
function replace(path: string, ours: unknown): void {
  const require = createRequire(import.meta.url);
  const file = require.resolve(path);
  // Not loaded first and changed then: OpenTelemetry hands out what a file exported when it was first asked for.
  require.cache[file] = Object.assign(new Module(file), { filename: file, loaded: true, exports: ours });
  // Jest lets nobody put a module into its registry, but changes one that is there.
  if (require(path) !== ours) require.cache[file]!.exports = ours;
  if (require(path) !== ours) throw new Error(`cannot take the place of ${path}`);
}

replace(REPLACED.decoder, decodeRecord);
replace(REPLACED.encoder, encodeRecord);
