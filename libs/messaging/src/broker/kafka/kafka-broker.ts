import type { Broker } from '../broker.js';

export interface KafkaOptions {
  /** `host:port`, several with commas. */
  brokers: string;
  /** Names this process in the broker's logs. */
  clientId: string;
}

/** A broker that speaks to Kafka. */
export function kafkaBroker(_options: KafkaOptions): Broker {
  throw new Error('not yet');
}
