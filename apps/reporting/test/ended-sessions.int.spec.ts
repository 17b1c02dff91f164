import { ComplaintRecorded } from '@cc/contracts';
import { SESSIONS, type Sessions } from '@cc/service-kit';
import {
  aRecordedComplaint,
  PAGE_ORIGIN,
  sessionFor,
  startForTest,
  tokenFor,
  type ServiceUnderTest,
  type TestCaller,
} from '@cc/testing';
import { LookForNews } from '../src/feed-viewers/look-for-news.js';
import { ReportingModule } from '../src/reporting.module.js';
import { listening, Listener } from './visitor.fixture.js';

const EVENTS = { 'http://schemas.openid.net/event/backchannel-logout': {} };

describe('a session that is ended before its time', () => {
  let here: ServiceUnderTest;
  let there: ServiceUnderTest;
  let at: string;
  let elsewhere: string;
  const listeners: Listener[] = [];

  beforeAll(async () => {
    here = await startForTest(ReportingModule);
    there = await startForTest(ReportingModule, { beside: here });
    at = await listening(here);
    elsewhere = await listening(there);
  }, 60_000);
  afterEach(() => {
    for (const listener of listeners.splice(0)) listener.leave();
  });
  afterAll(async () => {
    await there.stop();
    await here.stop();
  });

  const cookieOf = (caller: Partial<TestCaller> & { sid?: string; issuedAt?: Date }) =>
    sessionFor(here.get<Sessions>(SESSIONS), { role: 'viewer', ...caller });
  const status = async (cookie: string) => (await fetch(`${at}/page`, { headers: { cookie } })).status;
  async function looksElsewhere(cookie: string) {
    const listener = await Listener.at(`${elsewhere}/page/live`, { cookie });
    listeners.push(listener);
    expect(await listener.next()).toMatchObject({ event: 'beat' });
    expect(await listener.next()).toMatchObject({ event: 'parts' });
    return listener;
  }
  /** The identity provider of the tests says so; the key that signs its tokens signs this one. */
  const providerSays = (claims: Record<string, unknown>) =>
    there.http
      .post('/page/back-channel-logout')
      .type('form')
      .send({
        logout_token: tokenFor(
          { role: 'viewer' },
          { aud: 'complaints-page', jti: crypto.randomUUID(), events: EVENTS, ...claims },
        ),
      });

  it('is over at every instance when its person signs out, with the streams opened with it, and no other is', async () => {
    const [cookie, other] = [await cookieOf({ subject: 'li' }), await cookieOf({ subject: 'li' })];
    const [live, beside] = [await looksElsewhere(cookie), await looksElsewhere(other)];

    await fetch(`${at}/page/sign-out`, {
      method: 'POST',
      headers: { cookie, origin: PAGE_ORIGIN },
      redirect: 'manual',
    });
    await there.tick(LookForNews);

    expect(await live.next()).toBeNull();
    await there.receives(ComplaintRecorded, aRecordedComplaint());
    await there.tick(LookForNews);
    expect(await beside.next()).toMatchObject({ event: 'parts' });
    expect([await status(cookie), await status(other)]).toEqual([401, 200]);
    await expect(looksElsewhere(cookie)).rejects.toThrow('401');
  });

  it('is over when the identity provider says so of it, and those of the same person are not', async () => {
    const cookie = await cookieOf({ subject: 'wang', sid: 'of-a-phone' });
    const other = await cookieOf({ subject: 'wang', sid: 'of-a-desk' });
    const live = await looksElsewhere(cookie);

    const { headers } = await providerSays({ sub: 'wang', sid: 'of-a-phone' }).expect(200);
    await there.tick(LookForNews);

    expect(headers['cache-control']).toBe('no-store');
    expect(await live.next()).toBeNull();
    expect([await status(cookie), await status(other)]).toEqual([401, 200]);
  });

  it('is over when the identity provider says so of the person, who may sign in again', async () => {
    const cookies = [await cookieOf({ subject: 'zhao' }), await cookieOf({ subject: 'zhao' })];
    const another = await cookieOf({ subject: 'qian' });

    await providerSays({ sub: 'zhao' }).expect(200);

    expect(await Promise.all(cookies.map(status))).toEqual([401, 401]);
    expect(await status(another)).toBe(200);
    expect(await status(await cookieOf({ subject: 'zhao', issuedAt: new Date(Date.now() + 2000) }))).toBe(200);
  });

  it('is over when an operator says so of the person, and nobody else may say so', async () => {
    const cookie = await cookieOf({ subject: 'sun' });
    const live = await looksElsewhere(cookie);
    const end = (role: TestCaller['role']) => here.as({ role }).post('/operator/sessions/end').send({ subject: 'sun' });

    await end('supervisor').expect(403);
    expect(await status(cookie)).toBe(200);
    const { body } = await end('platform-operator').expect(200);
    await there.tick(LookForNews);

    expect(body).toEqual({ subject: 'sun', endedUntil: expect.any(String) as string });
    expect(await live.next()).toBeNull();
    expect(await status(cookie)).toBe(401);
  });

  it('is not ended by a token that was used already, nor by one that will not do', async () => {
    const cookie = await cookieOf({ subject: 'zhou', sid: 'kept' });
    await providerSays({ sub: 'somebody', jti: 'once' }).expect(200);

    const { body } = await providerSays({ sid: 'kept', jti: 'once' }).expect(400);
    await providerSays({ sid: 'kept', nonce: 'of-an-id-token' }).expect(400);
    await there.http.post('/page/back-channel-logout').expect(400);

    expect(body).toMatchObject({
      type: '/problems/logout-token-refused',
      detail: expect.stringContaining('jti') as string,
    });
    expect(await status(cookie)).toBe(200);
  });

  it('is forgotten when it would have been over anyway', async () => {
    await providerSays({ sid: 'of-long-ago', jti: 'long-ago' }).expect(200);
    await here.query(`update ended_sessions set until = now() - interval '1 second' where id = 'long-ago'`);

    await providerSays({ sid: 'another' }).expect(200);

    expect(await here.query(`select id from ended_sessions where id = 'long-ago'`)).toEqual([]);
  });
});
