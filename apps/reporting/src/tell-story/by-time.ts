import { DeadlineArmed, DeadlineMet, flow, type EventDefinition } from '@cc/contracts';
import type { StoryFact } from './tell-story.js';

/**
 * Facts in the order of time, and no fact before one that can have caused it: the clocks of two machines differ, and the
 * order of the archive, in which a service had read what it answered, does not. At one instant a clock starts, then the
 * deed is done, then the clock is met.
 */
export function byTime(archived: readonly StoryFact[]): StoryFact[] {
  const waitsFor = archived.map((fact, at) => new Set(causesOf(fact, archived.slice(0, at))));
  const left = new Set(archived.keys());
  const told: StoryFact[] = [];
  while (left.size > 0) {
    const ready = [...left].filter((at) => waitsFor[at]!.size === 0);
    const next = ready.reduce((first, at) => (isBefore(archived[at]!, archived[first]!) ? at : first));
    left.delete(next);
    for (const at of left) waitsFor[at]!.delete(next);
    told.push(archived[next]!);
  }
  return told;
}

function isBefore(one: StoryFact, other: StoryFact): boolean {
  const apart = one.recordedAt.getTime() - other.recordedAt.getTime();
  return apart === 0 ? rankOf(one) < rankOf(other) : apart < 0;
}

function rankOf({ type }: StoryFact): number {
  return type === DeadlineArmed.type ? 0 : type === DeadlineMet.type ? 2 : 1;
}

/** Which of the facts archived before may have brought it about: its own service's, what that one hears of, the first of all. */
function causesOf(fact: StoryFact, before: readonly StoryFact[]): number[] {
  const service = publisherOf.get(fact.type);
  const startedBy = String(fact.type === DeadlineArmed.type ? fact.data['startedBy'] : null);
  const startsIt = (type: string) => type === startedBy || type === `${startedBy}.v1`; // As procedures call it, too.
  const saysWhy = before.some(({ type }) => startsIt(type));
  return before.flatMap(({ type }, at) => {
    const heard = saysWhy ? startsIt(type) : service !== undefined && hearOf(type).has(service);
    return at === 0 || publisherOf.get(type) === service || heard ? [at] : [];
  });
}

const publishers = Object.entries(flow).map(([service, { consumes, publishes }]) => ({
  service,
  consumes: new Set(consumes.map(({ type }: EventDefinition) => type)),
  publishes: publishes.map(({ type }: EventDefinition) => type),
}));

const publisherOf = new Map(publishers.flatMap(({ service, publishes }) => publishes.map((type) => [type, service])));

const hearing = new Map<string, ReadonlySet<string>>();

/** The services that a fact reaches by the map: those that read it, and those that read what these may say of it. */
function hearOf(type: string): ReadonlySet<string> {
  const known = hearing.get(type);
  if (known) return known;
  const services = new Set<string>();
  const types = [type];
  for (const said of types) {
    for (const { service, consumes, publishes } of publishers) {
      if (!consumes.has(said) || services.has(service)) continue;
      services.add(service);
      types.push(...publishes);
    }
  }
  hearing.set(type, services);
  return services;
}
