import { setTimeout as pause } from 'node:timers/promises';
import { topics as topicNames } from '@cc/contracts';
import { randomFor } from '@cc/generator';
import { services, startPlatform, type Platform, type PlatformOptions } from '@cc/platform';
import { loadOrganisations } from '@cc/procedures';
import { lastLine, type Finding } from './finding.js';
import { orderOfKills, processesOf, type Kill } from './kills/order-of-kills.js';
import { strike, type Struck } from './kills/strike.js';
import { Supervisor } from './kills/supervisor.js';
import { Branches } from './load/branches.js';
import { CallbackAgents, Refused } from './load/callback-agents.js';
import { Sender } from './load/sender.js';
import { Submissions } from './load/submissions.js';
import { Database } from './observe/database.js';
import { gather } from './observe/evidence.js';
import { leftToRecord } from './observe/left-to-record.js';
import { topicsOf } from './observe/log.js';
import { endsNow, progressOf, type Ends, type Progress } from './observe/progress.js';
import { untilAtRest } from './observe/rest.js';
import { Tail } from './observe/tail.js';
import type { Counts } from './reconcile/counts.js';
import { reconcile, type Reconciled } from './reconcile/reconcile.js';

export interface DrillOptions {
  /** Data and logs go below it. */
  dir: string;
  seed: number;
  kills: number;
  /** Submissions a second. */
  rate: number;
  tell: (line: string) => void;
  /** How long a killed process may take until everybody has caught up, and how long all may take to come to rest. */
  patienceMs: number;
  /** What a test starts services with, to break them on purpose. */
  serviceOptions?: PlatformOptions['serviceOptions'];
  /** Other kills than those of the seed. */
  order?: readonly Kill[];
  /** What a test does once all is reconciled: it may change what is kept, and look again. */
  afterwards?: (rest: { database: Database; reconcileAgain: () => Promise<Finding[]> }) => Promise<void>;
}

export interface DrillResult {
  line: string;
  kills: number;
  /** What was killed, in this order, and whether it was met where it was aimed at. */
  struck: Pick<Struck, 'what' | 'met'>[];
  /** What there was to compare. */
  counts: Counts;
  findings: Finding[];
}

const ORGANISATION = 'telecom-group';
const CALL_EVERY_MS = 1000;
const WARM_UP_MS = 3000;
/** Work that never ends is told by what does not fit together. */
const LOOKS = 3;

/** Runs the platform under load, kills it piece by piece, and compares what is left with what was asked of it. */
export async function drill(options: DrillOptions): Promise<DrillResult> {
  const { dir, seed, tell, serviceOptions } = options;
  const platform = await startPlatform({
    dir,
    durable: true,
    // Servers of others are not ours to kill.
    ownServers: true,
    log: tell,
    ...(serviceOptions ? { serviceOptions } : {}),
  });
  try {
    return await run(platform, options);
  } finally {
    await platform.stop();
  }

  async function run(running: Platform, { kills, rate }: DrillOptions): Promise<DrillResult> {
    const organisation = loadOrganisations().of(ORGANISATION);
    const sender = new Sender(running.brokers);
    const submissions = new Submissions(sender, seed, organisation);
    const branches = new Branches(sender, { seed, organisation });
    const agents = new CallbackAgents((path, body) => asCallbackAgent(running, path, body), seed);
    const database = new Database(running);
    const supervisor = new Supervisor(running, (line) => tell(`  ${line}`));
    const tail = new Tail(running.brokers, ({ topic, type }, unit, value) => {
      if (!topic.startsWith(topicNames.work(''))) return;
      branches.onRecord({
        division: topic.slice(topicNames.work('').length),
        unit,
        type,
        body: JSON.parse(String(value)) as Record<string, unknown>,
      });
    });
    const topics = await topicsOf(running.brokers);
    try {
      await tail.start(topics.filter(isWrittenByUs));
      supervisor.start();
      agents.start(CALL_EVERY_MS);
      tell(`load: ${rate} submissions a second (seed ${seed}); branches, auditors and callback agents at work`);
      submissions.start(rate);
      const { killed, struck } = await Promise.race([
        killAll(options.order ?? orderOfKills(seed, kills)),
        sender.failed,
        supervisor.failed,
      ]);
      submissions.stop();

      tell(`${submissions.pushed.size} submissions pushed; waiting until all is at rest`);
      const parties = {
        leftToDo: () => [
          ...leftToRecord(sender.unacknowledged, agents.unacknowledged),
          ...(branches.idle ? [] : ['branches about to act']),
          ...(agents.failure === null ? [] : [`callback agents who cannot work: ${agents.failure.message}`]),
        ],
        acknowledgedEnds: sender.acknowledgedEnds,
      };
      const rest = () =>
        Promise.race([
          untilAtRest({ platform: running, database, tail, parties }, { patienceMs: options.patienceMs, tell }),
          sender.failed,
          supervisor.failed,
        ]);
      const left = await rest();
      await agents.stop();
      const headsNow = async () => positionsIn(await progressOf(database, new Map()));
      /** What a kill left for later may come meanwhile: then logs and tables were not of one instant. */
      const look = async (again = LOOKS): Promise<Reconciled> => {
        const before = await headsNow();
        const evidence = await gather(running, topics, { submissions, branches, agents }, { database, tail });
        if (again === 1 || before === (await headsNow())) return reconcile(evidence);
        tell('something was published while it was looked at: looking again');
        await rest();
        return look(again - 1);
      };
      const { findings, counts } = await look();
      tell(
        `reconciled ${counts.submissions} submissions, ${counts.actions} actions, ${counts.calls} calls ` +
          `and ${counts.facts} facts by id, ${counts.clocks} clocks, ${counts.messages} messages and ${counts.callbacks} ` +
          `callbacks; ${counts.closed} tickets closed; ${counts.copies} copies in the log`,
      );
      await options.afterwards?.({ database, reconcileAgain: async () => (await look()).findings });
      const all = [...left.map(notAtRest), ...findings];
      return { line: lastLine(killed, all), kills: killed, struck, counts, findings: all };
    } finally {
      submissions.stop();
      branches.close();
      await Promise.all([supervisor.stop(), agents.stop()]);
      await Promise.all([sender.close(), tail.close()]);
    }

    async function killAll(order: readonly Kill[]): Promise<Pick<DrillResult, 'struck'> & { killed: number }> {
      const total = order.reduce((sum, kill) => sum + processesOf(kill), 0);
      let killed = 0;
      const struck: DrillResult['struck'] = [];
      await pause(WARM_UP_MS);
      for (const [nth, kill] of order.entries()) {
        await pause(kill.afterMs);
        const field = { platform: running, database, tail, supervisor, random: randomFor(seed, 'aim', nth) };
        const { what, met, at } = await strike(kill, field);
        struck.push({ what, met });
        killed += processesOf(kill);
        const ends = await endsNow(running, sender.acknowledgedEnds);
        await untilReady(options.patienceMs);
        const ready = performance.now() - at;
        const backlog = await backlogOf(ends);
        await untilCaughtUp(ends, options.patienceMs);
        const caughtUp = performance.now() - at;
        tell(
          `kill ${killed}/${total}  ${what.padEnd(44)} ready after ${seconds(ready)} s with ${backlog} records behind, ` +
            `caught up after ${seconds(caughtUp)} s`,
        );
      }
      return { killed, struck };
    }

    async function untilReady(patienceMs: number): Promise<void> {
      const giveUpAt = Date.now() + patienceMs;
      for (;;) {
        const answers = await Promise.all(services.map((service) => isReady(running.urls[service])));
        const missing = services.filter((_, at) => !answers[at]);
        if (missing.length === 0) return;
        if (Date.now() > giveUpAt)
          throw new Error(`${missing.join(', ')} not ready again within ${patienceMs / 1000} s`);
        await pause(100);
      }
    }

    async function backlogOf(ends: Ends): Promise<number> {
      const { unread, unsent } = await progressOf(database, ends);
      return (
        unread.reduce((sum, { records }) => sum + records, 0) + unsent.reduce((sum, { events }) => sum + events, 0)
      );
    }

    /** Everybody has applied what stood in the logs when the killed was back. */
    async function untilCaughtUp(ends: Ends, patienceMs: number): Promise<void> {
      const giveUpAt = Date.now() + patienceMs;
      for (;;) {
        const { unread } = await progressOf(database, ends);
        if (unread.length === 0) return;
        if (Date.now() > giveUpAt) {
          const behind = unread.map(({ service, topic, records }) => `${service} by ${records} of ${topic}`);
          throw new Error(`behind after ${patienceMs / 1000} s: ${behind.join(', ')}`);
        }
        await pause(100);
      }
    }
  }
}

const isWrittenByUs = (topic: string) =>
  !topic.startsWith(topicNames.submissions('')) && !topic.startsWith(topicNames.workActions(''));

const positionsIn = ({ heads }: Progress) =>
  heads
    .map(({ service, topic, partition, position }) => `${service} ${topic}/${partition} ${position}`)
    .sort()
    .join('\n');

const seconds = (ms: number) => (ms / 1000).toFixed(1);

const notAtRest = (what: string): Finding => ({
  fault: 'unanswered',
  id: 'the platform as a whole',
  expected: 'at rest',
  seen: what,
});

/** Notification answers 404 and 409 after it has looked whether it holds this very attempt: then it does not. */
async function asCallbackAgent(platform: Platform, path: string, body?: unknown): Promise<unknown> {
  try {
    return JSON.parse(await platform.ask('notification', path, { body, as: 'CALLBACK_TOKEN' }));
  } catch (error) {
    if (/ answered (404|409): /.test(String(error))) throw new Refused(String(error), { cause: error });
    throw error;
  }
}

async function isReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2000) });
    await response.body?.cancel();
    return response.status === 200;
  } catch {
    return false; // Not yet: whoever asks has the deadline.
  }
}
