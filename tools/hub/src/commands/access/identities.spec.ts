import { hostsOf } from './identities.js';

it.each([
  ['kafka:9092', ['kafka', 'localhost', '127.0.0.1']],
  ['kafka-1:9092, kafka-2:9092', ['kafka-1', 'kafka-2', 'localhost', '127.0.0.1']],
  ['localhost:9092', ['localhost', '127.0.0.1']],
  ['[fd00::7]:9092', ['fd00::7', 'localhost', '127.0.0.1']],
])('a broker at %s has a certificate for %j', (brokers, hosts) => {
  expect(hostsOf(brokers)).toEqual(hosts);
});
