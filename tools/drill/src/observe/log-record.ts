import { HEADER } from '@cc/contracts';
import type { KafkaMessage } from 'kafkajs';

/** Which push of the drill a record is: a copy that a sender's retry made carries the same number. */
export const PUSH_HEADER = 'x-drill-push';

/** The fields of a body that a reconciliation looks at; the rest would fill the memory in a long drill. */
const KEPT = [
  'complaintId',
  'requestId',
  'workOrderId',
  'clockId',
  'messageId',
  'provider',
  'actionId',
  'dispatchNo',
  'attempt',
  'source',
  'sourceId',
  'items',
  'outcome',
  'kind',
  'result',
  'closedAs',
  'onTime',
  'callback',
  'effects',
  'answerBy',
  'dueAt',
] as const;

export type KeptField = (typeof KEPT)[number];

/** A record as it stands in the log, as far as it is reconciled. */
export interface LogRecord {
  topic: string;
  partition: number;
  offset: number;
  key: string | null;
  id: string;
  type: string;
  publisher: string | null;
  position: number | null;
  division: string | null;
  /** Of what the drill pushed itself. */
  push: number | null;
  data: Partial<Record<KeptField, unknown>>;
}

export function toLogRecord(topic: string, partition: number, message: KafkaMessage): LogRecord {
  const headers = message.headers ?? {};
  const header = (name: string) => {
    const value = headers[name];
    return value === undefined ? null : String(Array.isArray(value) ? value[0] : value);
  };
  const number = (name: string) => {
    const value = header(name);
    return value === null ? null : Number(value);
  };
  const publisher = header(HEADER.publisher);
  return {
    topic,
    partition,
    offset: Number(message.offset),
    key: message.key === null ? null : String(message.key),
    id: header(HEADER.id) ?? '',
    type: header(HEADER.type) ?? '',
    publisher,
    position: number(HEADER.position),
    division: header(HEADER.division),
    push: number(PUSH_HEADER),
    // What parties send may be anything.
    data: publisher === null ? {} : kept(message.value),
  };
}

function kept(value: Buffer | null): LogRecord['data'] {
  const body = JSON.parse(String(value)) as LogRecord['data'];
  return Object.fromEntries(KEPT.filter((field) => field in body).map((field) => [field, body[field]]));
}

export const placeOf = ({ topic, partition }: Pick<LogRecord, 'topic' | 'partition'>) => `${topic}/${partition}`;
