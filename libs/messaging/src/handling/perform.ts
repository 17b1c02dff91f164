import type { ServiceName } from '@cc/contracts';
import type { Partitions } from '../broker/partitions.js';
import { lockKeys } from '../database/key-locks.js';
import type { Transaction } from '../database/transaction.js';
import { park, waitsBehind, type Parked } from '../dead-letters/park.js';
import type { Telemetry } from '../metrics/telemetry.js';
import { Outgoing } from '../outbox/outgoing.js';
import { writeOutbox } from '../outbox/write-outbox.js';
import type { TimeOfDay } from '../time/time-of-day.js';
import { edgeRecordOf, eventOf, type Delivery } from './delivery.js';
import type { EdgeRecord, Received } from './handler.js';
import { rounds } from './rounds.js';
import type { EventDefinition } from '@cc/contracts';

/** One handler's reading of the deliveries of its type, before and after the locks. */
interface Call {
  keys(tx: Transaction): Promise<string[]>;
}

/** Lets the handlers do what a batch of records asks for, inside the transaction that moves past them. */
export class Performer {
  constructor(
    private readonly service: ServiceName,
    private readonly partitions: Partitions,
    private readonly timeOfDay: TimeOfDay,
    private readonly telemetry: Telemetry,
  ) {}

  /** Locks, runs the handlers round by round, parks what has to wait, writes the outbox last. Answers what it parked. */
  async perform(
    tx: Transaction,
    deliveries: readonly Delivery[],
    options: { waitInLine: boolean },
  ): Promise<readonly Parked[]> {
    if (deliveries.length === 0) return [];
    const now = this.timeOfDay.now();
    const messages = new Map(deliveries.map((delivery): [Delivery, Message] => [delivery, messageOf(delivery)]));

    const locked = new Set(deliveries.flatMap(({ stream }) => stream ?? []));
    for (const call of callsOf(messages)) for (const key of await call.keys(tx)) locked.add(key);
    await lockKeys(tx, this.service, locked);

    const parked: Parked[] = [];
    const ready = await this.ready(tx, deliveries, options, parked);
    const outgoing = new Outgoing(this.service, locked, now);
    for (const { items } of rounds(ready, ownStream, typeOf)) {
      const read = items.map((delivery) => messages.get(delivery)!);
      // What was handled is let go before the rest is: a batch otherwise keeps all it read until it commits.
      for (const delivery of items) messages.delete(delivery);
      await this.call(tx, read, items, { now, outgoing, parked });
    }

    await park(tx, parked, now);
    await writeOutbox(tx, this.partitions, outgoing.collected());
    return parked;
  }

  /** Leaves out what nobody can handle and what waits behind a dead letter of its stream. */
  private async ready(
    tx: Transaction,
    deliveries: readonly Delivery[],
    { waitInLine }: { waitInLine: boolean },
    parked: Parked[],
  ): Promise<Delivery[]> {
    const streams = deliveries.flatMap(({ topic, stream }) => (stream === null ? [] : { topic, stream }));
    const blocker = await waitsBehind(tx, waitInLine ? streams : []);
    return deliveries.filter((delivery) => {
      const behind = blocker(delivery);
      const reason = delivery.to.kind === 'nobody' ? delivery.to.reason : behind && `waits behind ${behind}`;
      if (reason) parked.push({ ...delivery, reason, attempts: 0 });
      return !reason;
    });
  }

  private async call(
    tx: Transaction,
    messages: Message[],
    deliveries: Delivery[],
    { now, outgoing, parked }: { now: Date; outgoing: Outgoing; parked: Parked[] },
  ): Promise<void> {
    const { to } = deliveries[0]!;
    if (to.kind === 'event') {
      const events = messages as Received<EventDefinition>[];
      for (const { name, handle } of to.subscribers) {
        const context = { tx, publish: outgoing.by<ServiceName>(name), now };
        await this.telemetry.handling(name, deliveries, () => handle(events, context));
      }
    } else if (to.kind === 'edge') {
      const { name, handle } = to.subscriber;
      const records = messages as EdgeRecord[];
      const place = new Map(records.map((record, i) => [record.id, deliveries[i]!]));
      const deadLetter = (record: EdgeRecord, reason: string) => {
        const delivery = place.get(record.id);
        if (!delivery) throw new Error(`${name} parks ${record.id}, which it was not given`);
        // Nobody can be told and nothing can be done later: nothing has to wait behind it.
        parked.push({ ...delivery, stream: null, reason, attempts: 1 });
      };
      const context = { tx, publish: outgoing.by<ServiceName>(name), now, deadLetter };
      await this.telemetry.handling(name, deliveries, () => handle(records, context));
    }
  }
}

type Message = Received<EventDefinition> | EdgeRecord | null;

function messageOf(delivery: Delivery): Message {
  const { to } = delivery;
  if (to.kind === 'event') return eventOf(to.subscribers[0]!.definition, delivery);
  return to.kind === 'edge' ? edgeRecordOf(delivery, to.party) : null;
}

/** Every handler that names keys, with all messages it will get. */
function callsOf(messages: ReadonlyMap<Delivery, Message>): Call[] {
  const byType = new Map<string, Delivery[]>();
  for (const delivery of messages.keys()) {
    const type = typeOf(delivery);
    const others = byType.get(type);
    if (others) others.push(delivery);
    else byType.set(type, [delivery]);
  }
  return [...byType.values()].flatMap((deliveries) => {
    const all = deliveries.map((delivery) => messages.get(delivery)!);
    const { to } = deliveries[0]!;
    if (to.kind === 'edge') return [{ keys: (tx) => to.subscriber.keysOf(all as EdgeRecord[], tx) }];
    if (to.kind === 'nobody') return [];
    return to.subscribers.flatMap(({ keysOf }): Call[] =>
      keysOf ? [{ keys: (tx) => keysOf(all as Received<EventDefinition>[], tx) }] : [],
    );
  });
}

/** What is handled in one call: one type, or all types of a handler of batches. */
function typeOf({ to }: Delivery): string {
  if (to.kind === 'event') {
    const { batch, name, definition } = to.subscribers[0]!;
    return batch ? `batch:${name}` : definition.type;
  }
  return to.kind === 'edge' ? `edge:${to.subscriber.edge}` : 'nobody';
}

/** Records without a key are each a stream of their own, and so is each event of a handler of batches: one round holds them all. */
function ownStream({ topic, partition, record, stream, to }: Delivery): string {
  const apart = stream === null || (to.kind === 'event' && to.subscribers[0]!.batch);
  return `${topic} ${apart ? `${partition}/${record.offset}` : stream}`;
}
