import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ComplaintRecorded, MessageFailed, MessageHandedOver } from '@cc/contracts';
import { minutesAfter, startForTest, TUESDAY_MORNING, type ServiceUnderTest } from '@cc/testing';
import { NotificationModule } from '../src/notification.module.js';
import { SendMessagesOnTick } from '../src/send-messages/on-tick.js';
import { aComplaintOf } from './contact.js';

const PHONE = '+8613800138000';

let notification: ServiceUnderTest;
let gateway: Server;
let keys: unknown[];
let status: number;

beforeEach(async () => {
  keys = [];
  status = 202;
  gateway = createServer((request, response) => {
    keys.push(request.headers['idempotency-key']);
    request.resume().on('end', () => response.writeHead(status).end(`not to ${PHONE}`));
  });
  await new Promise<void>((listening) => gateway.listen(0, '127.0.0.1', listening));
  const { port } = gateway.address() as AddressInfo;
  notification = await startForTest(NotificationModule, {
    env: { MESSAGE_PROVIDER: 'http', MESSAGE_PROVIDER_URL: `http://127.0.0.1:${port}/sms`, MESSAGE_ATTEMPTS: '2' },
  });
});
afterEach(async () => {
  await notification.stop();
  gateway.closeAllConnections();
  await new Promise((closed) => gateway.close(closed));
});

it('hands a message to the gateway that the environment names, and keeps none', async () => {
  const complaint = aComplaintOf(notification, PHONE);
  await notification.receives(ComplaintRecorded, complaint);

  await notification.tick(SendMessagesOnTick);
  await notification.tick(SendMessagesOnTick);

  const [told] = await notification.published(MessageHandedOver);
  expect(told).toMatchObject({ complaintId: complaint.complaintId, provider: 'http', channel: 'sms' });
  expect(keys).toEqual([told!.messageId]);
  expect(await notification.query('select message_id from captured_messages')).toEqual([]);
});

it('tries again under the same key what the gateway could not take, and says so without the number', async () => {
  status = 503;
  await notification.receives(ComplaintRecorded, aComplaintOf(notification, PHONE));

  await notification.tick(SendMessagesOnTick);
  notification.time.set(minutesAfter(TUESDAY_MORNING, 5));
  await notification.tick(SendMessagesOnTick);

  expect(new Set(keys).size).toBe(1);
  expect(keys).toHaveLength(2);
  expect(await notification.published(MessageFailed)).toMatchObject([{ provider: 'http', problem: 'unavailable' }]);
  const rows = await notification.query('select problem from messages');
  expect(rows).toMatchObject([{ problem: expect.stringContaining('answered 503') as string }]);
  expect(JSON.stringify(rows)).not.toContain('13800138000');
});

it('gives up at once what the gateway refuses', async () => {
  status = 422;
  await notification.receives(ComplaintRecorded, aComplaintOf(notification, PHONE));

  await notification.tick(SendMessagesOnTick);

  expect(keys).toHaveLength(1);
  expect(await notification.published(MessageFailed)).toMatchObject([{ provider: 'http', problem: 'refused' }]);
});
