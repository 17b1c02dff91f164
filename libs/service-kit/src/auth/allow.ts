import { SetMetadata } from '@nestjs/common';
import type { Role } from './roles.js';

/**
 * What of the organisation a route shows: all of it (`organisation`: only to those who may see every division), the
 * caller's divisions, or the caller's unit (all units of their divisions when the token names none).
 */
export type ScopeRule = 'organisation' | 'division' | 'unit' | 'public';

/** Who may use a route; `public` needs no token. */
export type RouteRule =
  { scope: 'public' } | { roles: readonly [Role, ...Role[]]; scope: Exclude<ScopeRule, 'public'> };

export const RULE = Symbol('route rule');

/** The rule of a route, or of all routes of a controller. A route without one stops the start. */
export const Allow = (rule: RouteRule) => SetMetadata(RULE, rule);
