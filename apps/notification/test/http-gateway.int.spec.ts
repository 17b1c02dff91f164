import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ComplaintRecorded, MessageFailed, MessageHandedOver } from '@cc/contracts';
import { Timers } from '@cc/service-kit';
import { minutesAfter, startForTest, TUESDAY_MORNING, type ServiceUnderTest } from '@cc/testing';
import { NotificationModule } from '../src/notification.module.js';
import { SendMessagesOnTick } from '../src/send-messages/on-tick.js';
import { aComplaintOf } from './contact.js';

const PHONE = '+8613800138000';

/** A gateway as an operator runs one: it answers what the test says, and keeps what it was asked. */
let gateway: Server;
let asked: { path: string | undefined; headers: IncomingHttpHeaders; body: unknown }[];
let answer: { status: number; headers?: Record<string, string> } | 'never';
let notification: ServiceUnderTest;

const start = async (env: Record<string, string> = {}) => {
  const { port } = gateway.address() as AddressInfo;
  notification = await startForTest(NotificationModule, {
    env: {
      MESSAGE_PROVIDER: 'http',
      MESSAGE_PROVIDER_URL: `http://127.0.0.1:${port}/sms`,
      MESSAGE_PROVIDER_TOKEN: 'gateway-token',
      MESSAGE_ATTEMPTS: '2',
      ...env,
    },
  });
};
const keys = () => asked.map(({ headers }) => headers['idempotency-key']);
const rows = () => notification.query<{ state: string; problem: string | null }>('select state, problem from messages');
const receivesOne = () => notification.receives(ComplaintRecorded, aComplaintOf(notification, PHONE));

beforeEach(async () => {
  asked = [];
  answer = { status: 202 };
  gateway = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body: unknown = JSON.parse(Buffer.concat(parts).toString('utf8'));
      asked.push({ path: request.url, headers: request.headers, body });
      if (answer !== 'never') response.writeHead(answer.status, answer.headers).end(`not to ${PHONE}`);
    });
  });
  await new Promise<void>((listening) => gateway.listen(0, '127.0.0.1', listening));
});
afterEach(async () => {
  await notification.stop();
  gateway.closeAllConnections();
  await new Promise((closed) => gateway.close(closed));
});

it('posts a message as JSON to the gateway that the environment names, under its id, and keeps none', async () => {
  await start();
  const complaint = aComplaintOf(notification, PHONE);
  await notification.receives(ComplaintRecorded, complaint);

  await notification.tick(SendMessagesOnTick);
  await notification.tick(SendMessagesOnTick);

  const [told] = await notification.published(MessageHandedOver);
  expect(told).toMatchObject({ complaintId: complaint.complaintId, provider: 'http', channel: 'sms' });
  const { messageId } = told!;
  expect(asked).toMatchObject([
    {
      path: '/sms',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': messageId,
        authorization: 'Bearer gateway-token',
      },
      body: { messageId, channel: 'sms', recipient: PHONE, text: expect.stringContaining(complaint.number) as string },
    },
  ]);
  expect(await notification.query('select message_id from captured_messages')).toEqual([]);
});

it('posts each of many messages once, and none that has no number', async () => {
  await start();
  const numbers = [null, ...Array.from({ length: 25 }, () => PHONE)];
  await notification.receives(
    ComplaintRecorded,
    numbers.map((number) => aComplaintOf(notification, number)),
  );

  await notification.tick(SendMessagesOnTick);

  const told = await notification.published(MessageHandedOver);
  expect(keys().toSorted()).toEqual(told.map(({ messageId }) => messageId).toSorted());
  expect(told).toHaveLength(25);
  expect(await notification.published(MessageFailed)).toMatchObject([{ problem: 'no-number' }]);
});

it('tries again under the same key what the gateway could not take, and says so without the number', async () => {
  await start();
  answer = { status: 503 };
  await receivesOne();

  await notification.tick(SendMessagesOnTick);
  notification.time.set(minutesAfter(TUESDAY_MORNING, 24 * 60));
  await notification.tick(SendMessagesOnTick);

  expect(new Set(keys()).size).toBe(1);
  expect(keys()).toHaveLength(2);
  expect(await notification.published(MessageFailed)).toMatchObject([{ provider: 'http', problem: 'unavailable' }]);
  expect(await rows()).toMatchObject([{ problem: expect.stringContaining('answered 503') as string }]);
  expect(JSON.stringify(await rows())).not.toContain('13800138000');
});

it('gives up at once what the gateway refuses', async () => {
  await start();
  answer = { status: 422 };
  await receivesOne();

  await notification.tick(SendMessagesOnTick);

  expect(keys()).toHaveLength(1);
  expect(await notification.published(MessageFailed)).toMatchObject([{ provider: 'http', problem: 'refused' }]);
});

it('loses no message to a token that the gateway does not know', async () => {
  await start();
  answer = { status: 401 };
  await receivesOne();
  await notification.tick(SendMessagesOnTick);

  answer = { status: 202 };
  notification.time.set(minutesAfter(TUESDAY_MORNING, 5));
  await notification.tick(SendMessagesOnTick);

  expect(await notification.published(MessageFailed)).toEqual([]);
  expect(await notification.published(MessageHandedOver)).toHaveLength(1);
});

it('does not follow a redirect with a number in hand', async () => {
  await start();
  answer = { status: 307, headers: { location: '/elsewhere' } };
  await receivesOne();

  await notification.tick(SendMessagesOnTick);

  expect(asked.map(({ path }) => path)).toEqual(['/sms']);
  expect(await rows()).toMatchObject([{ state: 'waiting' }]);
});

it('tries again later where no answer comes in time', async () => {
  await start({ MESSAGE_TIMEOUT_MS: '100' });
  answer = 'never';
  await receivesOne();

  await notification.tick(SendMessagesOnTick);

  expect(await rows()).toMatchObject([{ state: 'waiting', problem: expect.stringContaining('unavailable') as string }]);
});

it('leaves a gateway that does not answer as soon as the service stops', async () => {
  await start({ MESSAGE_TIMEOUT_MS: '5000' });
  answer = 'never';
  await receivesOne();

  const tick = notification.tick(SendMessagesOnTick);
  await once(gateway, 'request');
  await notification.get(Timers).stop();
  await tick;

  expect(await rows()).toMatchObject([{ state: 'waiting', problem: expect.stringContaining('aborted') as string }]);
});

it('tries again later where nobody listens, and says so', async () => {
  await start();
  await new Promise((closed) => gateway.close(closed));
  await receivesOne();

  await notification.tick(SendMessagesOnTick);

  expect(await rows()).toMatchObject([
    { state: 'waiting', problem: expect.stringContaining('ECONNREFUSED') as string },
  ]);
});
