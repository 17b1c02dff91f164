import type { ModuleRef } from '@nestjs/core';
import { Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import type { EventDefinition, ServiceName } from '@cc/contracts';
import type { Consumer } from '../consumer/consumer.js';
import type { EdgeHandler, Handler } from '../handling/handler.js';
import { COMPLAINTS_TRANSPORT, type Subscription } from '../handling/handles.js';
import type { HandlerRegistry } from '../handling/registry.js';

/**
 * Nest discovers the handlers, injects them and wraps every call; this hands them to the consumer and runs it.
 * `app.connectMicroservice({ strategy: app.get(ComplaintsTransport) })`.
 */
export class ComplaintsTransport extends Server implements CustomTransportStrategy {
  override transportId = COMPLAINTS_TRANSPORT;
  override propagatesEventHandlerErrors = true;

  constructor(
    private readonly service: ServiceName,
    private readonly registry: HandlerRegistry,
    private readonly consumer: Consumer,
    private readonly moduleRef: ModuleRef | null,
    private readonly handlersMayDiffer: boolean,
  ) {
    super();
  }

  /** Settles when consuming has ended for good although nobody stopped it: the process must exit. */
  get died(): Promise<Error> {
    return this.consumer.died;
  }

  // Nest would chain several handlers of one event and run them at the same time, on one transaction.
  override addHandler(pattern: string, callback: MessageHandler, _isEvent = false, extras: object = {}): void {
    const subscription = extras as Subscription;
    const name = subscription.handler.name;
    const instance = () => this.moduleRef?.get<unknown>(subscription.handler, { strict: false });
    const handle = async (data: unknown, context: unknown) => {
      const result: unknown = await callback(data, context);
      if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
    };
    if (subscription.kind === 'event') {
      const handler = instance() as Handler<EventDefinition, ServiceName>;
      const keysOf = handler.keysOf?.bind(handler);
      const definition = subscription.definitions.find(({ type }) => type === pattern)!;
      this.registry.addEvent({ name, definition, batch: subscription.batch, handle, ...(keysOf && { keysOf }) });
    } else {
      const handler = instance() as EdgeHandler<ServiceName>;
      this.registry.addEdge({ name, edge: subscription.edge, handle, keysOf: handler.keysOf.bind(handler) });
    }
  }

  listen(callback: (error?: unknown) => void): void {
    const difference = this.handlersMayDiffer ? null : this.registry.differenceFrom(this.service);
    if (difference) return callback(new Error(difference));
    this.consumer.start().then(() => callback(), callback);
  }

  close(): Promise<void> {
    return this.consumer.stop();
  }

  on(): void {
    throw new Error('this transport has no events of its own');
  }

  unwrap<T>(): T {
    return this.consumer as T;
  }
}
