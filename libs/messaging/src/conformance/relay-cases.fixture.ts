import type { RelaySeams } from '../relay/relay.js';
import { stamp, type Stamp } from '../relay/stamp.js';
import { mustNotBeOlder } from '../relay/take-over.js';
import type { Case } from './conformance.fixture.js';
import { Gate } from './gate.fixture.js';
import { SOUND } from './verdict.fixture.js';

type Point = Parameters<RelaySeams['reached']>[0];

/** Stops the relay at a point behind its first send. */
const stoppedAt = (point: Point, gate: Gate): Partial<RelaySeams> => ({
  reached: (now) => (now === point ? gate.pass() : Promise.resolve()),
});

/** Stops the relay behind its first stamp that has something to send. */
function stoppedAfterStamp(gate: Gate): Partial<RelaySeams> {
  const stopping: Stamp = async (db, heads) => {
    const result = await stamp(db, heads);
    if (result.moved.some(({ inFlight }) => inFlight.length > 0)) await gate.pass();
    return result;
  };
  return { stamp: stopping, idleLimitMs: 3000 };
}

/** Stops the relay behind the stamp that deletes its first batch. */
function stoppedAfterDelete(gate: Gate): Partial<RelaySeams> {
  const stopping: Stamp = async (db, heads) => {
    const deletes = heads.some((head) => head.acknowledged);
    const result = await stamp(db, heads);
    if (deletes) await gate.pass();
    return result;
  };
  return { stamp: stopping };
}

/** Where the batch was in the log already, the successor must have sent it a second time. */
const killed = (where: string, sentTwice: boolean, stopped: (gate: Gate) => Partial<RelaySeams>): Case => [
  `a relay killed ${where} loses and doubles nothing`,
  async (site) => {
    const gate = new Gate();
    const doomed = await site.start('intake', { seams: { relay: stopped(gate) } });
    await site.start('routing');
    await site.publish(doomed, { streams: 10, each: 10 });
    await gate.reached;
    await site.publish(doomed, { streams: 10, each: 5 });

    site.kill(doomed);
    const successor = await site.start('intake');
    await site.publish(successor, { streams: 10, each: 5 });

    await site.quiet('routing');
    const copies = (await site.sentBy('intake')) - 200;
    expect(copies > 0).toBe(sentTwice);
    expect(await site.judge('routing')).toEqual({ applied: 200, ...SOUND });
  },
];

export const relayCases: Case[] = [
  killed('between stamp and send', false, stoppedAfterStamp),
  killed('between send and acknowledgement', true, (gate) => stoppedAt('sent', gate)),
  killed('between acknowledgement and delete', true, (gate) => stoppedAt('acknowledged', gate)),
  killed('after the delete', false, stoppedAfterDelete),
  [
    'a transaction of more events than one batch takes is sent in several, also when its relay is killed between them',
    async (site) => {
      const gate = new Gate();
      let sends = 0;
      const reached = (point: Point) => (point === 'sent' && ++sends === 2 ? gate.pass() : Promise.resolve());
      const doomed = await site.start('intake', { relay: false, seams: { relay: { reached } } });
      await site.start('routing');
      await site.publish(doomed, { streams: 1, each: 1200 });
      const chunks = await site.query('intake', `select from outbox`);
      doomed.messaging.relay.start();
      await gate.reached;
      const between = await site.unsent('intake');

      site.kill(doomed);
      await site.start('intake');

      await site.quiet('routing');
      expect(chunks.length).toBeGreaterThan(2);
      expect(between).toBeGreaterThanOrEqual(700);
      expect(between).toBeLessThan(1200);
      expect(await site.sentBy('intake')).toBeGreaterThan(1200);
      expect(await site.judge('routing')).toEqual({ applied: 1200, ...SOUND });
    },
  ],
  [
    'two relays that both send one partition lose and double nothing',
    async (site) => {
      const gate = new Gate();
      const one = await site.start('intake', { seams: { relay: { ...stoppedAfterStamp(gate), exclusive: false } } });
      await site.start('routing');
      await site.publish(one, { streams: 10, each: 10 });
      await gate.reached;

      // The other finds the stamped batch unsent and sends it; then the first sends it again and both go on.
      const other = await site.start('intake', { seams: { relay: { exclusive: false } } });
      await site.until(async () => (await site.judge('routing')).applied === 100);
      gate.release();
      await site.until(async () => (await site.sentBy('intake')) > 100);
      await Promise.all([
        site.publish(one, { streams: 25, each: 5 }),
        site.publish(other, { streams: 25, each: 5, from: 25 }),
      ]);

      await site.quiet('routing');
      expect(await site.judge('routing')).toEqual({ applied: 350, ...SOUND });
    },
  ],
  [
    'a relay that another overtakes while it compares its heads with the topic compares again and refuses nothing',
    async (site) => {
      const gate = new Gate();
      const other = await site.start('intake', { seams: { relay: { exclusive: false } } });
      await site.start('routing');
      await site.publish(other, { streams: 10, each: 10 });
      await site.quiet('routing');

      const comparing: RelaySeams['mustNotBeOlder'] = (...heads) => gate.pass().then(() => mustNotBeOlder(...heads));
      const relay = { exclusive: false, mustNotBeOlder: comparing };
      const overtaken = await site.start('intake', { seams: { relay } });
      await gate.reached;
      await site.publish(other, { streams: 10, each: 10 });
      await site.quiet('routing');
      gate.release();
      await site.stop(other);
      await site.publish(overtaken, { streams: 10, each: 10 });

      await site.quiet('routing');
      expect(await site.judge('routing')).toEqual({ applied: 300, ...SOUND });
      expect(overtaken.log.filter((line) => line.includes('is older than'))).toEqual([]);
    },
  ],
  [
    'a stopped relay that comes back after another took over does no harm',
    async (site) => {
      const gate = new Gate();
      const stale = await site.start('intake', { seams: { relay: stoppedAfterStamp(gate) } });
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
