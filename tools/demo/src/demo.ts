import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { topics } from '@cc/contracts';
import { startPlatform, type Platform } from '@cc/platform';
import { loadOrganisations } from '@cc/procedures';
import { Branches } from './branch.js';
import { CallbackAgents } from './callbacks.js';
import { counted, Narrator } from './narrator.js';
import { Parties } from './parties.js';
import { divisionTable } from './province-table.js';
import { Receipts } from './receipts.js';
import { demoSubmissions } from './submissions.js';

const PATIENCE_MS = 120_000;
const TEXT = { accept: 'text/plain' };

/** Runs the main job once, from the push of a call centre to the province table, and tells it as it goes. */
export async function demo(root: string): Promise<void> {
  const narrator = new Narrator();
  const dir = join(root, '.run', 'demo');
  rmSync(dir, { recursive: true, force: true });

  narrator.chapter('启动平台', 'The platform starts');
  const platform = await startPlatform({ dir, log: (line) => narrator.tell(line) });
  try {
    await play(platform, narrator, dir);
  } finally {
    narrator.tell('停止平台 · stopping');
    await platform.stop();
  }
  narrator.tell('done. make up keeps it running; docs/integrate.md says what to send. Logs: .run/demo/logs');
}

async function play(platform: Platform, narrator: Narrator, dir: string): Promise<void> {
  const receipts = new Receipts();
  await playParties(platform, narrator, receipts);

  narrator.chapter('一件投诉的全程', 'The story of one complaint');
  narrator.show(await platform.ask('reporting', `/complaints/${receipts.urged}/story?lang=zh`, TEXT));
  narrator.show(await platform.ask('reporting', `/complaints/${receipts.urged}/story?lang=en`, TEXT));

  narrator.chapter('客户收到的短信（只留存，不发送）', 'What the customer was told by SMS (captured, not sent)');
  narrator.show(messagesAbout(receipts.urged, join(dir, 'captured-messages.jsonl')));

  narrator.chapter('分省统计', 'The province table');
  narrator.show(divisionTable(JSON.parse(await platform.ask('reporting', '/reports/provinces')) as never));

  narrator.chapter('核对', 'The figures are recounted from the facts');
  await verify(platform, narrator);
}

/** Call centres push, branches work, agents call back, until every ticket is archived. */
async function playParties(platform: Platform, narrator: Narrator, receipts: Receipts): Promise<void> {
  const organisation = loadOrganisations().of('telecom-group');
  const submissions = demoSubmissions('demo', new Date());
  const parties = new Parties(platform.brokers);
  await parties.connect();
  const branches = new Branches(
    parties,
    (line) => narrator.tell(line),
    () => new Date(),
  );
  try {
    await parties.read(
      [
        ...new Set(submissions.map(({ source }) => topics.receipts(source))),
        ...organisation.divisions.map(({ id }) => topics.work(id)),
      ],
      async (record) =>
        record.topic.startsWith('complaints.receipts.') ? receipts.onRecord(record) : branches.onRecord(record),
    );

    narrator.chapter('推送与回执', 'Call centres push through Kafka, and every push has its receipt');
    narrator.tell(`推送 ${submissions.length} 份提交 · pushing ${submissions.length} submissions of every kind`);
    for (const submission of submissions) await parties.push(submission);
    await until('every submission has its receipt', () => receipts.count >= submissions.length);
    narrator.tell(`${receipts.inWords()}\n`);
    narrator.show(receipts.asTable(submissions));

    narrator.chapter('处理与回访', 'Branches work on their orders, agents call the customers back');
    await callBackUntilAllIsClosed(platform, narrator);
    narrator.tell(`分公司 · the branches: ${counted(branches.deeds)}`);
  } finally {
    await parties.close();
  }
}

/** One customer is not satisfied at first, one is not reached at first; everybody else is content. */
async function callBackUntilAllIsClosed(platform: Platform, narrator: Narrator): Promise<void> {
  const agents = new CallbackAgents(platform);
  const grumbler: { complaintId?: string } = {};
  const absent: { complaintId?: string } = {};
  let told = -1;
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
    if (closed !== told) {
      narrator.tell(`${registered} 张工单已归档 ${closed} 张 · ${closed} of ${registered} tickets are archived`);
    }
    told = closed;
    return registered > 0 && registered === closed;
  });
  const { satisfied, unsatisfied, notReached } = agents.made;
  narrator.tell(
    `回访：满意 ${satisfied}，不满意 ${unsatisfied}（重新处理），未接通 ${notReached}（再次回访） · ` +
      `callbacks: ${satisfied} satisfied, ${unsatisfied} not satisfied (reopened), ${notReached} not reached (called again)`,
  );
}

function messagesAbout(complaintId: string, file: string): string {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { complaintId: string; channel: string; recipient: string; text: string })
    .filter((message) => message.complaintId === complaintId && message.channel === 'sms')
    .map(({ recipient, text }) => `${recipient}  ${text}`)
    .join('\n');
}

async function verify(platform: Platform, narrator: Narrator): Promise<void> {
  const { facts, differences } = JSON.parse(
    await platform.ask('reporting', '/operator/reports/verify', { body: {} }),
  ) as { facts: number; differences: unknown[] };
  narrator.tell(
    `按 ${facts} 条事实重算，差异 ${differences.length} 处 · recounted from ${facts} facts: ${differences.length} differences`,
  );
  if (differences.length > 0) throw new Error(JSON.stringify(differences, null, 2));
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
