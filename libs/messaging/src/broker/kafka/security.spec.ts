import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type TLSSocket } from 'node:tls';
import { filesIn, provideInstallation } from '@cc/stack';
import { principalOf, secured } from './security.js';

const dir = mkdtempSync(join(tmpdir(), 'security-'));
const identity = (name: string) => filesIn(join(dir, name));

beforeAll(() => provideInstallation(dir, ['routing', 'intake'], 'localhost:9092', ['127.0.0.1']));

/** The name on the certificate with which a client connects. */
async function nameSeenBy(port: number, connect: () => { end(): void }): Promise<string> {
  const seen = once(servers.get(port)!, 'secureConnection') as Promise<[TLSSocket]>;
  const socket = connect();
  const [peer] = await seen;
  const { subject } = peer.getPeerCertificate();
  socket.end();
  return String(subject.CN);
}

const servers = new Map<number, ReturnType<typeof createServer>>();

async function listening(): Promise<number> {
  const { caFile, certificateFile, keyFile } = identity('broker');
  const [ca, cert, key] = [caFile, certificateFile, keyFile].map((file) => readFileSync(file));
  const server = createServer({ ca: ca!, cert: cert!, key: key!, requestCert: true, rejectUnauthorized: true });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  servers.set(port, server);
  return port;
}

afterAll(() => {
  for (const server of servers.values()) server.close();
});

describe('a connection to Kafka', () => {
  it('comes as whom the files say at that moment, so that a replaced certificate counts from the next on', async () => {
    const port = await listening();
    const { caFile, certificateFile, keyFile } = identity('routing');
    const { socketFactory } = secured({ caFile, certificate: { certificateFile, keyFile } });
    const connect = () => socketFactory!({ host: '127.0.0.1', port, ssl: {}, onConnect: () => undefined });

    const before = await nameSeenBy(port, connect);
    copyFileSync(identity('intake').certificateFile, certificateFile);
    copyFileSync(identity('intake').keyFile, keyFile);
    const after = await nameSeenBy(port, connect);

    expect([before, after]).toEqual(['routing', 'intake']);
  });

  it('logs in with what the file holds at that moment, without the line break of an editor', () => {
    const passwordFile = join(dir, 'password');
    writeFileSync(passwordFile, 'first');
    const { sasl } = secured({ caFile: identity('intake').caFile, login: { username: 'intake', passwordFile } });

    const before = (sasl as { password: string }).password;
    writeFileSync(passwordFile, 'second\n');
    const after = (sasl as { password: string }).password;

    expect([before, after]).toEqual(['first', 'second']);
  });

  it('is in the clear where nothing is said', () => {
    expect(secured(undefined)).toEqual({});
  });
});

it('knows under which name the access lists have it', () => {
  const { caFile, certificateFile, keyFile } = identity('broker');

  expect(principalOf({ caFile, certificate: { certificateFile, keyFile } })).toBe('broker');
  expect(principalOf({ caFile, login: { username: 'division-44', passwordFile: keyFile } })).toBe('division-44');
  expect(principalOf(undefined)).toBe('ANONYMOUS');
});
