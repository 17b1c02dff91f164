import { printable } from '../violations/printable.js';
import { listed, violation } from '../violations/violation.js';
import { readJson, readUtf8 } from './json.js';
import { readHeaders } from './record-headers.js';
import type { Violation } from './receipts.js';

/** A record as the broker holds it: it may hold anything. Several values of one header are kept apart. */
export interface RawRecord {
  key: Uint8Array | null;
  value: Uint8Array | null;
  headers: Record<string, readonly Uint8Array[]>;
}

/** What could be read of a stranger's record before its contract is looked at. */
export interface ReadRecord {
  /** Null unless it is fit to answer under: UTF-8, 1 to 128 characters, none of them a control character. */
  key: string | null;
  /** The parsed JSON; undefined when there is none that could be checked. */
  body: unknown;
  traceparent: string | null;
  violations: Violation[];
}

/** Reads headers, key and body; never throws. */
export function readRecord(record: RawRecord, expected: { type: string; maxBytes: number }): ReadRecord {
  const { typeFits, traceparent, violations } = readHeaders(record.headers, expected.type);
  const key = readKey(record.key);
  // Of an unknown version nothing more can be said than that it is unknown.
  const body = typeFits ? readBody(record.value, expected.maxBytes) : { value: undefined, flaws: [] };
  return {
    key: key.key,
    body: body.value,
    traceparent,
    violations: [...violations, ...key.violations, ...body.flaws],
  };
}

function readKey(bytes: Uint8Array | null): { key: string | null; violations: Violation[] } {
  const refused = (value: string | null, rule: string, zh: string, en: string) => ({
    key: null,
    violations: [violation('key', value, { rule, zh, en })],
  });
  if (bytes === null || bytes.length === 0) return refused(null, 'required', '缺少消息键', 'the record has no key');
  const key = readUtf8(bytes);
  if (key === null) return refused(null, 'utf-8', '消息键不是有效的 UTF-8', 'the key of the record is not valid UTF-8');
  if (key.length > 128 || /\p{C}/u.test(key)) {
    return refused(
      printable(key),
      'key',
      '消息键必须是 1 至 128 个字符，不含控制字符',
      'the key of the record must be 1 to 128 characters without control characters',
    );
  }
  return { key, violations: [] };
}

function readBody(bytes: Uint8Array | null, maxBytes: number): { value?: unknown; flaws: Violation[] } {
  if (bytes === null || bytes.length === 0) {
    return { flaws: [violation('', null, { rule: 'required', zh: '消息内容为空', en: 'the record has no value' })] };
  }
  if (bytes.length > maxBytes) {
    const zh = `内容为 ${bytes.length} 字节，最多 ${maxBytes} 字节；文件请以引用方式提交`;
    const en = `is ${bytes.length} bytes, must be at most ${maxBytes}; send files by reference`;
    return { flaws: [violation('', null, { rule: 'too-large', zh, en })] };
  }
  return readJson(bytes);
}

/** Violations in one line, for a record that nobody can be told about. */
export function reasonOf(violations: readonly Violation[]): string {
  return listed(violations)
    .map(({ field, detail }) => `${field === '' ? 'value' : field}: ${detail.en}`)
    .join('; ');
}
