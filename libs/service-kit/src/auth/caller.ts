import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { ScopeRule } from './allow.js';
import type { Session } from '../sign-in/sessions.js';
import type { Role } from './roles.js';

/** Who calls, by the token, and how widely this route lets them see. */
export interface Caller {
  subject: string;
  roles: Role[];
  organisation: string;
  /** `*`: all divisions of the organisation. */
  divisions: readonly string[] | '*';
  unit: string | null;
  /** The scope of the route that was called. */
  scope: Exclude<ScopeRule, 'public'>;
}

/** Where the guard leaves the caller for the handler of the request. */
export const CALLER = Symbol('caller');

/** The caller of this request, as a parameter of a controller's method. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const caller = context.switchToHttp().getRequest<{ [CALLER]?: Caller }>()[CALLER];
  if (!caller) throw new Error('a public route has no caller');
  return caller;
});

/** Where the guard leaves the session of a route for people. */
export const SESSION = Symbol('session');

/** The session of this request, as a parameter of a method that is allowed `by: 'session'`. */
export const CurrentSession = createParamDecorator((_: unknown, context: ExecutionContext): Session => {
  const session = context.switchToHttp().getRequest<{ [SESSION]?: Session }>()[SESSION];
  if (!session) throw new Error("a route that is not allowed by: 'session' has none");
  return session;
});
