import kafkajs, { type Kafka, type RetryOptions } from 'kafkajs';
import type { Log } from '../../log.js';
import { clientLog } from './client-log.js';
import { secured, type KafkaSecurity } from './security.js';

/** Where Kafka is, and as whom we come. */
export interface KafkaConnection {
  /** `host:port`, several with commas. */
  brokers: string;
  /** Names this process in the broker's logs; the names of its temporary groups begin with it. */
  clientId: string;
  /** None: in the clear and without a name, as on a machine of one's own. */
  security?: KafkaSecurity | undefined;
  log?: Log;
}

export function kafkaClient(
  { brokers, clientId, security, log = console }: KafkaConnection,
  retry: RetryOptions,
): Kafka {
  return new kafkajs.Kafka({
    clientId,
    brokers: brokers.split(',').map((broker) => broker.trim()),
    ...secured(security),
    connectionTimeout: 3000,
    requestTimeout: 30_000,
    retry,
    logLevel: kafkajs.logLevel.WARN,
    logCreator: clientLog(log),
  });
}
