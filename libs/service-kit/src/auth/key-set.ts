import { readFileSync } from 'node:fs';
import { createLocalJWKSet, createRemoteJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { Problem } from '../http/problem.js';

/** Asymmetric only: who checks a token must not be able to make one. */
export const ALGORITHMS = ['EdDSA', 'ES256', 'RS256'];
/** Clocks of two machines may differ by so much. */
export const SKEW_SECONDS = 5;

/** The public keys of the identity provider, from its address or a file. */
export const keySetAt = (place: string): JWTVerifyGetKey =>
  /^https?:/.test(place)
    ? createRemoteJWKSet(new URL(place))
    : createLocalJWKSet(JSON.parse(readFileSync(place, 'utf8')) as JSONWebKeySet);

/** The key set could not be had, or was slow to answer: no fault of whoever sent a token. */
export const isUnreachable = (error: unknown): boolean =>
  error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError);

export const keySetUnreachable = () =>
  new Problem({
    status: 503,
    type: 'key-set-unreachable',
    title: { zh: '暂时无法验证令牌', en: 'Tokens cannot be checked at the moment' },
  });
