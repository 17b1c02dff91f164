import { createRequire, Module } from 'node:module';
import { PackedRecord } from '../packed-record.js';
import { RecordWriter } from '../record-writer.js';
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
  /** Instead of key, value and headers. */
  packed?: PackedRecord;
}

/** What kafkajs takes for one of its encoders. */
export interface Encoded {
  buf: Buffer;
  buffer: Buffer;
  size(): number;
}

export function encodeRecord(record: RecordToEncode): Encoded {
  const { offsetDelta = 0, timestampDelta = 0, packed } = record;
  const writer = new RecordWriter();
  writer.byte(0); // No attributes are in use.
  writer.long(timestampDelta);
  writer.int(offsetDelta);
  if (packed) packed.writeTo(writer);
  else write(record, writer);
  const buffer = writer.withLength();
  return { buf: buffer, buffer, size: () => buffer.length };
}

function write({ key, value, headers = {} }: RecordToEncode, writer: RecordWriter): void {
  const listed = Object.entries(headers).flatMap(([name, content]): [string, Content][] =>
    Array.isArray(content) ? content.map((one) => [name, one as Content]) : [[name, content as Content]],
  );
  writer.bytes(key);
  writer.bytes(value);
  writer.int(listed.length);
  for (const [name, content] of listed) {
    writer.bytes(name);
    writer.bytes(content);
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
