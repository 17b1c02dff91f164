import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { Problem } from '../http/problem.js';
import type { Caller } from './caller.js';
import { callerOf, TokenClaims } from './claims.js';
import { ALGORITHMS, isUnreachable, keySetAt, keySetUnreachable, SKEW_SECONDS } from './key-set.js';

/** Checks tokens against a key set. The machine's own clock decides about expiry, also where domain time is simulated. */
export class TokenCheck {
  private readonly keys: JWTVerifyGetKey;

  constructor(private readonly jwt: { issuer: string; audience: string; keySet: string }) {
    this.keys = keySetAt(jwt.keySet);
  }

  /** Who the bearer of this `Authorization` header is. Throws a `Problem` that says what is wrong with it. */
  async check(authorization: string | undefined): Promise<Omit<Caller, 'scope'>> {
    const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
    if (!token) {
      throw unauthorized(
        '缺少令牌：请带上 Authorization: Bearer <令牌>',
        'no token: send Authorization: Bearer <token>',
      );
    }
    return callerOf((await this.verify(token)).claims);
  }

  /** What a token says, and until when. Throws a `Problem` that says what is wrong with it. */
  async verify(token: string): Promise<{ claims: TokenClaims; until: Date }> {
    const payload = await this.verified(token);
    return { claims: this.claimsIn(payload), until: new Date(payload.exp! * 1000) };
  }

  private async verified(token: string): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, this.keys, {
        issuer: this.jwt.issuer,
        audience: this.jwt.audience,
        algorithms: ALGORITHMS,
        clockTolerance: SKEW_SECONDS,
        requiredClaims: ['exp', 'sub'],
      });
      return payload;
    } catch (error) {
      throw this.problemOf(error);
    }
  }

  private claimsIn(payload: JWTPayload): TokenClaims {
    const read = TokenClaims.safeParse(payload);
    if (read.success) return read.data;
    const wrong = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
    throw unauthorized(`令牌声明不合规则（${wrong}）`, `claims of the token are wrong (${wrong})`);
  }

  private problemOf(error: unknown): unknown {
    const { issuer, audience } = this.jwt;
    if (error instanceof errors.JWTExpired) return unauthorized('令牌已过期', 'the token has expired');
    if (error instanceof errors.JWTClaimValidationFailed) {
      const should = error.claim === 'iss' ? issuer : error.claim === 'aud' ? audience : 'present and right';
      return unauthorized(`令牌的 ${error.claim} 应为 ${should}`, `the token's ${error.claim} should be ${should}`);
    }
    if (error instanceof errors.JOSEAlgNotAllowed) {
      return unauthorized(`签名算法须为 ${ALGORITHMS.join('、')}`, `the signature must be ${ALGORITHMS.join(', ')}`);
    }
    if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWSSignatureVerificationFailed) {
      return unauthorized('令牌不是由受信任的密钥签发', 'no trusted key signed this token');
    }
    if (isUnreachable(error)) return keySetUnreachable();
    return unauthorized('这不是一个 JWT', 'this is no JSON Web Token');
  }
}

function unauthorized(zh: string, en: string): Problem {
  return new Problem({
    status: 401,
    type: 'unauthorized',
    title: { zh: '未通过身份验证', en: 'Unauthorized' },
    detail: { zh, en },
  });
}
