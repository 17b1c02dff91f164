import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { LogoutTokens } from './logout-tokens.js';

const ISSUER = 'https://login.example';
const EVENTS = { 'http://schemas.openid.net/event/backchannel-logout': {} };
const now = () => Math.floor(Date.now() / 1000);

describe('a logout token of the identity provider', () => {
  let key: CryptoKey;
  let tokens: LogoutTokens;

  beforeAll(async () => {
    const { privateKey, publicKey } = await generateKeyPair('EdDSA');
    key = privateKey;
    const keySet = join(mkdtempSync(join(tmpdir(), 'keys-')), 'keys.json');
    writeFileSync(keySet, JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'EdDSA' }] }));
    tokens = new LogoutTokens({
      jwt: { issuer: ISSUER, audience: 'complaints', keySet },
      signIn: {
        origin: 'https://page.example',
        clientId: 'complaints-page',
        clientSecret: 'a-secret-of-this-test',
        metadataUrl: ISSUER,
        sessionKeys: [],
      },
    });
  });

  /** A right one, but for what is given; undefined leaves a claim out. */
  const aToken = (over: Record<string, unknown> = {}, { typ = 'logout+jwt', signedBy = key } = {}) =>
    new SignJWT({
      iss: ISSUER,
      aud: 'complaints-page',
      iat: now(),
      exp: now() + 120,
      jti: 'once',
      sub: 'li',
      sid: 'a-session',
      events: EVENTS,
      ...over,
    })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'k', typ })
      .sign(signedBy);
  const refusal = (token: string) =>
    tokens.read(token).then(
      () => 'taken',
      (error: { details?: { status: number; detail?: string } }) => [error.details?.status, error.details?.detail],
    );

  it('ends one session, and tells whose that is where it says so', async () => {
    const iat = now() - 10;

    expect(await tokens.read(await aToken({ iat }))).toMatchObject({
      id: 'once',
      sid: 'a-session',
      subject: 'li',
      issuedUntil: new Date(iat * 1000),
    });
  });

  it('ends all of a person where it names no session', async () => {
    expect(await tokens.read(await aToken({ sid: undefined }))).toMatchObject({ sid: null, subject: 'li' });
  });

  it.each(['JWT', 'application/logout+jwt'])('may be typed %s', async (typ) => {
    await expect(tokens.read(await aToken({}, { typ }))).resolves.toBeDefined();
  });

  it.each<[string, string, Record<string, unknown>]>([
    ['of another issuer', 'iss', { iss: 'https://evil.example' }],
    ['for another client', 'aud', { aud: 'complaints' }],
    ['without a time', 'iat', { iat: undefined }],
    ['of the future', 'iat', { iat: now() + 600 }],
    ['that was made long ago', 'iat', { iat: now() - 3600 }],
    ['that does not expire', 'exp', { exp: undefined }],
    ['that has expired', 'exp', { exp: now() - 60 }],
    ['that is not once only', 'jti', { jti: undefined }],
    ['without the event', 'events', { events: undefined }],
    ['of another event', 'events', { events: { 'http://schemas.openid.net/event/other': {} } }],
    ['whose event is no object', 'events', { events: { [Object.keys(EVENTS)[0]!]: true } }],
    ['with a nonce', 'nonce', { nonce: 'of-an-id-token' }],
    ['that names nobody', 'sid', { sid: undefined, sub: undefined }],
  ])('is refused %s: %s', async (_, claim, over) => {
    expect(await refusal(await aToken(over))).toEqual([400, expect.stringContaining(claim)]);
  });

  it('is refused where another key has signed it, nobody has, or it is another kind of token', async () => {
    const { privateKey } = await generateKeyPair('EdDSA');
    const [, claims] = (await aToken()).split('.');
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${claims}.`;

    for (const token of [
      await aToken({}, { signedBy: privateKey }),
      await aToken({}, { typ: 'at+jwt' }),
      unsigned,
      'no token',
      '',
    ]) {
      expect(await refusal(token)).toEqual([400, expect.any(String)]);
    }
  });
});
