import { Problem } from '../http/problem.js';
import type { RouteRule } from './allow.js';
import type { Caller } from './caller.js';
import type { Role } from './roles.js';

type Guarded = Exclude<RouteRule, { scope: 'public' }>;

/** The caller as this route sees them; throws a 403 that says what is missing. */
export function admitted(caller: Omit<Caller, 'scope'>, rule: Guarded): Caller {
  const roles: readonly Role[] = rule.roles;
  if (!roles.some((role) => caller.roles.includes(role))) {
    throw forbidden(
      `需要角色 ${rule.roles.join(' 或 ')}；令牌有 ${caller.roles.join('、')}`,
      `needs the role ${rule.roles.join(' or ')}; the token has ${caller.roles.join(', ')}`,
    );
  }
  if (rule.scope === 'organisation' && caller.divisions !== '*') {
    throw forbidden(
      `需要查看全集团的权限；令牌只含 ${caller.divisions.join('、')}`,
      `needs the whole organisation (div *); the token has ${caller.divisions.join(', ')}`,
    );
  }
  return { ...caller, scope: rule.scope };
}

export function forbidden(zh: string, en: string): Problem {
  return new Problem({
    status: 403,
    type: 'forbidden',
    title: { zh: '禁止访问', en: 'Forbidden' },
    detail: { zh, en },
  });
}
