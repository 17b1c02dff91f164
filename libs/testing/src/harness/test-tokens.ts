import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestCaller } from './service-under-test.js';

export const ISSUER = 'https://token.test';
export const AUDIENCE = 'complaints';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');

/** The file of the key set that services under test trust. */
export function keySetFile(): string {
  const file = join(mkdtempSync(join(tmpdir(), 'cc-test-keys-')), 'keys.json');
  writeFileSync(
    file,
    JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'test', alg: 'EdDSA' }] }),
  );
  return file;
}

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token for one hour of the machine's own clock, by which services judge expiry. */
export function tokenFor(caller: TestCaller, claims: Record<string, unknown> = {}): string {
  const { role, division = '*', unit, organisation = 'telecom-group' } = caller;
  const roles = [role].flat();
  const now = Math.floor(Date.now() / 1000);
  const payload = {
    sub: caller.subject ?? roles[0],
    iss: ISSUER,
    aud: AUDIENCE,
    iat: now,
    exp: now + 3600,
    org: organisation,
    div: [division].flat(),
    roles,
    ...(unit !== undefined && { unit }),
    ...claims,
  };
  const signed = `${base64url({ alg: 'EdDSA', kid: 'test' })}.${base64url(payload)}`;
  return `${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`;
}
