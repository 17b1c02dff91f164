import { ComplaintRecorded, MessageHandedOver } from '@cc/contracts';
import { minutesAfter, startForTest, TUESDAY_MORNING, type ServiceUnderTest } from '@cc/testing';
import { DataSource } from 'typeorm';
import { ClaimWithoutAnIndex0000000000005 } from '../src/migrations/0005-claim-without-an-index.js';
import { NotificationModule } from '../src/notification.module.js';
import { SendMessagesOnTick } from '../src/send-messages/on-tick.js';
import type { MessageProvider } from '../src/send-messages/provider.js';
import { PROVIDER } from '../src/tokens.js';
import { aComplaintOf } from './contact.js';

const migration = new ClaimWithoutAnIndex0000000000005();

const centre: MessageProvider = {
  name: 'centre',
  handOver: (messages) => Promise.resolve(messages.map(() => ({ result: 'accepted' }))),
};

let notification: ServiceUnderTest;
beforeEach(async () => {
  notification = await startForTest(NotificationModule, { replace: [{ provide: PROVIDER, useValue: centre }] });
}, 60_000);
afterEach(() => notification.stop());

it('leaves a message that was claimed before to its worker, until that claim has run out', async () => {
  const runner = notification.get(DataSource).createQueryRunner();
  await notification.receives(ComplaintRecorded, aComplaintOf(notification, '+8613800138000'));
  await migration.down(runner);
  await notification.query('update messages set attempts = 1, next_attempt_at = $1', [
    minutesAfter(TUESDAY_MORNING, 2),
  ]);

  await migration.up(runner);

  await notification.tick(SendMessagesOnTick);
  expect(await notification.published(MessageHandedOver)).toEqual([]);
  notification.time.set(minutesAfter(TUESDAY_MORNING, 2));
  await notification.tick(SendMessagesOnTick);
  expect(await notification.published(MessageHandedOver)).toHaveLength(1);
  await runner.release();
});
