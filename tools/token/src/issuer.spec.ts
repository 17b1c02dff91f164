import { mkdtemp, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose';
import { Issuer } from './issuer.js';

const clerk = { subject: 'li', organisation: 'telecom-group', divisions: ['44'], roles: ['handler'] };

async function verify(issuer: Issuer, token: string) {
  const keySet = JSON.parse(await readFile(issuer.keySetFile, 'utf8')) as JSONWebKeySet;
  return jwtVerify(token, createLocalJWKSet(keySet), { issuer: issuer.name, audience: issuer.audience });
}

describe('the issuer of tokens', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'token-'));
  });

  it('signs what the key set it hands out verifies', async () => {
    const issuer = await Issuer.create(folder);

    const { payload } = await verify(issuer, await issuer.sign({ ...clerk, unit: 'centre' }));

    expect(payload).toMatchObject({ sub: 'li', org: 'telecom-group', div: ['44'], unit: 'centre', roles: ['handler'] });
  });

  it('keeps its keys, so that tokens outlive a restart', async () => {
    const token = await (await Issuer.create(folder)).sign(clerk);

    const again = await Issuer.create(folder);

    await expect(verify(again, token)).resolves.toBeDefined();
  });

  it('keeps its name with them, so that whoever signs later signs as the same', async () => {
    await Issuer.create(folder, 'http://127.0.0.1:3100');

    const token = await (await Issuer.create(folder)).sign(clerk);

    expect((await verify(await Issuer.create(folder), token)).payload.iss).toBe('http://127.0.0.1:3100');
  });

  it('lets nobody else read the private key', async () => {
    await Issuer.create(folder);

    const { mode } = await stat(join(folder, 'private.jwk.json'));

    expect(mode & 0o077).toBe(0);
  });
});
