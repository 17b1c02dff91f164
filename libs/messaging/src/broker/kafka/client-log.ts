import kafkajs, { type logCreator } from 'kafkajs';
import type { Log } from '../../log.js';

/** What the client reports as an error although it is everyday work: rebalances, fetches that end with the process. */
const EVERYDAY =
  /rebalanc|re-joining|not aware of this member|Response (?:Heartbeat|JoinGroup|SyncGroup|OffsetCommit|Fetch|OffsetFetch)|Connection (?:timeout|error)|Closed connection/i;

/** Routes the client's log to ours; normal rebalances would otherwise stand there as errors. */
export function clientLog(log: Log): logCreator {
  return () =>
    ({ level, log: { message, error } }) => {
      const text = `kafka client: ${message}${typeof error === 'string' ? ` (${error})` : ''}`;
      if (level > kafkajs.logLevel.WARN) return;
      if (level === kafkajs.logLevel.ERROR && !EVERYDAY.test(text)) log.error(text);
      else log.warn(text);
    };
}
