import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { conclude } from '../src/conclude.js';
import { drill, type DrillOptions } from '../src/drill.js';
import { inWords } from '../src/finding.js';
import type { Kill } from '../src/kills/order-of-kills.js';

const told: string[] = [];

function aDrill(over: Partial<DrillOptions> = {}): DrillOptions {
  const dir = mkdtempSync(join(tmpdir(), 'drill-'));
  return { dir, seed: 1, kills: 4, rate: 3, patienceMs: 60_000, tell: (line) => void told.push(line), ...over };
}

/** Sent, and not known to be: what comes back sends the same batch again. */
const resends = (victim: 'intake' | 'routing'): Kill => ({
  victims: [victim],
  moment: 'sent, not acknowledged',
  afterMs: 500,
  awayMs: 0,
  intoStartMs: 0,
});

afterEach(() => void told.splice(0));

/** Each takes a row away, or puts it there twice, and answers the id of it. */
const TAMPERINGS = {
  'the register lacks a complaint': `delete from intake.complaints where id = $complaint returning id`,
  'routing lacks a ticket': `delete from routing.tickets where complaint_id = $complaint returning complaint_id as id`,
  'sla-monitor lacks a ticket':
    'delete from sla_monitor.tickets where complaint_id = $complaint returning complaint_id as id',
  'reporting lacks a complaint':
    'delete from reporting.complaints where complaint_id = $complaint returning complaint_id as id',
  'nobody knows whom to write to':
    'delete from notification.contacts where complaint_id = $complaint returning complaint_id as id',
  'a clock is away': `delete from sla_monitor.clocks where (complaint_id, clock_id) = (
      select complaint_id, clock_id from sla_monitor.clocks where state <> 'notConfigured' limit 1)
    returning complaint_id as id`,
  'a message is away': `delete from notification.messages where message_id = (
      select message_id from notification.messages limit 1) returning message_id as id`,
  'a message is there twice': `insert into notification.messages
      select (jsonb_populate_record(message, jsonb_build_object('message_id', gen_random_uuid()))).*
        from notification.messages as message limit 1
    returning message_id as id`,
  'a callback is away': `delete from notification.callbacks where callback_id = (
      select callback_id from notification.callbacks limit 1) returning callback_id as id`,
  'a callback is there twice': `insert into notification.callbacks
      select (jsonb_populate_record(callback, jsonb_build_object('callback_id', gen_random_uuid()))).*
        from notification.callbacks as callback where state <> 'open' limit 1
    returning callback_id as id`,
  'a call is away': `delete from notification.callback_attempts where (complaint_id, attempt_id) = (
      select complaint_id, attempt_id from notification.callback_attempts limit 1)
    returning attempt_id as id`,
};
const A_COMPLAINT = '(select complaint_id from routing.tickets limit 1)';

it('leaves nothing lost, doubled, reordered or unanswered when relay, broker and database are killed under load', async () => {
  const seen: { what: string; id: string; found: string }[] = [];

  const { line, findings, counts, struck } = await drill(
    aDrill({
      afterwards: async ({ database, reconcileAgain }) => {
        let before: string[] = [];
        for (const [what, sql] of Object.entries(TAMPERINGS)) {
          const rows = await database.ask<{ id: string }>(sql.replace('$complaint', A_COMPLAINT));
          const after = (await reconcileAgain()).map(inWords);
          seen.push({ what, id: rows[0]!.id, found: after.filter((finding) => !before.includes(finding)).join('\n') });
          before = after;
        }
      },
    }),
  );

  expect(findings.map(inWords)).toEqual([]);
  // The relay was killed between its send and the acknowledgement, and sent again: the log shows it.
  expect(struck[0]).toEqual({ what: 'sla-monitor, sent, not acknowledged', met: true });
  expect(counts.copies).toBeGreaterThan(0);
  expect(Object.entries(counts).filter(([, count]) => count === 0)).toEqual([]);
  expect(line).toBe('drill: kills=4 lost=0 doubled=0 reordered=0 unanswered=0');
  // What is then taken away or doubled by hand is found, by its id.
  expect(seen).toHaveLength(Object.keys(TAMPERINGS).length);
  for (const { what, id, found } of seen) expect(`${what}: ${found}`).toContain(id);
}, 600_000);

it('sees doubles where consumers do not check positions and a relay sends a batch again', async () => {
  const unchecked = join(import.meta.dirname, 'positions-unchecked.mjs');

  const options = aDrill({
    order: [resends('intake'), resends('routing')],
    serviceOptions: () => ({ nodeArgs: ['--import', unchecked] }),
  });

  const { line, findings } = await drill(options);

  expect(told.join('\n')).toMatch(/^kill .*(intake|routing), sent, not acknowledged/m);
  expect(findings.filter(({ fault }) => fault === 'doubled').length).toBeGreaterThan(0);
  expect(line).toMatch(/^drill: kills=2 lost=\d+ doubled=[1-9]\d* /);
  expect(conclude({ line, findings }, { ...options, print: () => undefined })).toBe(1);
}, 600_000);
