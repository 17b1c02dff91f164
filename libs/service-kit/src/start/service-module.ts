import { Module, type ModuleMetadata, type Provider, type Type } from '@nestjs/common';
import type { ServiceName } from '@cc/contracts';
import type { EntityTarget, MigrationInterface, ObjectLiteral } from 'typeorm';
import type { ConfigDefinition } from '../config/define-config.js';
import { requireOrder } from '../database/migrations.js';
import type { Tick } from '../timers/timer.js';

/** A service on one screen. */
export interface ServiceDefinition {
  service: ServiceName;
  config: ConfigDefinition;
  entities?: (EntityTarget<ObjectLiteral> & (new () => ObjectLiteral))[];
  /** In the order in which they run; the class name ends in 13 digits, for instance `CreateDeadlines0000000000002`. */
  migrations?: (new () => MigrationInterface)[];
  /** Classes with `@Handles` or `@Receives`. */
  handlers?: Type[];
  /** Classes with `@Timer`. */
  timers?: Type<Tick>[];
  controllers?: Type[];
  providers?: Provider[];
  imports?: ModuleMetadata['imports'];
}

/** Injects the definition of the service that runs. */
export const SERVICE = Symbol('service definition');

const definitions = new WeakMap<object, ServiceDefinition>();

/** Declares a service: applies Nest's `@Module` and keeps the definition for the start and for tests. */
export const ServiceModule =
  (definition: ServiceDefinition): ClassDecorator =>
  (target) => {
    requireOrder(definition.migrations ?? []);
    definitions.set(target, definition);
    Module({
      imports: definition.imports ?? [],
      controllers: [...(definition.handlers ?? []), ...(definition.controllers ?? [])],
      providers: [...(definition.timers ?? []), ...(definition.providers ?? [])],
    })(target);
  };

/** What `@ServiceModule` was given. */
export function definitionOf(module: Type): ServiceDefinition {
  const definition = definitions.get(module);
  if (!definition) throw new Error(`${module.name} has no @ServiceModule`);
  return definition;
}
