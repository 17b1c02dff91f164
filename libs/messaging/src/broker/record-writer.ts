import type { Content } from './kafka/record-decoder.js';

const zigZag = (value: number) => ((value << 1) ^ (value >> 31)) >>> 0;
const zigZagLong = (value: number) => BigInt.asUintN(64, (BigInt(value) << 1n) ^ (BigInt(value) >> 63n));

const FIRST = 64 * 1024;
/** Of more than a batch may hold there is one record, if any. */
export const KEPT_FOR_RECORDS = 1024 * 1024;
/** Where records are written before their lengths are known; grows with them. */
let desk = Buffer.allocUnsafe(FIRST);
const LONGEST_INT = 5;
/** A length below it takes one byte. */
const SHORT = 64;

/** Writes what a record consists of, in the forms that Kafka gives it. One at a time: they share the desk. */
export class RecordWriter {
  /** In front there is room for the length of it all. */
  private at = LONGEST_INT;

  /** How much memory is kept for the next record. */
  static get kept(): number {
    return desk.length;
  }

  byte(value: number): void {
    this.room(1);
    desk[this.at++] = value;
  }

  int(value: number): void {
    this.room(LONGEST_INT);
    let rest = zigZag(value);
    for (; rest >= 0x80; rest >>>= 7) desk[this.at++] = (rest & 0x7f) | 0x80;
    desk[this.at++] = rest;
  }

  long(value: number): void {
    if ((value | 0) === value) return this.int(value);
    this.room(2 * LONGEST_INT);
    let rest = zigZagLong(value);
    for (; rest >= 0x80n; rest >>= 7n) desk[this.at++] = Number(rest & 0x7fn) | 0x80;
    desk[this.at++] = Number(rest);
  }

  /** With its length in front. */
  bytes(content: Content): void {
    if (content === null || content === undefined) return this.int(-1);
    if (typeof content === 'string' && this.shortAscii(content)) return;
    const length = Buffer.byteLength(content);
    this.int(length);
    this.room(length);
    if (typeof content === 'string') desk.write(content, this.at);
    else content.copy(desk, this.at);
    this.at += length;
  }

  /** Bytes that were written before, as they are. */
  copy(from: Buffer, begin: number, end: number): void {
    this.room(end - begin);
    from.copy(desk, this.at, begin, end);
    this.at += end - begin;
  }

  /** What `write` writes, behind its length in four bytes. */
  measured(write: () => void): void {
    this.room(4);
    const begin = (this.at += 4);
    write();
    desk.writeInt32BE(this.at - begin, begin - 4);
  }

  /** All that was written. */
  written(): Buffer {
    return copied(LONGEST_INT, this.at);
  }

  /** The same, behind its length. */
  withLength(): Buffer {
    const end = this.at;
    const length = end - LONGEST_INT;
    let size = 1;
    for (let rest = zigZag(length); rest >= 0x80; rest >>>= 7) size += 1;
    this.at = LONGEST_INT - size;
    this.int(length);
    return copied(LONGEST_INT - size, end);
  }

  /** Most headers are; to call into native code for each costs more than their letters. */
  private shortAscii(text: string): boolean {
    const { length } = text;
    if (length >= SHORT) return false;
    this.room(SHORT);
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
    const larger = Buffer.allocUnsafe(Math.max(2 * desk.length, this.at + bytes));
    desk.copy(larger, 0, 0, this.at);
    desk = larger;
  }
}

function copied(begin: number, end: number): Buffer {
  const written = Buffer.from(desk.subarray(begin, end));
  if (desk.length > KEPT_FOR_RECORDS) desk = Buffer.allocUnsafe(FIRST);
  return written;
}
