import { z } from 'zod';
import { TokenClaims, callerOf } from '../auth/claims.js';
import type { Caller } from '../auth/caller.js';
import type { SignInSettings } from '../config/service-settings.js';
import { Cookies } from './cookies.js';
import { SealedCookie } from './sealed-cookie.js';

/** Injects them; null where nobody signs in. */
export const SESSIONS = Symbol('sessions');

const COOKIE = 'session';

/** Somebody who has signed in with a browser. */
export interface Session {
  caller: Omit<Caller, 'scope'>;
  /** What they are called. */
  name: string;
  /** It ends with the access token it was opened with: what the identity provider takes away is gone by then. */
  until: Date;
  /** Tells the identity provider whom to sign out; null where it would not fit into a cookie. */
  idToken: string | null;
}

/** Node takes a longer timer for one of a millisecond. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** For a timer, by the machine's own clock, as with tokens. */
export const timeLeftMs = ({ until }: Pick<Session, 'until'>): number =>
  Math.min(LONGEST_TIMER_MS, Math.max(0, until.getTime() - Date.now()));

const Kept = z.object({ claims: TokenClaims, name: z.string(), exp: z.number(), idToken: z.string().nullable() });

/** Sessions live in a sealed cookie and nowhere else, so every instance knows them and none has to remember. */
export class Sessions {
  private readonly cookies: Cookies;
  private readonly sealed: SealedCookie;

  constructor({ origin, sessionKeys }: SignInSettings) {
    this.cookies = new Cookies(origin);
    this.sealed = new SealedCookie(COOKIE, sessionKeys);
  }

  /** The `Set-Cookie` of a session. */
  async open({ claims, name, until, idToken }: Omit<Session, 'caller'> & { claims: TokenClaims }): Promise<string> {
    const seal = (hint: string | null) => this.sealed.seal({ claims, name, idToken: hint }, until);
    // An ID token with many groups in it can be larger than a cookie; without it the provider asks before it signs out.
    const value = await seal(idToken !== null && idToken.length > 2000 ? null : idToken);
    return this.cookies.set(COOKIE, value, Math.max(1, Math.floor((until.getTime() - Date.now()) / 1000)));
  }

  /** Who sent this `Cookie` header; null when nobody we know, or their time is over. */
  async of(header: string | undefined): Promise<Session | null> {
    const read = Kept.safeParse(await this.sealed.open(this.cookies.read(header, COOKIE)));
    if (!read.success) return null;
    const { claims, name, exp, idToken } = read.data;
    return { caller: callerOf(claims), name, until: new Date(exp * 1000), idToken };
  }

  /** The `Set-Cookie` that ends it in this browser. */
  end(): string {
    return this.cookies.forget(COOKIE);
  }
}
