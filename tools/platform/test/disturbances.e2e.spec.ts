import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deriveId, FACTS, type ServiceName } from '@cc/contracts';
import { cloneDatabase, dropDatabase, schemaOf } from '@cc/stack';
import pg from 'pg';
import { startPlatform, type Platform } from '../src/index.js';
import { ACCEPT, aCall, anAction, REPLY } from './calls.js';
import { hub as runHub } from './hub.js';
import { eventually, Outside, type Seen } from './outside.js';

const DIVISION = '43';
const SOURCE = `cc-${DIVISION}`;
const RECEIPTS = `complaints.receipts.${SOURCE}`;
const WORK = `complaints.work.${DIVISION}`;

let platform: Platform;
let outside: Outside;
const given = { KAFKA_BROKERS: process.env['KAFKA_BROKERS'], DATABASE_URL: process.env['DATABASE_URL'] };

// Servers of its own: a database is set back here, which no other test's topics and tables must see.
beforeAll(async () => {
  for (const name of Object.keys(given)) delete process.env[name];
  const dir = mkdtempSync(join(tmpdir(), 'disturbances-'));
  platform = await startPlatform({ dir, databases: 'one each' });
  outside = await new Outside(platform.entrance.clientOf()).connect();
  await outside.read(WORK, playBranch);
}, 120_000);
afterAll(async () => {
  await outside?.close();
  await platform?.stop();
  Object.assign(process.env, given);
}, 60_000);

/** A unit that accepts every work order and answers it. */
async function playBranch({ type, key, body }: Seen): Promise<void> {
  if (type !== 'work.order.v1') return;
  const step = (name: string) => `${name} ${key} ${String(body['dispatchNo'])}`.replaceAll(' ', '/');
  await outside.act(DIVISION, anAction(step('accept'), key, ACCEPT));
  await outside.act(DIVISION, anAction(step('reply'), key, REPLY));
}

const hub = (...words: string[]) => runHub(['--connection', platform.connectionFile, ...words]);

/** Submits calls and answers the ids of their complaints, when every one has its ticket. */
async function complaints(...sourceIds: string[]): Promise<string[]> {
  for (const sourceId of sourceIds) await outside.submit(aCall(SOURCE, sourceId));
  const receipts = await receiptsOf(sourceIds);
  return receipts.map(({ body }) => (body['items'] as [{ complaintId: string }])[0].complaintId);
}

const receiptsOf = (sourceIds: readonly string[]) =>
  Promise.all(sourceIds.map((sourceId) => outside.next(RECEIPTS, ({ key }) => key === sourceId)));

const answered = (complaintIds: readonly string[]) =>
  Promise.all(
    complaintIds.map((id) => outside.next(FACTS, ({ key, type }) => key === id && type === 'ticket.answered.v1')),
  );

/** Each event once, however often the log holds it: a reader drops an id that it has seen. */
function once(seen: readonly Seen[]): Seen[] {
  return [...new Map(seen.map((each) => [each.id, each])).values()];
}

const typesOf = (topic: string, complaintId: string, ...types: string[]) =>
  once(outside.seen(topic))
    .filter(({ key, type }) => key === complaintId && types.includes(type))
    .map(({ type }) => type);

/** Nothing lost, nothing doubled: everything that was published is archived and counted, and every item has one outcome. */
async function allIsWell(): Promise<void> {
  await eventually(async () => {
    const reconciled = JSON.parse(await platform.ask('reporting', '/reports/reconciliation')) as Record<
      string,
      unknown
    >;
    expect(reconciled).toMatchObject({ undispatched: 0 });
  });
  const verified = JSON.parse((await hub('reports', 'verify', '--json')).stdout) as object;
  expect(verified).toMatchObject({ differences: [], gaps: [] });
  const submissions = JSON.parse(await platform.ask('intake', '/operator/reconciliation')) as object;
  expect(submissions).toMatchObject({ missing: 0, doubled: 0 });
}

async function inDatabaseOf(service: ServiceName, sql: string): Promise<void> {
  const url = new URL(platform.postgres.adminUrl);
  url.pathname = `/complaints_${schemaOf(service)}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

describe('an event that its service cannot handle', () => {
  const poisoned = deriveId('complaint', SOURCE, 'poisoned', 0);
  let sound: string;
  const parkedOf = async (complaintId: string) => {
    const { stdout } = await hub('dead-letters', 'list', 'sla-monitor', '--json');
    const letters = JSON.parse(stdout) as { id: string; key: string; type: string; reason: string }[];
    return letters.filter(({ key }) => key === complaintId);
  };
  const clocksOf = async (complaintId: string) => {
    const answer = await platform.ask('sla-monitor', `/complaints/${complaintId}/clocks`);
    const { clocks } = JSON.parse(answer) as { clocks: { name: { en: string }; state: string }[] };
    return Object.fromEntries(clocks.map(({ name, state }) => [name.en, state]));
  };

  beforeAll(async () => {
    // The first table it writes to refuses one complaint: a defect that only some data meets.
    await inDatabaseOf(
      'sla-monitor',
      `create function sla_monitor.refuse() returns trigger language plpgsql as $$
         begin if new.complaint_id = '${poisoned}' then raise exception 'a defect'; end if; return new; end $$;
       create trigger refuse before insert on sla_monitor.tickets for each row execute function sla_monitor.refuse()`,
    );
  });

  it('is parked, and what comes later of its complaint waits behind it; other complaints go on', async () => {
    [, sound] = (await complaints('poisoned', 'sound')) as [string, string];
    await answered([poisoned, sound]);

    const letters = await eventually(async () => {
      const parked = await parkedOf(poisoned);
      expect(parked.map(({ type }) => type)).toContain('ticket.answered.v1');
      return parked;
    });

    const [first, ...waiting] = letters;
    expect(first).toMatchObject({ type: 'ticket.registered.v1', reason: expect.stringContaining('a defect') });
    expect(waiting.map(({ reason }) => reason)).toEqual(waiting.map(() => `waits behind ${first!.id}`));
    await eventually(async () => expect(Object.values(await clocksOf(sound))).toContain('met'));
  }, 90_000);

  it('stays parked when it fails again, and says so', async () => {
    const before = await parkedOf(poisoned);

    const { code, stderr } = await hub('dead-letters', 'replay', 'sla-monitor', before[0]!.id);

    expect(code).toBe(1);
    expect(stderr).toMatch(/failed again: .*a defect/);
    expect((await parkedOf(poisoned)).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  }, 60_000);

  it('is handled by a replay once its cause is mended, and then what waited behind it, in order', async () => {
    await inDatabaseOf('sla-monitor', 'drop trigger refuse on sla_monitor.tickets');
    const parked = await parkedOf(poisoned);

    const { code, stdout } = await hub('dead-letters', 'replay', 'sla-monitor', parked[0]!.id);

    expect(code).toBe(0);
    expect(stdout).toBe(`${parked.length} replayed\n`);
    expect(await parkedOf(poisoned)).toEqual([]);
    expect(await clocksOf(poisoned)).toEqual(await clocksOf(sound));
    await allIsWell();
  }, 60_000);
});

describe('a publisher whose database was set back to an older copy', () => {
  const COPY = 'copy_of_routing';
  const ROUTING = 'complaints_routing';
  let before: string[];
  let after: string[];

  beforeAll(async () => {
    before = await complaints('before-1', 'before-2');
    await answered(before);
    await platform.processes.routing.stop();
    await cloneDatabase(platform.postgres.adminUrl, ROUTING, COPY, ['routing']);
    await platform.restart('routing');
    after = await complaints('after-1', 'after-2', 'after-3');
    await answered(after);
    await platform.processes.routing.stop();
    await dropDatabase(platform.postgres.adminUrl, ROUTING);
    await cloneDatabase(platform.postgres.adminUrl, COPY, ROUTING, ['routing']);
    await platform.restart('routing', 'live');
  }, 150_000);

  it('refuses to publish, is not ready, and says what to do', async () => {
    const ready = await eventually(async () => {
      const response = await fetch(`${platform.urls.routing}/health/ready`);
      const { checks } = (await response.json()) as { checks: Record<string, string> };
      expect(checks['relay']).not.toBe('ok');
      return { status: response.status, checks };
    });
    const status = await hub('messaging', 'status', 'routing');

    expect(ready).toMatchObject({ status: 503, checks: { relay: expect.stringContaining('hub messaging repair') } });
    expect(status).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^routing refuses to publish: .*older.*hub messaging repair routing/),
    });
  }, 60_000);

  it('is mended by the repair: nothing is lost and nothing doubled, and new work goes on', async () => {
    const meanwhile = aCall(SOURCE, 'meanwhile');
    await outside.submit(meanwhile);
    const [receipt] = await receiptsOf(['meanwhile']);
    const { complaintId } = (receipt!.body['items'] as [{ complaintId: string }])[0];

    const { code, stdout } = await hub('messaging', 'repair', 'routing');

    expect(code).toBe(0);
    expect(stdout).toMatch(/^\d+ partitions repaired; the service publishes again\n/);
    const next = await complaints('next');
    await answered([complaintId, ...next]);
    for (const id of [...before, ...after, complaintId, ...next]) {
      expect(typesOf(FACTS, id, 'work.dispatched.v1', 'work.accepted.v1', 'ticket.answered.v1')).toEqual([
        'work.dispatched.v1',
        'work.accepted.v1',
        'ticket.answered.v1',
      ]);
      expect(typesOf(WORK, id, 'work.order.v1')).toEqual(['work.order.v1']);
    }
    expect((await fetch(`${platform.urls.routing}/health/ready`)).status).toBe(200);
    await allIsWell();
  }, 120_000);
});
