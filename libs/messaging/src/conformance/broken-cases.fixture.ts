import type { PositionCheck } from '../consumer/positions.js';
import type { RelaySeams } from '../relay/relay.js';
import { stamp, type Stamp } from '../relay/stamp.js';
import { doublingSends } from './broker-under-test.fixture.js';
import type { Case } from './conformance.fixture.js';
import { Gate } from './gate.fixture.js';
import type { Node } from './node.fixture.js';
import type { Site } from './site.fixture.js';
import { SOUND } from './verdict.fixture.js';

/** Everything is taken for new. */
const unchecked: PositionCheck = ({ records }) => ({ fresh: [...records], duplicates: 0, gaps: [] });

/** Commits each stamp only with the next: a crash undoes it although its events were sent. */
function undurable(): Stamp {
  let open = false;
  return async (db, heads) => {
    if (open) await db.query('commit');
    await db.query('begin');
    open = true;
    return stamp(db, heads);
  };
}

/** Looks what it would stamp, lets that be sent, and stamps afterwards. */
function sendingFirst(): Stamp {
  let foreseen: Parameters<Stamp>[1] | null = null;
  return async (db, heads) => {
    if (foreseen) await stamp(db, foreseen);
    await db.query('begin');
    const result = await stamp(db, heads);
    await db.query('rollback');
    foreseen = heads.map((head) => ({ ...head }));
    return result;
  };
}

const withoutLooking: Partial<RelaySeams> = { mustNotBeOlder: () => Promise.resolve() };

const brokenStamps: [string, () => Stamp][] = [
  ['the stamp is not durable', undurable],
  ['the send comes before the stamp', sendingFirst],
];

/** The suite sees faults: without a part of the protocol the same stories lose and double events. */
export const brokenCases: Case[] = [
  [
    'doubles events when positions are not checked',
    async (site) => {
      const intake = await site.start('intake', { through: doublingSends });
      await site.start('routing', { seams: { check: unchecked } });

      await site.publish(intake, { streams: 10, each: 5 });

      await site.quiet('routing');
      const verdict = await site.judge('routing');
      expect(verdict.applied).toBe(100);
      expect(verdict.doubled.length).toBeGreaterThan(0);
    },
  ],
  [
    'loses and doubles nothing in the same story when the stamp is durable and comes first',
    async (site) => {
      await relayDiesWhileAnotherCommitsLate(site, { stamp }, {});

      await site.quiet('routing');
      expect(await site.judge('routing')).toEqual({ applied: 108, ...SOUND });
    },
  ],
  ...brokenStamps.map(([what, broken]): Case => [
    `refuses to go on after a crash when ${what}`,
    async (site) => {
      const successor = await relayDiesWhileAnotherCommitsLate(site, { stamp: broken() }, {});

      const refusal = await successor.messaging.relay.refused;
      expect(refusal.message).toContain('the database of intake is older than');
    },
  ]),
  ...brokenStamps.map(([what, broken]): Case => [
    `loses and doubles events when ${what} and nobody looks into the topic`,
    async (site) => {
      await relayDiesWhileAnotherCommitsLate(site, { stamp: broken(), ...withoutLooking }, withoutLooking);

      await site.quiet('routing');
      const verdict = await site.judge('routing');
      expect(verdict.lost.length).toBeGreaterThan(0);
      expect(verdict.doubled.length).toBeGreaterThan(0);
    },
  ]),
];

/** A relay is killed after a send, then events with lower ids are committed, then a successor takes over. */
async function relayDiesWhileAnotherCommitsLate(
  site: Site,
  first: Partial<RelaySeams>,
  second: Partial<RelaySeams>,
): Promise<Node> {
  const gate = new Gate();
  let steps = 0;
  const reached = (point: string) => (point === 'sent' && ++steps === 1 ? gate.pass() : Promise.resolve());
  await site.start('routing');
  const commit = await site.publishLate({ streams: 8, from: 100 });
  const doomed = await site.start('intake', { relay: false, seams: { relay: { ...first, reached } } });
  await site.publish(doomed, { streams: 20, each: 5 });
  doomed.messaging.relay.start();
  await gate.reached;
  await site.until(async () => (await site.judge('routing')).applied === 100);

  site.kill(doomed);
  await commit();
  return site.start('intake', { seams: { relay: second } });
}
