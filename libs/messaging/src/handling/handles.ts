import 'reflect-metadata';
import { Controller, UseFilters, type Type } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import type { EventDefinition } from '@cc/contracts';
import { LetErrorsThrough } from '../transport/let-errors-through.js';

export type EdgeKind = 'submissions' | 'workActions';

/** What a handler class listens to; kept as the extras of its event pattern. */
export type Subscription = { handler: Type } & (
  { kind: 'event'; definitions: readonly EventDefinition[]; batch: boolean } | { kind: 'edge'; edge: EdgeKind }
);

/** Only our own transport calls these handlers, whatever else a service listens with. */
export const COMPLAINTS_TRANSPORT = Symbol('complaints');

/** The class handles this kind of event. List it in the module's `handlers`; Nest injects, intercepts and calls it. */
export function Handles(definition: EventDefinition): ClassDecorator {
  return listensTo([definition.type], (handler) => ({
    kind: 'event',
    definitions: [definition],
    batch: false,
    handler,
  }));
}

/** The class handles all events of these kinds that one transaction holds, in one call. */
export function HandlesBatch(definitions: readonly EventDefinition[]): ClassDecorator {
  const types = definitions.map(({ type }) => type);
  return listensTo(types, (handler) => ({ kind: 'event', definitions, batch: true, handler }));
}

/** The class reads the topics of parties outside of this kind. */
export function Receives(edge: EdgeKind): ClassDecorator {
  return listensTo([`edge:${edge}`], (handler) => ({ kind: 'edge', edge, handler }));
}

function listensTo(patterns: string[], subscription: (handler: Type) => Subscription): ClassDecorator {
  return (target) => {
    const handler = target as unknown as Type;
    const prototype = handler.prototype as object;
    const method = Object.getOwnPropertyDescriptor(prototype, 'handle');
    if (!method) throw new Error(`${handler.name} has no method named handle`);
    // Without these Nest hands over the first argument alone.
    Payload()(prototype, 'handle', 0);
    Ctx()(prototype, 'handle', 1);
    Controller()(target);
    UseFilters(new LetErrorsThrough())(target);
    EventPattern<string[]>(patterns, COMPLAINTS_TRANSPORT, subscription(handler))(prototype, 'handle', method);
  };
}
