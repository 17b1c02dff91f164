import { Injectable, type OnModuleInit, type Type } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { requireRules, routesOf, type Route } from './routes.js';

/** The routes of all controllers that Nest has loaded, whichever module brought them. */
@Injectable()
export class ServedRoutes implements OnModuleInit {
  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    requireRules(this.routes());
  }

  routes(): Route[] {
    return routesOf(this.discovery.getControllers().flatMap(({ metatype }) => (metatype ? [metatype as Type] : [])));
  }
}
