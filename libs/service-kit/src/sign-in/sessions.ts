import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { TokenClaims, callerOf } from '../auth/claims.js';
import type { Caller } from '../auth/caller.js';
import type { SignInSettings } from '../config/service-settings.js';
import { Cookies } from './cookies.js';
import { SealedCookie } from './sealed-cookie.js';

/** Injects them; null where nobody signs in. */
export const SESSIONS = Symbol('sessions');

const COOKIE = 'session';

const MADE_UP = 'ours/';
/** A name for a session that the identity provider has not named. */
export const madeUpSid = (): string => `${MADE_UP}${randomUUID()}`;
export const isMadeUp = (sid: string): boolean => sid.startsWith(MADE_UP);

/** Also where access tokens last longer: so long it is remembered that a session was ended before its time. */
export const LONGEST_SESSION_MS = 12 * 3_600_000;

/** Somebody who has signed in with a browser. */
export interface Session {
  /** The identity provider's own name of the session (`sid`); one made up where it has none. */
  sid: string;
  /** When the identity provider said who they are, by its clock. */
  issuedAt: Date;
  caller: Omit<Caller, 'scope'>;
  /** What they are called. */
  name: string;
  /** It ends with the access token it was opened with, at the latest. */
  until: Date;
  /** Tells the identity provider whom to sign out; null where it would not fit into a cookie. */
  idToken: string | null;
}

/** Node takes a longer timer for one of a millisecond. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** For a timer, by the machine's own clock, as with tokens. */
export const timeLeftMs = ({ until }: Pick<Session, 'until'>): number =>
  Math.min(LONGEST_TIMER_MS, Math.max(0, until.getTime() - Date.now()));

const Kept = z.object({
  sid: z.string(),
  issuedAt: z.coerce.date(),
  claims: TokenClaims,
  name: z.string(),
  exp: z.number(),
  idToken: z.string().nullable(),
});

/**
 * Sessions live in a sealed cookie and nowhere else, so every instance knows them and none has to remember. Remembered is only which
 * of them were ended before their time (`EndedSessions`).
 */
export class Sessions {
  private readonly cookies: Cookies;
  private readonly sealed: SealedCookie;

  constructor({ origin, sessionKeys }: SignInSettings) {
    this.cookies = new Cookies(origin);
    this.sealed = new SealedCookie(COOKIE, sessionKeys);
  }

  /** The `Set-Cookie` of a session. */
  async open({ claims, idToken, ...session }: Omit<Session, 'caller'> & { claims: TokenClaims }): Promise<string> {
    const until = new Date(Math.min(session.until.getTime(), Date.now() + LONGEST_SESSION_MS));
    const { sid, issuedAt, name } = session;
    const seal = (hint: string | null) =>
      this.sealed.seal({ sid, issuedAt: issuedAt.toISOString(), claims, name, idToken: hint }, until);
    // An ID token with many groups in it can be larger than a cookie; without it the provider asks before it signs out.
    const value = await seal(idToken !== null && idToken.length > 2000 ? null : idToken);
    return this.cookies.set(COOKIE, value, Math.max(1, Math.floor((until.getTime() - Date.now()) / 1000)));
  }

  /** What this `Cookie` header says of who sent it, also of a session that was ended; null when nobody we know, or their time is over. */
  async read(header: string | undefined): Promise<Session | null> {
    const read = Kept.safeParse(await this.sealed.open(this.cookies.read(header, COOKIE)));
    if (!read.success) return null;
    const { claims, exp, ...kept } = read.data;
    return { ...kept, caller: callerOf(claims), until: new Date(exp * 1000) };
  }

  /** The `Set-Cookie` that ends it in this browser. */
  end(): string {
    return this.cookies.forget(COOKIE);
  }
}
