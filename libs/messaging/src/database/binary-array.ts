/**
 * PostgreSQL's binary form of an array with one dimension. The text form has every character looked at on both sides, and
 * bytes doubled in length on the way.
 */
export function binaryArray(type: string, values: readonly unknown[]): Buffer | undefined {
  const element = ELEMENTS[type];
  // An empty array has no dimension, and its text form is as short.
  if (!element || values.length === 0) return undefined;
  let at = HEADER_BYTES;
  let nulls = 0;
  for (const value of values) {
    const begin = at + LENGTH_BYTES;
    room(begin);
    if (value === null || value === undefined) {
      desk.writeInt32BE(NULL, at);
      nulls = 1;
      at = begin;
      continue;
    }
    const end = element.write(value, begin);
    if (end === undefined) return undefined;
    desk.writeInt32BE(end - begin, at);
    at = end;
  }
  for (const [i, field] of [1, nulls, element.oid, values.length, 1].entries()) desk.writeInt32BE(field, 4 * i);
  return Buffer.from(desk.subarray(0, at));
}

const HEADER_BYTES = 20;
const LENGTH_BYTES = 4;
const NULL = -1;

/** Where an array is written before its length is known; grows with the longest. */
let desk = Buffer.allocUnsafe(256 * 1024);
/** No number, id or instant is longer. */
const FIXED_BYTES = 16;

function room(until: number): void {
  if (until + FIXED_BYTES <= desk.length) return;
  const larger = Buffer.allocUnsafe(2 * (until + FIXED_BYTES));
  desk.copy(larger);
  desk = larger;
}

interface Element {
  oid: number;
  /** Writes a value at a place and answers the place behind it; undefined when it is none that this form can hold. */
  write(value: unknown, at: number): number | undefined;
}

/** A letter takes three bytes at most, and one of four stands for two. */
const BYTES_PER_LETTER = 3;

function writeText(text: string, at: number): number {
  room(at + BYTES_PER_LETTER * text.length);
  return at + desk.write(text, at);
}

const text: Element = {
  oid: 25,
  write: (value, at) => (typeof value === 'string' ? writeText(value, at) : undefined),
};

const JSONB_VERSION = 1;
const jsonb: Element = {
  oid: 3802,
  write: (value, at) => (typeof value === 'string' ? writeText(value, desk.writeUInt8(JSONB_VERSION, at)) : undefined),
};

const bytea: Element = {
  oid: 17,
  write(value, at) {
    if (!Buffer.isBuffer(value)) return undefined;
    room(at + value.length);
    return at + value.copy(desk, at);
  },
};

const boolean: Element = {
  oid: 16,
  write: (value, at) => (typeof value === 'boolean' ? desk.writeUInt8(value ? 1 : 0, at) : undefined),
};

const integer: Element = {
  oid: 23,
  write: (value, at) => (typeof value === 'number' && (value | 0) === value ? desk.writeInt32BE(value, at) : undefined),
};

const DIGITS = /^-?\d{1,18}$/;
const bigint: Element = {
  oid: 20,
  write(value, at) {
    const whole =
      typeof value === 'bigint' || (typeof value === 'string' ? DIGITS.test(value) : Number.isSafeInteger(value));
    return whole ? desk.writeBigInt64BE(BigInt(value as bigint | number | string), at) : undefined;
  },
};

/** PostgreSQL counts microseconds from the year 2000. */
const EPOCH_MS = Date.UTC(2000, 0, 1);
const timestamptz: Element = {
  oid: 1184,
  write: (value, at) =>
    value instanceof Date && !Number.isNaN(value.getTime())
      ? desk.writeBigInt64BE(BigInt(value.getTime() - EPOCH_MS) * 1000n, at)
      : undefined,
};

const DASH = 0x2d;
/** What a hexadecimal digit stands for, by its character code. */
const NIBBLES = new Int8Array(128).fill(-1);
for (const digit of '0123456789abcdefABCDEF') NIBBLES[digit.charCodeAt(0)] = parseInt(digit, 16);

const uuid: Element = {
  oid: 2950,
  write(value, at) {
    if (typeof value !== 'string' || value.length !== 36) return undefined;
    let end = at;
    for (let i = 0; i < 36; i += 2) {
      if (i === 8 || i === 13 || i === 18 || i === 23) if (value.charCodeAt(i++) !== DASH) return undefined;
      const byte = ((NIBBLES[value.charCodeAt(i)] ?? -1) << 4) | (NIBBLES[value.charCodeAt(i + 1)] ?? -1);
      if (byte < 0) return undefined;
      desk[end++] = byte;
    }
    return end;
  },
};

/** By the names under which casts and TypeORM know a type. */
const ELEMENTS: Readonly<Record<string, Element>> = {
  text,
  jsonb,
  bytea,
  uuid,
  bool: boolean,
  boolean,
  int: integer,
  int4: integer,
  integer,
  int8: bigint,
  bigint,
  timestamptz,
  'timestamp with time zone': timestamptz,
};
