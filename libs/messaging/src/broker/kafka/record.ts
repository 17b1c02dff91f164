import type { KafkaMessage } from 'kafkajs';
import type { BrokerRecord } from '../broker.js';

/** Keeps every value of every header. */
export function toRecord(message: KafkaMessage): BrokerRecord {
  const headers: BrokerRecord['headers'] = {};
  for (const name in message.headers) {
    const values = message.headers[name];
    if (values === undefined) continue;
    headers[name] = (Array.isArray(values) ? values : [values]).map((value) =>
      typeof value === 'string' ? Buffer.from(value, 'utf8') : value,
    );
  }
  return {
    offset: BigInt(message.offset),
    key: message.key,
    value: message.value,
    headers,
    appendedAt: new Date(Number(message.timestamp)),
  };
}
