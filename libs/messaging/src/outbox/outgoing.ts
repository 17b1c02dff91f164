import { flow, toHeaders, HEADER, type EventDefinition, type ServiceName } from '@cc/contracts';
import { pack } from '../broker/packed-record.js';
import { encodeText } from '../broker/wire.js';
import type { Fact, Publish } from '../handling/handler.js';
import { derivedEventId, nextTraceparent } from './identity.js';

/** An event on its way into the outbox. */
export interface OutgoingEvent {
  topic: string;
  key: string;
  eventId: string;
  /** Its record, save for the position. */
  packed: Buffer;
}

/** Events are facts, not documents; sealing adds a third to what a submission may hold. */
const MAX_BYTES = 256 * 1024;

/** What one transaction publishes: collected while its handlers run, written as its last statement. */
export class Outgoing {
  private readonly events: OutgoingEvent[] = [];
  private readonly places = new Map<string, number>();
  private readonly allowed: ReadonlySet<EventDefinition>;

  constructor(
    private readonly service: ServiceName,
    private readonly lockedKeys: ReadonlySet<string>,
    private readonly now: Date,
  ) {
    this.allowed = new Set<EventDefinition>([...flow[service].publishes, ...flow[service].tells]);
  }

  /** The `publish` of one handler; its name is part of the ids it gives. */
  by<Service extends ServiceName>(handler: string): Publish<Service> {
    return (definition, facts) => {
      if (!this.allowed.has(definition)) throw new Error(`${this.service} may not publish ${definition.type}`);
      for (const fact of facts) this.events.push(this.toEvent(handler, definition, fact as Fact<EventDefinition>));
    };
  }

  /** All that was published, in order. */
  collected(): readonly OutgoingEvent[] {
    return this.events;
  }

  private toEvent(handler: string, definition: EventDefinition, fact: Fact<EventDefinition>): OutgoingEvent {
    const { organisation, division, unit, cause, data } = fact;
    const { topic, key } = definition.route({ organisation, division, unit, data });
    if (!this.lockedKeys.has(key)) {
      throw new Error(
        `${handler} publishes ${definition.type} under the key ${key}, which this transaction has not locked: ` +
          `later events could overtake it. Name the key in keysOf (handlers) or in the keys of the unit of work.`,
      );
    }
    const value = encodeText(definition, data);
    const bytes = Buffer.byteLength(value);
    if (bytes > MAX_BYTES) {
      throw new Error(`${definition.type} of ${key} has ${bytes} bytes; the limit is ${MAX_BYTES}`);
    }
    const eventId = derivedEventId(cause.id, this.service, handler, this.placeOf(handler, cause.id));
    const envelope = {
      id: eventId,
      type: definition.type,
      source: this.service,
      time: this.now,
      traceparent: nextTraceparent(cause, eventId),
      organisation,
      division,
      unit,
    };
    // Every reader asks for it, of every record: found first.
    const headers = { [HEADER.publisher]: this.service, ...toHeaders(envelope) };
    return { topic, key, eventId, packed: pack({ key, value, headers }) };
  }

  private placeOf(handler: string, causeId: string): number {
    const of = `${handler} ${causeId}`;
    const place = this.places.get(of) ?? 0;
    this.places.set(of, place + 1);
    return place;
  }
}
