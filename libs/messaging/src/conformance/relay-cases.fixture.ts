import type { Case } from './conformance.fixture.js';
import { Gate } from './gate.fixture.js';
import { SOUND, type NodeOptions } from './site.fixture.js';
import { stamp, type Stamp } from '../relay/stamp.js';

type Point = 'stamped' | 'sent' | 'acknowledged';

/** Stops the relay at a point of its first step. */
function stoppedAt(point: Point, gate: Gate): NodeOptions {
  const reached = (now: Point) => (now === point ? gate.pass() : Promise.resolve());
  return { seams: { relay: { reached, idleLimitMs: 3000 } } };
}

/** Stops the relay after the stamp that deletes its first batch. */
function stoppedAfterDelete(gate: Gate): NodeOptions {
  const stopping: Stamp = async (db, heads) => {
    const deletes = heads.some((head) => head.acknowledged);
    const result = await stamp(db, heads);
    if (deletes) await gate.pass();
    return result;
  };
  return { seams: { relay: { stamp: stopping } } };
}

const killed = (where: string, options: (gate: Gate) => NodeOptions): Case => [
  `a relay killed ${where} loses and doubles nothing`,
  async (site) => {
    const gate = new Gate();
    const doomed = await site.start('intake', options(gate));
    await site.start('routing');
    await site.publish(doomed, { streams: 10, each: 10 });
    await gate.reached;
    await site.publish(doomed, { streams: 10, each: 5 });

    doomed.kill();
    const successor = await site.start('intake');
    await site.publish(successor, { streams: 10, each: 5 });

    await site.quiet('routing');
    expect(await site.judge('routing')).toEqual({ applied: 200, ...SOUND });
  },
];

export const relayCases: Case[] = [
  killed('between stamp and send', (gate) => stoppedAt('stamped', gate)),
  killed('between send and acknowledgement', (gate) => stoppedAt('sent', gate)),
  killed('between acknowledgement and delete', (gate) => stoppedAt('acknowledged', gate)),
  killed('after the delete', stoppedAfterDelete),
  [
    'a stopped relay that comes back after another took over does no harm',
    async (site) => {
      const gate = new Gate();
      const stale = await site.start('intake', stoppedAt('stamped', gate));
      await site.start('routing');
      await site.publish(stale, { streams: 10, each: 10 });
      await gate.reached;
      stale.wire.freeze();

      // The server ends the frozen session after its idle limit; only then is the lock free.
      const other = await site.start('intake');
      await site.publish(other, { streams: 10, each: 10 });
      await site.until(async () => (await site.judge('routing')).applied === 200);
      stale.wire.thaw();
      gate.release();
      await site.publish(other, { streams: 10, each: 10 });

      await site.quiet('routing');
      expect(await site.judge('routing')).toEqual({ applied: 300, ...SOUND });
    },
  ],
  [
    'an idle relay leaves an empty outbox and an empty stamp',
    async (site) => {
      const intake = await site.start('intake');
      await site.publish(intake, { streams: 10, each: 10 });

      await intake.messaging.relay.drained();

      const heads = await site.query<{ ids: string[]; position: string }>('intake', `select ids, position from relay`);
      expect(heads.every(({ ids }) => ids.length === 0)).toBe(true);
      expect(heads.reduce((sum, { position }) => sum + Number(position), 0)).toBe(100);
    },
  ],
];
