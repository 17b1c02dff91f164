import kafkajs, { type LogEntry } from 'kafkajs';
import { clientLog } from './client-log.js';

const { ERROR, WARN, INFO } = kafkajs.logLevel;

function written(level: number, message: string, error?: string): string[] {
  const lines: string[] = [];
  const into = (name: string) => (text: string) => void lines.push(`${name} ${text}`);
  const log = clientLog({ log: into('log'), warn: into('warn'), error: into('error') })(WARN);
  log({ namespace: 'Connection', level, label: '', log: { timestamp: '', logger: '', message, error } } as LogEntry);
  return lines;
}

describe('what the Kafka client says', () => {
  it.each([
    ['Response GroupCoordinator(key: 10, version: 2)', 'The group coordinator is not available'],
    ['Response InitProducerId(key: 22, version: 1)', "The coordinator is loading and hence can't process requests"],
    ["Crash: KafkaJSProtocolError: The coordinator is loading and hence can't process requests", undefined],
    ['Restarting the consumer in 100ms', undefined],
  ])('is silent while a broker starts: %s', (message, error) => {
    expect(written(ERROR, message, error)).toEqual([]);
  });

  it.each([
    ['The group is rebalancing, re-joining', undefined],
    ['Response Heartbeat(key: 12, version: 3)', 'The group is rebalancing, so a rejoin is needed'],
    ['Connection error: connect ECONNREFUSED 127.0.0.1:9092', undefined],
  ])('warns of what mends itself: %s', (message, error) => {
    expect(written(ERROR, message, error)).toEqual([expect.stringMatching(/^warn kafka client: /)]);
  });

  it('is an error where nothing is known to mend it', () => {
    expect(written(ERROR, 'Crash: KafkaJSNumberOfRetriesExceeded: no broker answers')).toEqual([
      'error kafka client: Crash: KafkaJSNumberOfRetriesExceeded: no broker answers',
    ]);
    expect(written(ERROR, 'Response Produce(key: 0, version: 7)', 'Topic authorization failed')).toEqual([
      'error kafka client: Response Produce(key: 0, version: 7) (Topic authorization failed)',
    ]);
  });

  it('leaves out what is below a warning', () => {
    expect(written(INFO, 'Consumer has joined the group')).toEqual([]);
  });
});
