import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { topics } from '@cc/contracts';
import { startPlatform, type Platform } from '@cc/platform';
import { loadOrganisations } from '@cc/procedures';
import { Branches } from './branch.js';
import { CallbackAgents } from './callbacks.js';
import { Parties, type ReadRecord } from './parties.js';
import { divisionTable } from './province-table.js';
import { demoSubmissions } from './submissions.js';

const PATIENCE_MS = 120_000;
const TEXT = { accept: 'text/plain' };

/** Runs the main job once, from the push of a call centre to the province table, and tells it as it goes. */
export async function demo(root: string): Promise<void> {
  const started = Date.now();
  const tell = (line: string) => console.log(`${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s  ${line}`);
  const dir = join(root, '.run', 'demo');
  rmSync(dir, { recursive: true, force: true });

  const platform = await startPlatform({ dir, log: tell });
  try {
    await play(platform, tell);
  } finally {
    tell('stopping');
    await platform.stop();
  }
}

async function play(platform: Platform, tell: (line: string) => void): Promise<void> {
  const organisation = loadOrganisations().of('telecom-group');
  const submissions = demoSubmissions('demo', new Date());
  const parties = new Parties(platform.brokers);
  await parties.connect();
  const branches = new Branches(parties, tell, () => new Date());
  const receipts = new Receipts(tell);
  try {
    await parties.read(
      [
        ...new Set(submissions.map(({ source }) => topics.receipts(source))),
        ...organisation.divisions.map(({ id }) => topics.work(id)),
      ],
      (record) =>
        record.topic.startsWith('complaints.receipts.') ? receipts.onRecord(record) : branches.onRecord(record),
    );

    tell(`pushing ${submissions.length} submissions of every kind`);
    for (const submission of submissions) await parties.push(submission);
    await until('every submission has its receipt', () => receipts.count >= submissions.length);
    tell(`receipts: ${JSON.stringify(receipts.outcomes)}`);

    await callBackUntilAllIsClosed(platform, tell);
    tell(`branches: ${JSON.stringify(branches.deeds)}`);
  } finally {
    await parties.close();
  }

  console.log(`\n${await platform.ask('reporting', `/complaints/${receipts.urged}/story?lang=zh`, TEXT)}`);
  console.log(`${await platform.ask('reporting', `/complaints/${receipts.urged}/story?lang=en`, TEXT)}`);
  console.log(divisionTable(JSON.parse(await platform.ask('reporting', '/reports/provinces')) as never));
  const verified = JSON.parse(await platform.ask('reporting', '/operator/reports/verify', { body: {} })) as {
    facts: number;
    differences: unknown[];
  };
  console.log(`\nreports recounted from ${verified.facts} facts: ${verified.differences.length} differences`);
  if (verified.differences.length > 0) throw new Error(JSON.stringify(verified.differences, null, 2));
}

/** One customer is not satisfied at first, one is not reached at first; everybody else is content. */
async function callBackUntilAllIsClosed(platform: Platform, tell: (line: string) => void): Promise<void> {
  const agents = new CallbackAgents(platform);
  const grumbler: { complaintId?: string } = {};
  const absent: { complaintId?: string } = {};
  await until('every ticket is archived', async () => {
    await agents.callAll((complaintId, attempt) => {
      grumbler.complaintId ??= complaintId;
      if (complaintId !== grumbler.complaintId) absent.complaintId ??= complaintId;
      if (complaintId === grumbler.complaintId && agents.made.unsatisfied === 0) return 'unsatisfied';
      return complaintId === absent.complaintId && attempt === 1 ? 'notReached' : 'satisfied';
    });
    const { registered, closed } = JSON.parse(await platform.ask('reporting', '/reports/reconciliation')) as {
      registered: number;
      closed: number;
    };
    return registered > 0 && registered === closed;
  });
  tell(`callbacks: ${JSON.stringify(agents.made)}`);
}

/** What the sources are told, as it comes. */
class Receipts {
  count = 0;
  readonly outcomes: Record<string, number> = {};
  /** The complaint that is urged, supplemented and answered: the story worth telling. */
  urged = '';

  constructor(private readonly tell: (line: string) => void) {}

  async onRecord({ key, body }: ReadRecord): Promise<void> {
    this.count++;
    for (const item of body['items'] as ReceiptItem[]) {
      this.outcomes[item.outcome] = (this.outcomes[item.outcome] ?? 0) + 1;
      if (item.outcome === 'urge' && item.complaintId) this.urged = item.complaintId;
      const broken = item.violations[0];
      this.tell(
        `receipt ${key.padEnd(14)} ${item.outcome.padEnd(10)} ${item.number ?? ''}${broken ? `${broken.field} ${broken.rule}: ${broken.detail.en}` : ''}`,
      );
    }
  }
}

interface ReceiptItem {
  outcome: string;
  complaintId: string | null;
  number: string | null;
  violations: { field: string; rule: string; detail: { zh: string; en: string } }[];
}

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (Date.now() > giveUpAt)
      throw new Error(
        `waited ${PATIENCE_MS / 1000} s in vain: ${what}. The logs of the services are in .run/demo/logs`,
      );
    await pause(200);
  }
}
