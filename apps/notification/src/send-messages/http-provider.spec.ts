import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ConfigOf } from '@cc/service-kit';
import type { NotificationConfig } from '../notification.config.js';
import { HttpProvider } from './http-provider.js';
import type { OutgoingMessage } from './provider.js';

/** A gateway as an operator runs one: it answers what the test says, and keeps what it was asked. */
let gateway: Server;
let asked: { path: string | undefined; headers: IncomingMessage['headers']; body: unknown }[];
let answer: { status: number; body?: string; headers?: Record<string, string> } | 'never';

beforeEach(async () => {
  asked = [];
  answer = { status: 202 };
  gateway = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      asked.push({
        path: request.url,
        headers: request.headers,
        body: JSON.parse(Buffer.concat(parts).toString('utf8')),
      });
      if (answer !== 'never') response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  });
  await new Promise<void>((listening) => gateway.listen(0, '127.0.0.1', listening));
});
afterEach(async () => {
  gateway.closeAllConnections();
  await new Promise((closed) => gateway.close(closed));
});

const provider = (over: object = {}) => {
  const { port } = gateway.address() as AddressInfo;
  return new HttpProvider({
    MESSAGE_PROVIDER_URL: `http://127.0.0.1:${port}/sms`,
    MESSAGE_PROVIDER_TOKEN: 'gateway-token',
    MESSAGE_TIMEOUT_MS: 5_000,
    ...over,
  } as ConfigOf<typeof NotificationConfig>);
};
const message: OutgoingMessage = {
  messageId: '0b5c1f5e-8a55-5d3c-9f43-0c9e6a1d2b77',
  complaintId: '0b5c1f5e-8a55-5d3c-9f43-0c9e6a1d2b78',
  channel: 'sms',
  recipient: '+8613800138000',
  text: '【投诉受理】您的投诉已受理',
};

it('posts a message as JSON, its id being the key by which the gateway knows it again', async () => {
  const handed = await provider().handOver([message]);

  expect(handed).toEqual([{ result: 'accepted' }]);
  expect(asked).toMatchObject([
    {
      path: '/sms',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': message.messageId,
        authorization: 'Bearer gateway-token',
      },
      body: { messageId: message.messageId, channel: 'sms', recipient: message.recipient, text: message.text },
    },
  ]);
});

it('answers for each message in their order, and posts neither what has no number nor what is for a desk', async () => {
  const many = Array.from({ length: 25 }, (_, at) => ({ ...message, messageId: `m-${at}` }));
  const others = [
    { ...message, recipient: '' },
    { ...message, channel: 'desk', recipient: 'handler@44/440100' },
  ];

  const handed = await provider().handOver([...others, ...many]);

  expect(handed.slice(0, 3)).toEqual([
    { result: 'refused', problem: 'no-number' },
    { result: 'accepted' },
    { result: 'accepted' },
  ]);
  expect(handed).toHaveLength(27);
  expect(asked.map(({ headers }) => headers['idempotency-key']).sort()).toEqual(
    many.map(({ messageId }) => messageId).sort(),
  );
});

it.each([400, 401, 404, 409, 422])('takes %i as final', async (status) => {
  answer = { status, body: 'no such number' };

  const handed = await provider().handOver([message]);

  expect(handed).toEqual([{ result: 'refused', problem: 'refused', detail: `answered ${status}: no such number` }]);
});

it.each([408, 425, 429, 500, 502, 503])('takes %i as passing', async (status) => {
  answer = { status, body: 'later' };

  const handed = await provider().handOver([message]);

  expect(handed).toEqual([{ result: 'unavailable', problem: 'unavailable', detail: `answered ${status}: later` }]);
});

it('does not follow a redirect with a number in hand', async () => {
  answer = { status: 307, headers: { location: '/elsewhere' } };

  const handed = await provider().handOver([message]);

  expect(handed).toMatchObject([{ result: 'refused' }]);
  expect(asked.map(({ path }) => path)).toEqual(['/sms']);
});

it('tries again later where no answer comes in time', async () => {
  answer = 'never';

  const handed = await provider({ MESSAGE_TIMEOUT_MS: 100 }).handOver([message]);

  expect(handed).toMatchObject([{ result: 'unavailable', problem: 'unavailable' }]);
});

it('tries again later where nobody listens, and says so', async () => {
  const { port } = gateway.address() as AddressInfo;
  const elsewhere = provider({ MESSAGE_PROVIDER_URL: `http://127.0.0.1:${port}/sms` });
  await new Promise((closed) => gateway.close(closed));

  const handed = await elsewhere.handOver([message]);

  expect(handed).toMatchObject([{ result: 'unavailable', detail: expect.stringContaining('ECONNREFUSED') as string }]);
});
