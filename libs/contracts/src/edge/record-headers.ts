import { HEADER } from '../cloud-event.js';
import { printable } from '../violations/printable.js';
import { violation } from '../violations/violation.js';
import { readUtf8 } from './json.js';
import type { Violation } from './receipts.js';

export interface ReadHeaders {
  /** False when the record says that it is something else, or another version: then its body is not looked at. */
  typeFits: boolean;
  /** The sender's trace (W3C); null when there is none or it is malformed, as the standard asks. */
  traceparent: string | null;
  violations: Violation[];
}

export interface HeaderRule {
  required: boolean;
  /** The only value that is right, where there is just one. */
  only?: string;
  /** What would be right. */
  right: { zh: string; en: string };
  fits(value: string): boolean;
}

const exactly = (value: string): HeaderRule => ({
  required: true,
  only: value,
  right: { zh: value, en: value },
  fits: (given) => given === value,
});

const name = (of: { zh: string; en: string }): HeaderRule => ({
  required: true,
  right: { zh: `${of.zh}，1 至 256 个字符`, en: `${of.en}, 1 to 256 characters` },
  fits: (given) => given.length > 0 && given.length <= 256,
});

const JSON_MEDIA_TYPE = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i;
const TRACEPARENT = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** What the headers of a stranger's record must be; others are let pass. */
export const headerRules = (expectedType: string): Record<string, HeaderRule> => ({
  [HEADER.specversion]: exactly('1.0'),
  [HEADER.type]: exactly(expectedType),
  [HEADER.source]: name({ zh: '消息来源', en: 'a name of the sending system' }),
  [HEADER.id]: name({ zh: '消息标识', en: 'an id of the message' }),
  [HEADER.contentType]: {
    required: false,
    right: { zh: 'application/json', en: 'application/json' },
    fits: (given) => JSON_MEDIA_TYPE.test(given),
  },
});

/**
 * CloudEvents 1.0, Kafka binary mode. Required: `ce_id`, `ce_type`, `ce_source` and `ce_specversion`; `content-type`
 * may be left out. Who the sender is says the topic, so `ce_source` may be any name of theirs. Other headers are let pass.
 */
export function readHeaders(headers: Record<string, readonly Uint8Array[]>, expectedType: string): ReadHeaders {
  const violations = Object.entries(headerRules(expectedType)).flatMap(([name, rule]) =>
    objections(name, rule, valuesOf(headers, name)),
  );
  const trace = valuesOf(headers, HEADER.traceparent);
  return {
    typeFits: valuesOf(headers, HEADER.type).every((type) => type === expectedType),
    traceparent: trace.length === 1 && trace[0] && TRACEPARENT.test(trace[0]) ? trace[0] : null,
    violations,
  };
}

/** A value that is no UTF-8 is null. */
const valuesOf = (headers: Record<string, readonly Uint8Array[]>, name: string) =>
  (Object.hasOwn(headers, name) ? headers[name]! : []).map(readUtf8);

function objections(name: string, { required, right, fits }: HeaderRule, values: (string | null)[]): Violation[] {
  const field = `header:${name}`;
  const [value] = values;
  if (values.length > 1) {
    const shown = printable(values.map((each) => each ?? '?').join(' | '));
    const [zh, en] = [
      `消息头 ${name} 出现 ${values.length} 次，只能有一次`,
      `header ${name} is given ${values.length} times; give it once`,
    ];
    return [violation(field, shown, { rule: 'doubled-header', zh, en })];
  }
  if (value === undefined) {
    const [zh, en] = [`缺少消息头 ${name}；应为：${right.zh}`, `header ${name} is missing; give ${right.en}`];
    return required ? [violation(field, null, { rule: 'missing-header', zh, en })] : [];
  }
  if (value === null) {
    const [zh, en] = [
      `消息头 ${name} 不是有效的 UTF-8；应为：${right.zh}`,
      `header ${name} is not valid UTF-8; give ${right.en}`,
    ];
    return [violation(field, null, { rule: 'utf-8', zh, en })];
  }
  if (fits(value)) return [];
  const rule = name === HEADER.type ? 'unknown-type' : 'header';
  const [zh, en] = [`消息头 ${name} 应为：${right.zh}`, `header ${name} must be ${right.en}`];
  return [violation(field, printable(value), { rule, zh, en })];
}
