import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { callerOf } from '../auth/claims.js';
import type { TokenCheck } from '../auth/token-check.js';
import type { ServiceSettings } from '../config/service-settings.js';
import { Problem } from '../http/problem.js';
import type { Log } from '../logs/log.js';
import { Cookies } from './cookies.js';
import { IdentityProvider, type Tokens } from './identity-provider.js';
import { noSignIn, signInFailed } from './problems.js';
import type { EndedSessions } from './ended-sessions.js';
import { SealedCookie } from './sealed-cookie.js';
import { madeUpSid, type Session, type Sessions } from './sessions.js';

/** Where the browser goes next, and the cookies it takes along. */
export interface Leads {
  to: string;
  cookies: string[];
}

/** Below this path lie the pages for people, and what signs them in. */
export const PAGES = '/page';
export const SIGN_IN_PATHS = { signedIn: `${PAGES}/signed-in`, signedOut: `${PAGES}/signed-out` };

/** How long somebody may take over signing in. */
const PATIENCE_SECONDS = 15 * 60;

const Kept = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), to: z.string() });

/** 登录: people sign in at the organisation's identity provider, and the same claims count for them as for programs. */
export class SignIn {
  private readonly parts: {
    provider: IdentityProvider;
    attempts: SealedCookie;
    cookies: Cookies;
    origin: string;
  } | null;

  constructor(
    { signIn, jwt }: Pick<ServiceSettings, 'signIn' | 'jwt'>,
    private readonly sessions: Sessions | null,
    private readonly ended: Pick<EndedSessions, 'has' | 'end'>,
    private readonly tokens: TokenCheck,
    private readonly log: Log,
  ) {
    this.parts = signIn && {
      provider: new IdentityProvider(signIn, jwt.issuer, SIGN_IN_PATHS),
      attempts: new SealedCookie('sign-in', signIn.sessionKeys),
      cookies: new Cookies(signIn.origin),
      origin: signIn.origin,
    };
  }

  /** Leads to the identity provider, and afterwards to `to`. */
  async begin(to: string): Promise<Leads> {
    const { provider, attempts, cookies, origin } = this.ready();
    const { attempt, address } = await this.asking(() => provider.begin());
    const until = new Date(Date.now() + PATIENCE_SECONDS * 1000);
    const kept = await attempts.seal({ ...attempt, to: ownPage(to, origin) }, until);
    return { to: address.href, cookies: [cookies.set(cookieOf(attempt.state), kept, PATIENCE_SECONDS)] };
  }

  /** Takes the answer of the identity provider; leads to where the person wanted to go. */
  async finish(answer: URLSearchParams, cookieHeader: string | undefined): Promise<Leads> {
    const { provider, attempts, cookies } = this.ready();
    const cookie = cookieOf(answer.get('state') ?? '');
    const kept = Kept.safeParse(await attempts.open(cookies.read(cookieHeader, cookie)));
    if (!kept.success) {
      throw signInFailed(
        '这不是本浏览器发起的登录，或者已超过 15 分钟；请重新登录',
        'this browser did not begin that sign-in, or more than 15 minutes ago; sign in again',
      );
    }
    const tokens = await this.asking(() => provider.redeem(answer, kept.data));
    const session = await this.sessionOf(tokens);
    // Signing in again would bring the same one, and the browser would go round for ever.
    if (await this.ended.has({ ...session, caller: callerOf(session.claims) })) {
      throw signInFailed(
        '这次登录已被结束；请稍后重新登录',
        'this sign-in has been ended; sign in again in a moment',
        403,
      );
    }
    return { to: kept.data.to, cookies: [await this.sessions!.open(session), cookies.forget(cookie)] };
  }

  /** The `Set-Cookie` that ends the attempt of this answer, which is for one time only, whatever comes of it. */
  forget(answer: URLSearchParams): string {
    return this.ready().cookies.forget(cookieOf(answer.get('state') ?? ''));
  }

  /** Ends the session, wherever its cookie is, and leads to where it ends at the identity provider. */
  async end(session: Session | null): Promise<Leads> {
    const { provider } = this.ready();
    const signedOut = { to: SIGN_IN_PATHS.signedOut, cookies: [this.sessions!.end()] };
    if (!session) return signedOut;
    const { sid, issuedAt, until } = session;
    // Whoever wants to leave leaves this browser, also while the database or the provider is away.
    await this.ended
      .end({ id: randomUUID(), sid, subject: null, issuedUntil: issuedAt, until })
      .catch((error: unknown) =>
        this.log.error('a sign-out was not remembered: a copy of its cookie is good until its time is over', { error }),
      );
    try {
      const address = await provider.signOut(session.idToken);
      return address ? { ...signedOut, to: address.href } : signedOut;
    } catch (error) {
      this.log.warn('the identity provider was not told of a sign-out', { error });
      return signedOut;
    }
  }

  private async sessionOf({ accessToken, idToken, subject, name, sid, issuedAt }: Tokens) {
    const { claims, until } = await this.verified(accessToken);
    if (claims.sub !== subject) throw signInFailed('两个令牌不是同一个人的', 'the two tokens are not about one person');
    return { sid: sid ?? madeUpSid(), issuedAt, claims, name, until, idToken };
  }

  /** A token that the provider gave and we do not take: to sign in again brings the same one, so it is no 401. */
  private async verified(accessToken: string) {
    try {
      return await this.tokens.verify(accessToken);
    } catch (error) {
      if (!(error instanceof Problem) || error.details.status !== 401) throw error;
      const { zh, en } = error.words.detail!;
      this.log.warn('sign-in did not work', { error: new Error(en) });
      throw signInFailed(
        `身份认证系统签发的访问令牌不可用：${zh}。请联系管理员改正该账号或客户端的设置`,
        `the access token of the identity provider will not do: ${en}. Ask who runs it to correct the account or the client`,
        403,
      );
    }
  }

  /** An answer that is wrong is the browser's fault; a provider that does not answer is not. */
  private async asking<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof Problem) throw error;
      this.log.warn('sign-in did not work', { error });
      const { code, error: refused } = error as { code?: string; error?: string };
      if (refused !== undefined) {
        throw signInFailed(`身份认证系统回答：${refused}`, `the identity provider says: ${refused}`, 403);
      }
      if (code?.startsWith('OAUTH_') && code !== 'OAUTH_TIMEOUT' && code !== 'OAUTH_ABORT') {
        throw signInFailed(
          '登录的回答不属于这次登录（state、nonce 或签名不符）；请重新登录',
          'the answer does not belong to this sign-in (state, nonce or signature); sign in again',
        );
      }
      throw signInFailed('身份认证系统暂时没有应答', 'the identity provider does not answer at the moment', 503);
    }
  }

  private ready() {
    if (!this.parts) throw noSignIn();
    return this.parts;
  }
}

/** One for each attempt, so that two tabs do not disturb each other. */
const cookieOf = (state: string) => `sign-in-${state.replaceAll(/[^\w-]/g, '').slice(0, 12)}`;

/** Nobody is led away from our pages after signing in, nor to signing in or out once more. */
function ownPage(to: string, origin: string): string {
  const address = URL.canParse(to, origin) ? new URL(to, origin) : null;
  if (address?.origin !== origin) return PAGES;
  const { pathname, search } = address;
  if (pathname.toLowerCase().startsWith(`${PAGES}/sign`)) return PAGES;
  return pathname === PAGES || pathname.startsWith(`${PAGES}/`) ? pathname + search : PAGES;
}
