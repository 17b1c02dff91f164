import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { IncomingMessage } from 'node:http';
import { admitted, forbidden } from './admitted.js';
import { RULE, type RouteRule } from './allow.js';
import { noSignIn, signInNeeded } from '../sign-in/problems.js';
import { EndedSessions } from '../sign-in/ended-sessions.js';
import { SESSIONS, type Session, type Sessions } from '../sign-in/sessions.js';
import { CALLER, SESSION, type Caller } from './caller.js';
import { TokenCheck } from './token-check.js';

type Guarded = IncomingMessage & { [CALLER]?: Caller; [SESSION]?: Session };

/** Nobody passes unless the route's rule lets them. Guards HTTP only; events come from our own transport. */
@Injectable()
export class RouteGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: TokenCheck,
    @Inject(SESSIONS) private readonly sessions: Sessions | null,
    private readonly ended: EndedSessions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = this.reflector.getAllAndOverride<RouteRule | undefined>(RULE, [
      context.getHandler(),
      context.getClass(),
    ]);
    // The start refuses such a route; this is for one that slipped past it.
    if (!rule) throw forbidden('该接口没有访问规则', 'this route has no rule');
    if (rule.scope === 'public') return true;
    const request = context.switchToHttp().getRequest<Guarded>();
    const bySession = 'by' in rule && rule.by === 'session';
    const caller = bySession ? await this.signedIn(request) : await this.tokens.check(request.headers.authorization);
    request[CALLER] = admitted(caller, rule);
    return true;
  }

  private async signedIn(request: Guarded): Promise<Omit<Caller, 'scope'>> {
    if (!this.sessions) throw noSignIn();
    const session = await this.sessions.read(request.headers.cookie);
    if (!session || (await this.ended.has(session))) throw signInNeeded();
    request[SESSION] = session;
    return session.caller;
  }
}
