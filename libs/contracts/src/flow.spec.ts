import { everyDefinition } from './everything.js';
import { flow, everyCaseFact, everyFact, up, type ConsumedBy, type PublishedBy, type ServiceName } from './flow.js';
import { arrows } from './generate/arrows.js';
import type { DeadlineArmed, DeadlineMissed } from './journal/sla-monitor.js';
import type { TicketRegistered } from './journal/intake.js';
import type { WorkDispatched } from './journal/routing.js';

const services = Object.keys(flow) as ServiceName[];

describe('The map', () => {
  it('gives every fact exactly one publisher', () => {
    const published = services.flatMap((name) => flow[name].publishes.map(({ type }): string => type));

    expect([...published].sort()).toEqual([...everyFact, ...everyCaseFact].map(({ type }) => type).sort());
    expect(new Set(published).size).toBe(published.length);
  });

  it('gives no type to two definitions', () => {
    const types = everyDefinition.map(({ type }) => type);

    expect(new Set(types).size).toBe(types.length);
  });

  it('gives a reason for every arrow that points up, and for no other', () => {
    const needed = arrows().flatMap(({ to, types, isUp }) => (isUp ? types.map((type) => `${to} ${type}`) : []));
    const given = Object.entries(up).flatMap(([name, reasons]) =>
      Object.keys(reasons).map((type) => `${name} ${type}`),
    );

    expect(given.sort()).toEqual(needed.sort());
  });

  it('lets a service consume only what somebody publishes', () => {
    const facts = new Set<string>([...everyFact, ...everyCaseFact].map(({ type }) => type));

    const unknown = services
      .flatMap((name) => flow[name].consumes.map(({ type }) => type))
      .filter((t) => !facts.has(t));

    expect(unknown).toEqual([]);
  });
});

/** Checked by `tsc`, not by running: each line marked so must fail to compile, or the mark itself is an error. */
export function whatDoesNotCompile() {
  const publish = <Service extends ServiceName>(..._: [Service, PublishedBy<Service>]) => undefined;
  const consume = <Service extends ServiceName>(..._: [Service, ConsumedBy<Service>]) => undefined;
  const ticket = null as unknown as typeof TicketRegistered;
  const work = null as unknown as typeof WorkDispatched;
  const armed = null as unknown as typeof DeadlineArmed;
  const missed = null as unknown as typeof DeadlineMissed;

  publish('intake', ticket);
  publish('routing', work);
  publish('sla-monitor', armed);
  // @ts-expect-error routing registers no tickets
  publish('routing', ticket);
  // @ts-expect-error intake dispatches no work
  publish('intake', work);
  // @ts-expect-error notification arms no clocks
  publish('notification', armed);
  // @ts-expect-error reporting publishes nothing
  publish('reporting', ticket);
  // @ts-expect-error there is no such service
  publish('billing', ticket);

  consume('routing', missed);
  // @ts-expect-error routing does not hear of armed clocks
  consume('routing', armed);
}
