import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Authority, endOf, forDays } from './authority.js';

const folder = () => mkdtempSync(join(tmpdir(), 'authority-'));

describe('an authority of one installation', () => {
  it('vouches for a name, and for the key that goes with it', async () => {
    const authority = await Authority.in(folder());

    const { certificate, key } = await authority.issue('division-44');

    const read = new X509Certificate(certificate);
    expect(read.subject).toBe('CN=division-44');
    expect(read.checkIssued(new X509Certificate(authority.certificate))).toBe(true);
    expect(read.verify(new X509Certificate(authority.certificate).publicKey)).toBe(true);
    expect(read.checkPrivateKey(createPrivateKey(key))).toBe(true);
    expect(read.ca).toBe(false);
  });

  it('names where a server is reached, and lets no client pass for one', async () => {
    const authority = await Authority.in(folder());

    const broker = new X509Certificate(
      (await authority.issue('broker', { hosts: ['localhost', '127.0.0.1'] })).certificate,
    );
    const branch = new X509Certificate((await authority.issue('division-44')).certificate);

    const SERVER = '1.3.6.1.5.5.7.3.1';
    expect(broker.checkHost('localhost')).toBe('localhost');
    expect(broker.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(broker.keyUsage).toContain(SERVER);
    expect(branch.keyUsage).not.toContain(SERVER);
  });

  it('is the same after a restart, and only its owner can read its key', async () => {
    const dir = folder();
    const first = await Authority.in(dir);

    const again = await Authority.in(dir);
    const { certificate } = await again.issue('intake');

    expect(again.certificate).toBe(first.certificate);
    expect(new X509Certificate(certificate).verify(new X509Certificate(first.certificate).publicKey)).toBe(true);
    expect(statSync(join(dir, 'ca-key.pem')).mode & 0o777).toBe(0o600);
  });

  it('gives out certificates that end', async () => {
    const authority = await Authority.in(folder());

    const { certificate } = await authority.issue('intake', { term: forDays(30, new Date('2026-11-26T00:00:00Z')) });

    expect(endOf(certificate)).toEqual(new Date('2026-12-26T00:00:00Z'));
  });
});
