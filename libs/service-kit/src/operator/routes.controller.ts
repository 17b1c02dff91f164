import { Controller, Get } from '@nestjs/common';
import { Allow } from '../auth/allow.js';
import type { Route } from '../http/routes.js';
import { ServedRoutes } from '../http/served-routes.js';

/** Who may use what in this process, as it runs. */
@Controller('operator/routes')
@Allow({ roles: ['platform-operator'], scope: 'platform' })
export class RoutesController {
  constructor(private readonly served: ServedRoutes) {}

  @Get()
  routes(): Route[] {
    return this.served.routes();
  }
}
