import { mkdtempSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReportingModule } from '@cc/reporting';
import { definitionOf } from '@cc/service-kit';
import { startSignIn, type RunningSignIn } from '@cc/sign-in';
import { freePort } from '@cc/stack';
import { startForTest, type ServiceUnderTest } from '@cc/testing';
import { Issuer } from '@cc/token';
import { HttpAdapterHost } from '@nestjs/core';

const lookForNews = definitionOf(ReportingModule).timers!.find(({ name }) => name === 'LookForNews')!;
const CLIENT_SECRET = 'a-secret-of-this-test';

/** Keeps cookies of each place as a browser does, and goes where it is led, step by step. */
class Visitor {
  private readonly jars = new Map<string, Map<string, string>>();

  async ask(address: string, form?: Record<string, string>): Promise<Response> {
    const { origin } = new URL(address);
    const jar = this.jars.get(origin) ?? new Map<string, string>();
    this.jars.set(origin, jar);
    const response = await fetch(address, {
      redirect: 'manual',
      headers: { cookie: [...jar].map((pair) => pair.join('=')).join('; '), accept: 'text/html', origin },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const set of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!;
      if (/max-age=0|1970/i.test(set) || value === '') jar.delete(name!);
      else jar.set(name!, value!);
    }
    return response;
  }

  /** Until somebody asks for something: where that is, and the answer. */
  async follow(address: string): Promise<{ address: string; response: Response }> {
    const response = await this.ask(address);
    const next = response.headers.get('location');
    return next === null ? { address, response } : this.follow(new URL(next, address).href);
  }

  cookieFor(origin: string): string {
    return [...this.jars.get(origin)!].map((pair) => pair.join('=')).join('; ');
  }
}

describe('signing out, with an identity provider and two instances', () => {
  let provider: RunningSignIn;
  let one: ServiceUnderTest;
  let other: ServiceUnderTest;
  let page: string;
  let otherPage: string;

  beforeAll(async () => {
    const [port, otherPort, providerPort] = [await freePort(), await freePort(), await freePort()];
    page = `http://127.0.0.1:${port}`;
    otherPage = `http://127.0.0.1:${otherPort}`;
    const issuer = await Issuer.create(mkdtempSync(join(tmpdir(), 'sign-out-')), `http://127.0.0.1:${providerPort}`);
    const client = {
      id: 'complaints-page',
      secret: CLIENT_SECRET,
      redirectUri: `${page}/page/signed-in`,
      signedOutUri: `${page}/page/signed-out`,
      backChannelUri: `${otherPage}/page/back-channel-logout`,
    };
    provider = await startSignIn({ issuer, client });
    const env = {
      PAGE_URL: page,
      SIGN_IN_CLIENT_SECRET: CLIENT_SECRET,
      JWT_ISSUER: issuer.name,
      JWT_AUDIENCE: issuer.audience,
      JWT_KEY_SET: issuer.keySetFile,
    };
    one = await startForTest(ReportingModule, { env });
    other = await startForTest(ReportingModule, { env, beside: one });
    await listen(one, port);
    await listen(other, otherPort);
  }, 60_000);
  afterAll(async () => {
    await other?.stop();
    await one?.stop();
    await provider?.stop();
  });

  async function signedIn(): Promise<Visitor> {
    const visitor = new Visitor();
    const { address } = await visitor.follow(`${page}/page`);
    const chosen = await visitor.ask(address, { person: 'headquarters' });
    const { response } = await visitor.follow(new URL(chosen.headers.get('location')!, address).href);
    expect(await response.text()).toContain('周敏');
    return visitor;
  }

  it('ends the session at the other instance when somebody signs out at the provider, with the stream open there', async () => {
    const visitor = await signedIn();
    const cookie = visitor.cookieFor(page);
    const live = await fetch(`${otherPage}/page/live`, { headers: { cookie } });
    expect(live.status).toBe(200);

    // Not through the page: as from another application of the same sign-in.
    const { address, response } = await visitor.follow(`${provider.url}/session/end?client_id=complaints-page`);
    const [, action] = /action="([^"]+)"/.exec(await response.clone().text())!;
    const [, xsrf] = /name="xsrf" value="([^"]+)"/.exec(await response.text())!;
    await visitor.ask(new URL(action!, address).href, { xsrf: xsrf!, logout: 'yes' });
    await other.tick(lookForNews);

    expect((await fetch(`${page}/page`, { headers: { cookie } })).status).toBe(401);
    expect((await fetch(`${otherPage}/page`, { headers: { cookie } })).status).toBe(401);
    await expect(live.text()).resolves.toContain('event: parts');
  });

  it('leaves those of others, who sign in and out by themselves', async () => {
    const [leaving, staying] = [await signedIn(), await signedIn()];
    const copied = leaving.cookieFor(page);

    await leaving.ask(`${page}/page/sign-out`, {});

    expect((await fetch(`${otherPage}/page`, { headers: { cookie: copied } })).status).toBe(401);
    expect((await fetch(`${otherPage}/page`, { headers: { cookie: staying.cookieFor(page) } })).status).toBe(200);
  });
});

async function listen(service: ServiceUnderTest, port: number): Promise<void> {
  const server = service.get(HttpAdapterHost).httpAdapter.getHttpServer() as Server;
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
}
