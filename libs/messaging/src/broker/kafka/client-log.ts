import kafkajs, { type logCreator } from 'kafkajs';
import type { Log } from '../../log.js';

/**
 * A broker that has just started says that its coordinators are not ready, and the client asks again; it crashes the
 * consumer and starts it anew. A consumer that finds none for long ends for good, and that is told.
 */
const STARTING = /coordinator is (?:not available|loading)|Restarting the consumer in/i;

/** The relay sends the same batch again under the same positions, however often: positions give the order, not the producer. */
const KNOWN = /Limiting retries for the idempotent producer/i;

/** What the client reports as an error although it is everyday work: rebalances, fetches that end with the process. */
const EVERYDAY =
  /rebalanc|re-joining|not aware of this member|Response (?:Heartbeat|JoinGroup|SyncGroup|OffsetCommit|Fetch|OffsetFetch)|Connection (?:timeout|error)|Closed connection/i;

/** Routes the client's log to ours; a normal start and normal rebalances would otherwise stand there as errors. */
export function clientLog(log: Log): logCreator {
  return () =>
    ({ level, log: { message, error } }) => {
      const text = `kafka client: ${message}${typeof error === 'string' ? ` (${error})` : ''}`;
      if (level > kafkajs.logLevel.WARN || STARTING.test(text) || KNOWN.test(text)) return;
      if (level === kafkajs.logLevel.ERROR && !EVERYDAY.test(text)) log.error(text);
      else log.warn(text);
    };
}
