import { HEADER } from '@cc/contracts';
import type { KafkaMessage } from 'kafkajs';
import { PUSH_HEADER, toLogRecord } from './log-record.js';

const aMessage = (over: Partial<KafkaMessage>) =>
  ({
    key: Buffer.from('c1'),
    value: Buffer.from('{"complaintId":"c1","why":"a rule","dispatchNo":2}'),
    headers: {},
    offset: '41',
    timestamp: '0',
    attributes: 0,
    ...over,
  }) as KafkaMessage;

it('keeps of an event of ours where it stands, who numbered it, and what is reconciled of it', () => {
  const headers = {
    [HEADER.id]: Buffer.from('e1'),
    [HEADER.type]: Buffer.from('work.dispatched.v1'),
    [HEADER.publisher]: Buffer.from('routing'),
    [HEADER.position]: Buffer.from('7'),
    [HEADER.division]: Buffer.from('43'),
  };

  expect(toLogRecord('complaints.facts', 3, aMessage({ headers }))).toEqual({
    topic: 'complaints.facts',
    partition: 3,
    offset: 41,
    key: 'c1',
    id: 'e1',
    type: 'work.dispatched.v1',
    publisher: 'routing',
    position: 7,
    division: '43',
    push: null,
    data: { complaintId: 'c1', dispatchNo: 2 },
  });
});

it('reads nothing of what a party pushed but the number of the push', () => {
  const headers = { [PUSH_HEADER]: Buffer.from('12'), [HEADER.id]: [Buffer.from('a'), Buffer.from('b')] };

  const record = toLogRecord(
    'complaints.submissions.cc-43',
    0,
    aMessage({ key: null, value: Buffer.from('{'), headers }),
  );

  expect(record).toMatchObject({ push: 12, key: null, id: 'a', publisher: null, position: null, data: {} });
});
