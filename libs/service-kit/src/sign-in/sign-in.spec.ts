import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateKeyPair } from 'jose';
import { TokenCheck } from '../auth/token-check.js';
import { Log } from '../logs/log.js';
import { TestProvider, type Wrong } from './identity-provider.fixture.js';
import { ends, type Ending } from './ended-sessions.js';
import { Sessions, type Session } from './sessions.js';
import { SignIn } from './sign-in.js';

const ORIGIN = 'http://127.0.0.1:3105';
const sent = (cookies: string[]) => cookies.map((cookie) => cookie.split(';')[0]).join('; ');

describe('signing in', () => {
  let provider: TestProvider;
  let sessions: Sessions;
  let ended: ConstructorParameters<typeof SignIn>[2];
  let signIn: SignIn;

  beforeEach(async () => {
    provider = await TestProvider.start();
    const keySet = join(mkdtempSync(join(tmpdir(), 'keys-')), 'keys.json');
    writeFileSync(keySet, JSON.stringify(provider.keySet));
    const jwt = { issuer: provider.issuer, audience: 'complaints', keySet };
    const settings = {
      origin: ORIGIN,
      clientId: 'complaints-page',
      clientSecret: 'a-secret-of-this-test',
      metadataUrl: `${provider.issuer}/.well-known/openid-configuration`,
      sessionKeys: [{ id: 'k1', key: Buffer.alloc(32, 'k1') }],
    };
    sessions = new Sessions(settings);
    const endings: Ending[] = [];
    ended = {
      has: async (session: Pick<Session, 'sid' | 'issuedAt' | 'caller'>) => endings.some((one) => ends(one, session)),
      end: async (ending: Ending) => endings.push(ending) > 0,
    };
    const log = new Log('reporting', 'silent');
    signIn = new SignIn({ signIn: settings, jwt }, sessions, ended, new TokenCheck(jwt), log);
  });
  afterEach(() => provider.stop());

  /** One attempt, from the page to the answer; `meddle` is what somebody does to the answer on its way. */
  async function attempt({ to = '/page', wrong = {} as Wrong, meddle = (_: URLSearchParams) => {} } = {}) {
    provider.wrong = wrong;
    const begun = await signIn.begin(to);
    const answer = provider.authorize(begun.to);
    meddle(answer);
    return { finish: () => signIn.finish(answer, sent(begun.cookies)), begun, answer };
  }
  const problemOf = (finished: Promise<unknown>) =>
    finished.then(
      () => 'signed in',
      (error: { details?: { status: number; detail?: string } }) => [error.details?.status, error.details?.detail],
    );

  it('leads to where the person wanted to go, as who they are by the claims of their token', async () => {
    const { to, cookies } = await (await attempt({ to: '/page/story?of=TS20261124000001' })).finish();

    expect(to).toBe('/page/story?of=TS20261124000001');
    expect(await sessions.read(sent(cookies))).toMatchObject({
      name: '李红',
      caller: { subject: 'li', organisation: 'telecom-group', divisions: ['44'], roles: ['viewer'] },
    });
  });

  it.each([
    'https://evil.example/page',
    '//evil.example/page',
    '/page/../operator',
    '/pages',
    '\\\\evil.example',
    'javascript:alert(1)',
    '/page/signed-in?code=code-0',
    '/page/Sign-Out',
  ])('never leads elsewhere: %s', async (elsewhere) => {
    expect((await (await attempt({ to: elsewhere })).finish()).to).toBe('/page');
  });

  it('asks with PKCE and keeps its secret, the state and the nonce out of what others read', async () => {
    const { begun } = await attempt();
    const asked = new URL(begun.to).searchParams;

    expect(Object.fromEntries(asked)).toMatchObject({ response_type: 'code', code_challenge_method: 'S256' });
    expect(asked.get('redirect_uri')).toBe(`${ORIGIN}/page/signed-in`);
    expect(begun.cookies.join()).not.toContain(asked.get('nonce'));
  });

  it.each<[string, (answer: URLSearchParams) => void]>([
    ['another state', (answer) => answer.set('state', 'forged')],
    ['no state', (answer) => answer.delete('state')],
    ['another issuer', (answer) => answer.set('iss', 'https://evil.example')],
  ])('refuses an answer with %s', async (_, meddle) => {
    expect(await problemOf((await attempt({ meddle })).finish())).toEqual([400, expect.any(String)]);
  });

  it('refuses the answer to another browser', async () => {
    const { answer } = await attempt();
    const { begun } = await attempt();

    expect(await problemOf(signIn.finish(answer, sent(begun.cookies)))).toEqual([400, expect.any(String)]);
  });

  it('refuses the code of another attempt: the verifier is not its own', async () => {
    const stolen = (await attempt()).answer.get('code')!;
    const { finish } = await attempt({ meddle: (answer) => answer.set('code', stolen) });

    expect(await problemOf(finish())).toEqual([403, expect.stringContaining('invalid_grant')]);
  });

  it.each<[string, number, Wrong]>([
    ['another nonce', 400, { idToken: { nonce: 'of-another-attempt' } }],
    ['no nonce', 400, { idToken: { nonce: undefined } }],
    ['an ID token for another client', 400, { idToken: { aud: 'another' } }],
    ['an ID token of another issuer', 400, { idToken: { iss: 'https://evil.example' } }],
    ['an access token for something else', 403, { accessToken: { aud: 'another' } }],
    ['an access token about somebody else', 400, { accessToken: { sub: 'wang' } }],
    ['a role there is not', 403, { accessToken: { roles: ['king'] } }],
  ])('refuses %s', async (_, status, wrong) => {
    expect(await problemOf((await attempt({ wrong })).finish())).toEqual([status, expect.any(String)]);
  });

  it.each<[string, Wrong]>([
    ['roles', { accessToken: { roles: undefined } }],
    ['div', { accessToken: { div: undefined } }],
    ['aud', { accessToken: { aud: 'another' } }],
  ])('says that %s of the access token is wrong', async (claim, wrong) => {
    expect(await problemOf((await attempt({ wrong })).finish())).toEqual([403, expect.stringContaining(claim)]);
  });

  it('forgets the cookie of an attempt, and of no other', async () => {
    const { begun, answer } = await attempt();

    const [name] = begun.cookies[0]!.split('=');

    expect(signIn.forget(answer)).toMatch(`${name}=; Path=/; Max-Age=0;`);
    expect(signIn.forget((await attempt()).answer)).not.toContain(name);
  });

  it('refuses tokens that another key has signed', async () => {
    const { privateKey } = await generateKeyPair('EdDSA');

    expect(await problemOf((await attempt({ wrong: { signedBy: privateKey } })).finish())).toEqual([
      400,
      expect.any(String),
    ]);
  });

  it('says when the person was refused at the provider', async () => {
    const { finish } = await attempt({
      meddle: (answer) => {
        answer.delete('code');
        answer.set('error', 'access_denied');
      },
    });

    expect(await problemOf(finish())).toEqual([403, expect.stringContaining('access_denied')]);
  });

  it('trusts no provider of another issuer', async () => {
    provider.wrong = { issuer: 'https://evil.example' };

    expect(await problemOf(signIn.begin('/page'))).toEqual([503, expect.any(String)]);
  });

  it('waits for a provider that is away, and asks it again', async () => {
    provider.wrong = { issuer: 'https://evil.example' };
    await problemOf(signIn.begin('/page'));
    provider.wrong = {};

    await expect(signIn.begin('/page')).resolves.toBeDefined();
    await expect(signIn.begin('/page')).resolves.toBeDefined();
    expect(provider.asked.filter((path) => path.startsWith('/.well-known'))).toHaveLength(2);
  });

  it('ends here and at the provider', async () => {
    const session = await sessions.read(sent((await (await attempt()).finish()).cookies));

    const { to, cookies } = await signIn.end(session);

    expect(to).toMatch(`${provider.issuer}/end?`);
    expect(new URL(to).searchParams.get('id_token_hint')).toBe(session!.idToken);
    expect(new URL(to).searchParams.get('post_logout_redirect_uri')).toBe(`${ORIGIN}/page/signed-out`);
    expect(cookies).toEqual([expect.stringContaining('session=; Path=/; Max-Age=0')]);
  });

  it('ends for every copy of the cookie and of those before it, and for no later sign-in', async () => {
    const signedIn = async (sid: string | undefined) => {
      const { cookies } = await (await attempt({ wrong: { idToken: { sid } } })).finish();
      return (await sessions.read(sent(cookies)))!;
    };
    const [left, beside] = [await signedIn('a-session'), await signedIn(undefined)];
    const later = { ...left, issuedAt: new Date(left.issuedAt.getTime() + 1000) };

    await signIn.end(left);

    expect(await Promise.all([left, beside, later].map((one) => ended.has(one)))).toEqual([true, false, false]);
  });

  it('ends by a name that the provider never gave it, where it says whose it is; of named ones only that', async () => {
    const signedIn = async (sid: string | undefined) => {
      const { cookies } = await (await attempt({ wrong: { idToken: { sid } } })).finish();
      return (await sessions.read(sent(cookies)))!;
    };
    const [unnamed, named] = [await signedIn(undefined), await signedIn('of-a-desk')];
    const until = new Date(Date.now() + 60_000);

    await ended.end({ id: 'a', sid: 'of-a-phone', subject: 'li', issuedUntil: until, until });

    expect(await Promise.all([unnamed, named].map((one) => ended.has(one)))).toEqual([true, false]);
  });

  it('ends in this browser also while that cannot be remembered', async () => {
    const session = await sessions.read(sent((await (await attempt()).finish()).cookies));
    ended.end = () => Promise.reject(new Error('the database is away'));

    const { to, cookies } = await signIn.end(session);

    expect(to).toMatch(`${provider.issuer}/end?`);
    expect(cookies).toEqual([expect.stringContaining('session=; Path=/; Max-Age=0')]);
  });

  it('does not go round for ever where the session that the provider gives was ended already', async () => {
    const until = new Date(Date.now() + 60_000);
    await ended.end({ id: 'a', sid: null, subject: 'li', issuedUntil: until, until });

    expect(await problemOf((await attempt()).finish())).toEqual([403, expect.stringContaining('ended')]);
  });
});
