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

it('leaves nothing lost, doubled, reordered or unanswered when relay, broker and database are killed under load', async () => {
  const { line, findings, counts, struck } = await drill(aDrill());

  expect(findings.map(inWords)).toEqual([]);
  // The relay was killed between its send and the acknowledgement, and sent again: the log shows it.
  expect(struck[0]).toEqual({ what: 'sla-monitor, sent, not acknowledged', met: true });
  expect(counts.copies).toBeGreaterThan(0);
  expect(Object.entries(counts).filter(([, count]) => count === 0)).toEqual([]);
  expect(line).toBe('drill: kills=4 lost=0 doubled=0 reordered=0 unanswered=0');
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
