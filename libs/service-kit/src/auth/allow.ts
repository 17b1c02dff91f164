import { SetMetadata } from '@nestjs/common';
import type { OrganisationRole, PlatformRole } from './roles.js';

/**
 * What of the caller's organisation a route shows: all of it (`organisation`: only to those who may see every division), the
 * caller's divisions, or the caller's unit (all units of their divisions when the token names none). `platform`: how the
 * service itself works, for all organisations.
 */
export type ScopeRule = 'platform' | 'organisation' | 'division' | 'unit' | 'public';

/** Who may use a route; `public` needs no token. What concerns all organisations is open to none of their roles. */
export type RouteRule =
  | { scope: 'public' }
  | { roles: readonly [PlatformRole, ...PlatformRole[]]; scope: 'platform' }
  | {
      roles: readonly [OrganisationRole, ...OrganisationRole[]];
      scope: Exclude<ScopeRule, 'platform' | 'public'>;
      /** For people with a browser: who they are is said by their session, and no token is taken. Default `token`. */
      by?: 'token' | 'session';
    };

export const RULE = Symbol('route rule');

/** The rule of a route, or of all routes of a controller. A route without one stops the start. */
export const Allow = (rule: RouteRule) => SetMetadata(RULE, rule);
