import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Authority, forDays } from './authority.js';
import { filesIn, passwordFileIn, provideIdentities, writeIdentity } from './identities.js';

const BROKERS = 'localhost:9092';

async function site(): Promise<{ dir: string; authority: Authority; provide: () => Promise<Map<string, string>> }> {
  const dir = mkdtempSync(join(tmpdir(), 'identities-'));
  const authority = await Authority.in(join(dir, 'authority'));
  return { dir, authority, provide: () => provideIdentities(dir, ['intake', 'division-44'], authority, BROKERS) };
}

const serialOf = (dir: string, name: string) =>
  new X509Certificate(readFileSync(filesIn(join(dir, name)).certificateFile)).serialNumber;

describe('the folders of services and parties', () => {
  it('hold what each connects with, and nobody but the owner can read them', async () => {
    const { dir, provide } = await site();

    const passwords = await provide();

    const own = join(dir, 'division-44');
    expect(readdirSync(own).sort()).toEqual(
      ['ca.pem', 'certificate.pem', 'client.pem', 'client.properties', 'kcat.conf', 'key.pem', 'password'].sort(),
    );
    expect(readdirSync(own).map((name) => statSync(join(own, name)).mode & 0o777)).toEqual(Array(7).fill(0o600));
    expect(statSync(own).mode & 0o777).toBe(0o700);
    expect(readFileSync(passwordFileIn(own), 'utf8')).toBe(passwords.get('division-44'));
    expect(passwords.get('division-44')).not.toBe(passwords.get('intake'));
  });

  it('can be carried elsewhere: no settings name where they were made', async () => {
    const { dir, provide } = await site();

    await provide();

    for (const settings of ['client.properties', 'kcat.conf'])
      expect(readFileSync(join(dir, 'division-44', settings), 'utf8')).not.toContain(dir);
  });

  it('keep what still holds', async () => {
    const { dir, provide } = await site();
    const first = await provide();
    const serial = serialOf(dir, 'intake');

    const again = await provide();

    expect(again).toEqual(first);
    expect(serialOf(dir, 'intake')).toBe(serial);
  });

  it.each([
    ['ends within a month', async (authority: Authority) => authority],
    ['is of another authority', async () => Authority.in(mkdtempSync(join(tmpdir(), 'others-')))],
  ])('get a new certificate where the old one %s', async (what, issuer) => {
    const { dir, authority, provide } = await site();
    await provide();
    const term = forDays(what.startsWith('ends') ? 29 : 300);
    const old = await (await issuer(authority)).issue('intake', { term });
    await writeIdentity(join(dir, 'intake'), old, authority);

    await provide();

    expect(serialOf(dir, 'intake')).not.toBe(new X509Certificate(old.certificate).serialNumber);
  });

  it.each(['ca.pem', 'certificate.pem', 'key.pem', 'client.pem', 'client.properties'])(
    'are made whole again after a renewal that ended before %s was in place',
    async (left) => {
      const { dir, authority, provide } = await site();
      await provide();
      const own = join(dir, 'intake');
      const before = readFileSync(join(own, left), 'utf8');
      await writeIdentity(own, await authority.issue('intake'), authority);
      writeFileSync(join(own, left), left === 'ca.pem' || left === 'client.properties' ? '' : before);

      await provide();

      const { caFile, certificateFile, keyFile, keyStore } = filesIn(own);
      const [certificate, key] = [readFileSync(certificateFile, 'utf8'), readFileSync(keyFile, 'utf8')];
      expect(new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key))).toBe(true);
      expect(readFileSync(keyStore, 'utf8')).toBe(key + certificate);
      expect(readFileSync(caFile, 'utf8')).toBe(authority.certificate);
      expect(readFileSync(join(own, 'client.properties'), 'utf8')).not.toBe('');
    },
  );

  it('are made whole again where a file was cut off', async () => {
    const { dir, provide } = await site();
    await provide();
    writeFileSync(filesIn(join(dir, 'intake')).certificateFile, '');

    await provide();

    expect(serialOf(dir, 'intake')).toBeTruthy();
  });
});
