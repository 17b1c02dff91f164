import type { PackedRecord } from '../packed-record.js';
import { RecordWriter } from '../record-writer.js';
import type { Content } from './record-decoder.js';

interface PlaceInBatch {
  offsetDelta?: number;
  timestampDelta?: number;
}

export interface RecordToEncode extends PlaceInBatch {
  key: Content;
  value: Content;
  headers?: Record<string, Content | readonly Content[]>;
  /** Instead of key, value and headers. */
  packed?: PackedRecord;
}

/** A record as it stands in a batch, behind its length. Its place may come apart: to copy a packed record would unpack it. */
export function encodeRecord(record: RecordToEncode, place: PlaceInBatch = record): Buffer {
  const { offsetDelta = 0, timestampDelta = 0 } = place;
  const { packed } = record;
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
