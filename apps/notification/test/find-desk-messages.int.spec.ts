import { ComplaintRecorded, WorkDispatched } from '@cc/contracts';
import type { Caller } from '@cc/service-kit';
import { aDispatchedTicket, startForTest, type ServiceUnderTest } from '@cc/testing';
import { DataSource } from 'typeorm';
import { FindDeskMessagesOfAllDivisions0000000000009 } from '../src/migrations/0009-find-desk-messages-of-all-divisions.js';
import { NotificationModule } from '../src/notification.module.js';
import { deskMessages, type Wanted } from '../src/show-messages/desk-messages.js';
import { aComplaintOf } from './contact.js';

const migration = new FindDeskMessagesOfAllDivisions0000000000009();

let notification: ServiceUnderTest;
let organisation: string;
beforeEach(async () => {
  notification = await startForTest(NotificationModule);
  const complaint = aComplaintOf(notification, null, { outcome: 'waiting' });
  const { complaintId } = complaint;
  await notification.receives(ComplaintRecorded, complaint);
  await notification.receives(WorkDispatched, aDispatchedTicket({ complaintId }), {
    scope: { division: '44', unit: '440100' },
  });
  organisation = (await notification.query<{ organisation: string }>('select organisation from messages'))[0]!
    .organisation;
});
afterEach(() => notification.stop());

/** As many desk messages as a busy month has kept, by turns of two divisions; all but the first 20 were seen. */
async function keepMany(): Promise<void> {
  const columns = (
    await notification.query<{ columns: string }>(
      `select string_agg(column_name, ', ') as columns from information_schema.columns
       where table_schema = current_schema() and table_name = 'messages'
         and column_name not in ('message_id', 'recipient_division', 'created_at', 'seen_at')`,
    )
  )[0]!.columns;
  await notification.query(
    `insert into messages (message_id, recipient_division, created_at, seen_at, ${columns})
     select gen_random_uuid(), case n % 2 when 0 then '43' else '44' end, created_at + n * interval '1 minute',
            case when n > 20 then created_at + n * interval '1 hour' end, ${columns}
       from messages, generate_series(1, 20000) as n`,
  );
  await notification.query('analyze messages');
}

async function planFor(divisions: Caller['divisions'], wanted: Partial<Wanted> = {}): Promise<string> {
  const caller = { organisation, divisions, unit: null, scope: 'unit' } as Caller;
  const lines: string[] = [];
  const explain = async (sql: string, parameters?: unknown[]) => {
    const plan = await notification.query<{ 'QUERY PLAN': string }>(`explain (costs off) ${sql}`, parameters);
    lines.push(...plan.map((line) => line['QUERY PLAN']));
    return [];
  };
  await deskMessages({ query: explain } as never, caller, { limit: 50, ...wanted });
  return lines.join('\n');
}

it.each<[string, Caller['divisions'], Partial<Wanted>, string]>([
  ['of all divisions', '*', {}, 'messages_desk_all'],
  ['of a division', ['44'], {}, 'messages_desk'],
  ['of a division that nobody has seen', ['44'], { seen: false }, 'messages_desk_unseen'],
])(
  'finds messages %s by their index, in their order, also those from before it',
  async (_, divisions, wanted, index) => {
    const runner = notification.get(DataSource).createQueryRunner();
    await migration.down(runner);
    await keepMany();

    await migration.up(runner);
    await runner.release();

    const plan = await planFor(divisions, wanted);
    expect(plan).toMatch(new RegExp(`Scan Backward using ${index} on`));
    expect(plan).not.toContain('Sort');
  },
);
