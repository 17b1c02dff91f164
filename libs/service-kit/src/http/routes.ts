import 'reflect-metadata';
import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { RULE, type RouteRule } from '../auth/allow.js';

export interface Route {
  method: string;
  path: string;
  /** Null: nobody may use it. */
  rule: RouteRule | null;
  controller: string;
}

/** A route with the function that answers it. */
export interface RouteHandler extends Route {
  of: Type;
  handler: Method;
}

/** The routes that controllers declare, with their rules. Handlers of events have none. */
export function routesOf(controllers: readonly Type[]): Route[] {
  return handlersOf(controllers).map(({ of: _, handler: __, ...route }) => route);
}

export function handlersOf(controllers: readonly Type[]): RouteHandler[] {
  return controllers
    .flatMap((controller) => methodsOf(controller).flatMap((method) => routesOfMethod(controller, method)))
    .sort((a, b) => a.path.localeCompare(b.path, 'en') || a.method.localeCompare(b.method, 'en'));
}

/** Names every route that has no rule; throws when there is one. */
export function requireRules(routes: readonly Route[]): void {
  const open = routes.filter(({ rule }) => rule === null);
  if (open.length === 0) return;
  const names = open.map(({ method, path, controller }) => `${method} ${path} (${controller})`).join(', ');
  throw new Error(
    `${open.length === 1 ? 'a route has' : 'routes have'} no rule: ${names}. Say who may use it with @Allow.`,
  );
}

type Method = ((...args: never[]) => unknown) & { name: string };

function methodsOf(controller: Type): Method[] {
  const methods: Method[] = [];
  for (
    let proto = controller.prototype as object;
    proto !== Object.prototype;
    proto = Object.getPrototypeOf(proto) as object
  ) {
    for (const { value } of Object.values(Object.getOwnPropertyDescriptors(proto))) {
      if (typeof value === 'function' && Reflect.hasMetadata(METHOD_METADATA, value as object))
        methods.push(value as Method);
    }
  }
  return methods;
}

function routesOfMethod(controller: Type, method: Method): RouteHandler[] {
  const rule = (Reflect.getMetadata(RULE, method) ?? Reflect.getMetadata(RULE, controller) ?? null) as RouteRule | null;
  const verb = RequestMethod[Reflect.getMetadata(METHOD_METADATA, method) as number]!;
  return pathsOf(controller).flatMap((prefix) =>
    pathsOf(method).map((path) => ({
      method: verb,
      path: `/${prefix}/${path}`.replaceAll(/\/+/g, '/').replace(/(.)\/$/, '$1'),
      rule,
      controller: controller.name,
      of: controller,
      handler: method,
    })),
  );
}

const pathsOf = (target: object) => [Reflect.getMetadata(PATH_METADATA, target) as string | string[]].flat();
