import { CASES, FACTS, flow, type EventDefinition, type Journal, type ServiceName } from '@cc/contracts';
import type { Transaction } from '../database/transaction.js';
import type { EdgeContext, EdgeRecord, HandlerContext, Received } from './handler.js';
import type { EdgeKind } from './handles.js';

/** A handler as the consumer calls it: through Nest, so that interceptors and filters see every call. */
export interface EventSubscriber {
  name: string;
  definition: EventDefinition;
  /** Gets all events of a transaction in one call. */
  batch: boolean;
  handle(events: Received<EventDefinition>[], context: HandlerContext<ServiceName>): Promise<void>;
  keysOf?(events: Received<EventDefinition>[], tx: Transaction): Promise<string[]>;
}

export interface EdgeSubscriber {
  name: string;
  edge: EdgeKind;
  handle(records: EdgeRecord[], context: EdgeContext<ServiceName>): Promise<void>;
  keysOf(records: EdgeRecord[], tx: Transaction): Promise<string[]>;
}

const JOURNALS: readonly Journal[] = [FACTS, CASES];

/** Who handles what in this service. */
export class HandlerRegistry {
  private readonly events = new Map<string, EventSubscriber[]>();
  private readonly edges = new Map<EdgeKind, EdgeSubscriber>();

  addEvent(subscriber: EventSubscriber): void {
    const { type } = subscriber.definition;
    const other = this.of(type)[0];
    if (other && (other.batch || subscriber.batch)) {
      throw new Error(`${other.name} and ${subscriber.name} both handle ${type}: one that takes batches must be alone`);
    }
    this.events.set(type, [...(this.events.get(type) ?? []), subscriber]);
  }

  addEdge(subscriber: EdgeSubscriber): void {
    const other = this.edges.get(subscriber.edge);
    if (other) throw new Error(`${other.name} and ${subscriber.name} both receive ${subscriber.edge}`);
    this.edges.set(subscriber.edge, subscriber);
  }

  /** In the order in which the module lists them; empty: this service does not look at the type. */
  of(type: string): readonly EventSubscriber[] {
    return this.events.get(type) ?? [];
  }

  edge(kind: EdgeKind): EdgeSubscriber | undefined {
    return this.edges.get(kind);
  }

  /** The topics inside that hold what is handled here. */
  get journals(): Journal[] {
    return JOURNALS.filter((journal) =>
      [...this.events.values()].some((subscribers) => subscribers[0]!.definition.journal === journal),
    );
  }

  /** The first difference between the handlers and what `flow.ts` says this service consumes, in words; null: none. */
  differenceFrom(service: ServiceName): string | null {
    const consumed = new Set<string>(flow[service].consumes.map(({ type }) => type));
    const received = new Set<EdgeKind>(flow[service].receives);
    const problems = [
      ...[...consumed].filter((type) => !this.events.has(type)).map((type) => `nobody handles ${type}`),
      ...[...this.events.keys()]
        .filter((type) => !consumed.has(type))
        .map((type) => `${type} is handled but not in the map`),
      ...[...received].filter((kind) => !this.edges.has(kind)).map((kind) => `nobody receives ${kind}`),
      ...[...this.edges.keys()]
        .filter((kind) => !received.has(kind))
        .map((kind) => `${kind} is received but not in the map`),
    ];
    return problems.length === 0 ? null : `handlers of ${service} and flow.ts differ: ${problems.join('; ')}`;
  }
}
