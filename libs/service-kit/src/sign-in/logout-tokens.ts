import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { ALGORITHMS, isUnreachable, keySetAt, keySetUnreachable, SKEW_SECONDS } from '../auth/key-set.js';
import type { ServiceSettings } from '../config/service-settings.js';
import { Problem } from '../http/problem.js';
import type { Ending } from './ended-sessions.js';
import { noSignIn } from './problems.js';
import { LONGEST_SESSION_MS } from './sessions.js';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
/** Nobody has to try one again for longer; providers let them expire after two minutes. */
const OLDEST_SECONDS = 300;

const Claims = z.object({
  jti: z.string().min(1).max(255),
  iat: z.number(),
  sid: z.string().min(1).optional(),
  sub: z.string().min(1).optional(),
  events: z.object({ [EVENT]: z.object({}) }),
  nonce: z.undefined('must not be there: an ID token is no logout token').optional(),
});

/** 后端通道退出: logout tokens of the identity provider (OpenID Connect Back-Channel Logout 1.0, 2.4 and 2.6). */
export class LogoutTokens {
  private readonly expected: { keys: JWTVerifyGetKey; issuer: string; audience: string } | null;

  constructor({ signIn, jwt }: Pick<ServiceSettings, 'signIn' | 'jwt'>) {
    this.expected = signIn && { keys: keySetAt(jwt.keySet), issuer: jwt.issuer, audience: signIn.clientId };
  }

  /** What such a token ends; whether it did so before is seen when it is ended. Throws a `Problem` with what is wrong with it. */
  async read(token: string): Promise<Ending> {
    const read = Claims.safeParse(await this.verified(token));
    if (!read.success) {
      throw refused(read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
    }
    const { jti, iat, sid, sub } = read.data;
    if (sid === undefined && sub === undefined) throw refused('sid or sub: one of them must be there');
    return {
      id: jti,
      sid: sid ?? null,
      subject: sub ?? null,
      issuedUntil: new Date(iat * 1000),
      until: new Date(Date.now() + LONGEST_SESSION_MS),
    };
  }

  private async verified(token: string): Promise<JWTPayload> {
    if (!this.expected) throw noSignIn();
    const { keys, issuer, audience } = this.expected;
    try {
      const { payload, protectedHeader } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        clockTolerance: SKEW_SECONDS,
        maxTokenAge: OLDEST_SECONDS,
        requiredClaims: ['exp', 'jti', 'events'],
      });
      const type = protectedHeader.typ?.toLowerCase().replace(/^application\//, '');
      if (type !== undefined && type !== 'jwt' && type !== 'logout+jwt') throw refused(`typ: ${type} is another token`);
      return payload;
    } catch (error) {
      if (error instanceof Problem) throw error;
      if (isUnreachable(error)) throw keySetUnreachable();
      const { claim, message } = error as errors.JOSEError & { claim?: string };
      throw refused(claim === undefined ? message : `${claim}: ${message}`);
    }
  }
}

/** The standard wants 400, whatever is wrong. */
export const refused = (why: string) =>
  new Problem({
    status: 400,
    type: 'logout-token-refused',
    title: { zh: '退出令牌不可用', en: 'The logout token will not do' },
    detail: { zh: `没有会话因此结束：${why}`, en: `it ends no session: ${why}` },
  });
