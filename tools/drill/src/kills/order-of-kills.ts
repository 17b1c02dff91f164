import type { ServiceName } from '@cc/contracts';
import { randomFor, type Random } from '@cc/generator';

export const SERVERS = ['kafka', 'postgres'] as const;
export type Server = (typeof SERVERS)[number];
export type Victim = ServiceName | Server;

/**
 * When it is killed: at once, whatever it does; after its batch stands in Kafka and before its outbox knows; within a
 * transaction that has written; again while it starts.
 */
export type Moment = 'at once' | 'sent, not acknowledged' | 'in a transaction' | 'at once, and while it starts';

/** One disturbance: who is killed, when, and how long servers stay away. */
export interface Kill {
  victims: readonly Victim[];
  moment: Moment;
  /** Normal work before it. */
  afterMs: number;
  /** How long a killed server stays away; a service is started again at once. */
  awayMs: number;
  /** How far a start has come when it is killed again. */
  intoStartMs: number;
}

/** How many processes it kills. */
export const processesOf = ({ victims, moment }: Kill) =>
  moment === 'at once, and while it starts' ? victims.length + 1 : victims.length;

const PUBLISHERS = ['intake', 'routing', 'sla-monitor', 'notification'] as const;
const SERVICES = [...PUBLISHERS, 'reporting'] as const;
const VICTIMS: readonly Victim[] = [...SERVICES, ...SERVERS];

/**
 * Each in turn, as far as the number goes, then at random. A seed and a number make the same kills always; together they
 * kill that many processes. A few kills cannot take everybody's turn: then broker, database and a relay have theirs first.
 */
export function orderOfKills(seed: number, kills: number): Kill[] {
  const turn = kills < VICTIMS.length ? shortTurn(seed) : VICTIMS.map((victim, nth) => theTurnOf(victim, nth, seed));
  const order: Kill[] = [];
  let left = kills;
  for (let nth = 0; left > 0; nth++) {
    const next = turn[nth] ?? atRandom(nth, left, randomFor(seed, 'kill', nth));
    order.push(next);
    left -= processesOf(next);
  }
  return order;
}

function shortTurn(seed: number): Kill[] {
  const random = randomFor(seed, 'short turn', 0);
  return [
    kill([random.one(PUBLISHERS)], 'sent, not acknowledged', random),
    kill(['kafka'], 'at once', random),
    kill(['postgres'], 'at once', random),
  ];
}

/** Every service once in an aimed moment: those that publish with a batch under way, the last in a transaction. */
function theTurnOf(victim: Victim, nth: number, seed: number): Kill {
  const random = randomFor(seed, 'turn', nth);
  if (victim === 'kafka' || victim === 'postgres') return kill([victim], 'at once', random);
  return kill([victim], victim === 'reporting' ? 'in a transaction' : 'sent, not acknowledged', random);
}

function atRandom(nth: number, left: number, random: Random): Kill {
  // Two at once and starts come in turn, so that a dozen kills hold both.
  const kind = left < 2 ? 'single' : (['pair', 'start', 'single'] as const)[nth % 3]!;
  const victim = random.one(VICTIMS);
  switch (kind) {
    case 'pair': {
      const others = VICTIMS.filter((other) => other !== victim);
      return kill([victim, random.one(others)], 'at once', random);
    }
    case 'start':
      return kill([random.one(SERVICES)], 'at once, and while it starts', random);
    case 'single':
      return kill([victim], momentOf(victim, random), random);
  }
}

function momentOf(victim: Victim, random: Random): Moment {
  if (victim === 'kafka' || victim === 'postgres') return 'at once';
  if (victim === 'reporting') return random.one(['at once', 'in a transaction']);
  return random.one(['at once', 'in a transaction', 'sent, not acknowledged']);
}

const kill = (victims: readonly Victim[], moment: Moment, random: Random): Kill => ({
  victims,
  moment,
  afterMs: random.between(300, 2000),
  awayMs: random.between(0, 1500),
  intoStartMs: random.between(100, 1500),
});
