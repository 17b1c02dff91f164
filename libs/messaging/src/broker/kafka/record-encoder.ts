import type { PackedRecord } from '../packed-record.js';
import { RecordWriter } from '../record-writer.js';
import type { Content } from './record-decoder.js';

export interface RecordToEncode {
  offsetDelta?: number;
  timestampDelta?: number;
  key: Content;
  value: Content;
  headers?: Record<string, Content | readonly Content[]>;
  /** Instead of key, value and headers. */
  packed?: PackedRecord;
}

/** A record as it stands in a batch, behind its length. */
export function encodeRecord(record: RecordToEncode): Buffer {
  const { offsetDelta = 0, timestampDelta = 0, packed } = record;
  const writer = new RecordWriter();
  writer.byte(0); // No attributes are in use.
  writer.long(timestampDelta);
  writer.int(offsetDelta);
  if (packed) packed.writeTo(writer);
  else write(record, writer);
  return writer.withLength();
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
