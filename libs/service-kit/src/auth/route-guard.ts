import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { IncomingMessage } from 'node:http';
import { admitted, forbidden } from './admitted.js';
import { RULE, type RouteRule } from './allow.js';
import { CALLER, type Caller } from './caller.js';
import { TokenCheck } from './token-check.js';

/** Nobody passes unless the route's rule lets them. Guards HTTP only; events come from our own transport. */
@Injectable()
export class RouteGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: TokenCheck,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = this.reflector.getAllAndOverride<RouteRule | undefined>(RULE, [
      context.getHandler(),
      context.getClass(),
    ]);
    // The start refuses such a route; this is for one that slipped past it.
    if (!rule) throw forbidden('该接口没有访问规则', 'this route has no rule');
    if (rule.scope === 'public') return true;
    const request = context.switchToHttp().getRequest<IncomingMessage & { [CALLER]?: Caller }>();
    request[CALLER] = admitted(await this.tokens.check(request.headers.authorization), rule as never);
    return true;
  }
}
