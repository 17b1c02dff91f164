import { ComplaintRecorded } from '@cc/contracts';
import { minutesAfter, startForTest, TUESDAY_MORNING, type ServiceUnderTest } from '@cc/testing';
import { NotificationModule } from '../src/notification.module.js';
import { FIRST, SendMessagesOnTick } from '../src/send-messages/on-tick.js';
import { aComplaintOf } from './contact.js';

const at = (minutes: number) => minutesAfter(TUESDAY_MORNING, minutes);

let notification: ServiceUnderTest;
beforeEach(async () => {
  notification = await startForTest(NotificationModule);
  await notification.receives(ComplaintRecorded, aComplaintOf(notification, '+8613800138000'));
}, 60_000);
afterEach(() => notification.stop());

/** Messages that wait, by when they are to be tried and until when they are claimed, in minutes. */
async function wait(...messages: [number, number | null][]): Promise<void> {
  const { columns } = (
    await notification.query<{ columns: string }>(
      `select string_agg(column_name, ', ') as columns from information_schema.columns
       where table_schema = current_schema() and table_name = 'messages'
         and column_name not in ('message_id', 'next_attempt_at', 'claimed_until')`,
    )
  )[0]!;
  await notification.query(
    `with one as (delete from messages returning *)
     insert into messages (message_id, next_attempt_at, claimed_until, ${columns})
     select gen_random_uuid(), w.due, w.claimed, ${columns} from (select * from one limit 1) as o,
       unnest($1::timestamptz[], $2::timestamptz[]) as w(due, claimed)`,
    [messages.map(([due]) => at(due)), messages.map(([, claimed]) => (claimed === null ? null : at(claimed)))],
  );
}

it.each<[string, [number, number | null][], number | null]>([
  ['there is none', [], null],
  ['nobody has claimed one', [[7, null], [5, null]], 5], // prettier-ignore
  ['all are claimed: when the first claim runs out', [[1, 9], [2, 8]], 8], // prettier-ignore
  ['a claim runs out before the next is due', [[1, 3], [5, null]], 3], // prettier-ignore
  ['the next is due before a claim runs out', [[1, 9], [5, null]], 5], // prettier-ignore
  ['a claim ran out before it is to be tried', [[4, 3], [5, null]], 4], // prettier-ignore
])('knows when a message is to be sent next: %s', async (_, messages, next) => {
  await wait(...messages);

  expect(await notification.get(SendMessagesOnTick).nextAt()).toEqual(next === null ? null : at(next));
});

it('knows it without going through all that wait', async () => {
  await wait([1, 3], [1, 4], ...Array.from({ length: 5000 }, (_, n): [number, null] => [5 + n, null]));
  await notification.query('analyze messages');

  const plan = await notification.query<{ 'QUERY PLAN': string }>(`explain (analyze, costs off, timing off) ${FIRST}`);

  const scans = plan.map((line) => line['QUERY PLAN']).filter((line) => /Scan .*on messages|Scan using/.test(line));
  const removed = plan.map((line) => Number(/Rows Removed by Filter: (\d+)/.exec(line['QUERY PLAN'])?.[1] ?? 0));
  expect(scans.every((line) => line.includes('messages_due'))).toBe(true);
  expect(scans).toHaveLength(2);
  expect(Math.max(...removed)).toBeLessThanOrEqual(2);
});
