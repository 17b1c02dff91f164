import type { ServiceName } from '@cc/contracts';
import type { Broker } from './broker/broker.js';
import type { RelayWakeUp } from './relay/wake-up.js';
import type { TimeOfDay } from './time/time-of-day.js';

/** How a service takes part in messaging. */
export interface MessagingOptions {
  service: ServiceName;
  broker: Broker;
  /** The parties outside whose topics this service may read, by kind of topic. */
  edgeParties: { submissions: string[]; workActions: string[] };
  /** Where `now` comes from; the machine's clock by default. */
  timeOfDay?: TimeOfDay;
  /** Most records in one transaction; 1 turns batching off. Default 500. */
  maxBatch?: number;
  /** So far apart are two fetches at least, in milliseconds: what comes meanwhile is applied together. Default 0. */
  lingerMs?: number;
  /** Tries of one event before it is parked. Default 6. */
  attempts?: number;
  /** Wait before the second try in milliseconds; doubles with each further one, up to a hundred times. Default 100. */
  backoffMs?: number;
  /** From so many unsent events on the consumer waits for the relay, and people and timers may not publish. Default 50,000. */
  outboxLimit?: number;
  /**
   * What a consumer does on a topic it has never read: read all, which must still be there (`beginning`, the default), read
   * what is left of it, or read only what comes.
   */
  bootstrap?: 'beginning' | 'available' | 'latest';
  /** The relay runs without the consumer's or timer's help; false for tools that only read. Default true. */
  relay?: boolean;
  /** What wakes the relay: by default whoever publishes, and a slow timer. In simulation the conductor does. */
  relayWakeUp?: () => RelayWakeUp;
  /** Start although handlers and flow.ts differ; for fixtures. */
  handlersMayDiffer?: boolean;
}
