import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Issuer } from '@cc/token';
import { startSignIn } from './start-sign-in.js';

const client = {
  id: 'complaints-page',
  secret: 'a-secret-of-this-test',
  redirectUri: 'http://127.0.0.1:1/page/signed-in',
  signedOutUri: 'http://127.0.0.1:1/page/signed-out',
  backChannelUri: 'http://127.0.0.1:1/page/back-channel-logout',
};

describe('sign-in without passwords', () => {
  it.each(['https://login.example', 'http://0.0.0.0:3100', 'http://10.0.0.1:3100'])(
    'is offered on this machine only, not as %s',
    async (name) => {
      const issuer = await Issuer.create(await mkdtemp(join(tmpdir(), 'sign-in-')), name);

      await expect(startSignIn({ issuer, client })).rejects.toThrow('http://127.0.0.1 only');
    },
  );
});
