import { LONGEST_SESSION_MS, Sessions, timeLeftMs, type Session } from './sessions.js';

const key = (id: string) => ({ id, key: Buffer.alloc(32, id) });
const settings = (origin: string, ...keys: string[]) => ({
  origin,
  clientId: 'page',
  clientSecret: 'secret',
  metadataUrl: 'https://login.example/.well-known/openid-configuration',
  sessionKeys: keys.map(key),
});
const PAGE = 'https://page.example';
const somebody = {
  sid: 'of-the-provider',
  issuedAt: new Date('2026-11-24T02:00:00Z'),
  claims: { sub: 'li', org: 'telecom-group', div: ['44'], roles: ['viewer' as const] },
  name: '李红',
  until: new Date(Date.now() + 60_000),
  idToken: 'e.y.J',
};
/** What a browser sends back of a `Set-Cookie`. */
const sent = (setCookie: string) => setCookie.split(';')[0]!;

describe('a session', () => {
  it('is known again by every instance with the same key', async () => {
    const cookie = await new Sessions(settings(PAGE, 'k1')).open(somebody);

    const session = await new Sessions(settings(PAGE, 'k1')).read(`lang=zh; ${sent(cookie)}`);

    expect(session).toMatchObject({
      sid: 'of-the-provider',
      issuedAt: somebody.issuedAt,
      name: '李红',
      idToken: 'e.y.J',
      caller: { subject: 'li', divisions: ['44'], roles: ['viewer'] },
    } satisfies Partial<Record<keyof Session, unknown>>);
  });

  it('is in a cookie that scripts, other hosts and plain connections never see', async () => {
    const cookie = await new Sessions(settings(PAGE, 'k1')).open(somebody);

    expect(cookie).toMatch(
      /^__Host-session=[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax; Secure$/,
    );
  });

  it('outlives a new key, and not the taking away of its own', async () => {
    const cookie = sent(await new Sessions(settings(PAGE, 'k1')).open(somebody));

    expect(await new Sessions(settings(PAGE, 'k2', 'k1')).read(cookie)).not.toBeNull();
    expect(await new Sessions(settings(PAGE, 'k2')).read(cookie)).toBeNull();
  });

  it('is over when its time is', async () => {
    const sessions = new Sessions(settings(PAGE, 'k1'));

    expect(
      await sessions.read(sent(await sessions.open({ ...somebody, until: new Date(Date.now() - 1000) }))),
    ).toBeNull();
  });

  it('ends after half a day also where its access token does not', async () => {
    const sessions = new Sessions(settings(PAGE, 'k1'));

    const cookie = await sessions.open({ ...somebody, until: new Date(Date.now() + 30 * 86_400_000) });

    const { until } = (await sessions.read(sent(cookie)))!;
    expect(until.getTime() - Date.now()).toBeLessThanOrEqual(LONGEST_SESSION_MS);
    expect(Number(/Max-Age=(\d+)/.exec(cookie)![1]) * 1000).toBeLessThanOrEqual(LONGEST_SESSION_MS);
  });

  it.each(['session=', '__Host-session=x.y.z', '__Host-session=', '', undefined])('is not %s', async (cookie) => {
    expect(await new Sessions(settings(PAGE, 'k1')).read(cookie)).toBeNull();
  });

  it('is not what somebody changed: one character of it, with the length kept', async () => {
    const sessions = new Sessions(settings(PAGE, 'k1'));
    const cookie = sent(await sessions.open(somebody));

    const changed = cookie.replace(/.(?=.{30}$)/, (one) => (one === 'A' ? 'B' : 'A'));

    expect(changed).toHaveLength(cookie.length);
    expect(changed).not.toBe(cookie);
    expect(await sessions.read(changed)).toBeNull();
    expect(await sessions.read(cookie)).not.toBeNull();
  });

  it.each([
    ['two months', 60 * 86_400_000, 2 ** 31 - 1],
    ['a minute ago', -60_000, 0],
  ])('gives a timer a length it can take, where it ends in %s', (_, forMs, left) => {
    expect(timeLeftMs({ until: new Date(Date.now() + forMs) })).toBe(left);
  });

  it('leaves out an ID token that fits into no cookie', async () => {
    const sessions = new Sessions(settings(PAGE, 'k1'));

    const session = await sessions.read(sent(await sessions.open({ ...somebody, idToken: 'x'.repeat(5000) })));

    expect(session).toMatchObject({ name: '李红', idToken: null });
  });
});
