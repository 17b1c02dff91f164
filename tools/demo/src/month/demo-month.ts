import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { flow, RequestAnswered, SubmissionReceipt, type ServiceName } from '@cc/contracts';
import { Ledger, type SeenReceipt } from '@cc/generator';
import { counted } from '@cc/hub';
import { loadOrganisations } from '@cc/procedures';
import { DateTime } from 'luxon';
import { Names } from '../names.js';
import { Narrator } from '../narrator.js';
import { inBothLanguages, reportTable } from '../report-table.js';
import { bouncedInWords } from './bounced-in-words.js';
import { casesTable, type Cases } from './cases-table.js';
import { Highlights } from './highlights.js';
import { Kinds } from './kinds.js';
import { startMonthPlatform, type MonthPlatform } from './month-platform.js';
import type { MonthOptions } from './options.js';
import { parkedOtherwise, type Parked } from './parked.js';
import { playMonth, type Follower } from './play-month.js';
import { Protagonist } from './protagonist.js';
import { Tally } from './tally.js';

/** The same month for everybody: Golden Week, and the Saturday that is worked for it. */
const MONTH = '2026-10-01';
const ORGANISATION = 'telecom-group';

/** What a test may change, to see that it is noticed. */
export interface MonthSeams {
  /** Which receipts the call centres get to see. */
  receipts?: (receipt: SeenReceipt) => boolean;
  /** Who else follows. */
  follower?: Follower;
  /** How many days are played; all by default. */
  days?: number;
  ownKafka?: boolean;
}

/** What the month came to. */
export interface MonthResult {
  line: string;
  differences: number;
  isRight: boolean;
}

/** Plays a month of complaints on real Kafka and PostgreSQL, and tells it as it goes. */
export async function demoMonth(root: string, options: MonthOptions, seams: MonthSeams = {}): Promise<MonthResult> {
  const narrator = new Narrator();
  const dir = join(root, '.run', 'demo');
  rmSync(dir, { recursive: true, force: true });
  const organisation = loadOrganisations().of(ORGANISATION);
  const from = DateTime.fromISO(MONTH, { zone: organisation.timeZone });

  narrator.chapter('启动平台', 'The platform starts');
  narrator.tell(
    '启动 Kafka、PostgreSQL 和五个服务（同一时钟） · starting Kafka, PostgreSQL and five services on one clock',
  );
  const platform = await startMonthPlatform({
    ...{ dir, seed: options.seed, at: from.toJSDate(), ownKafka: seams.ownKafka ?? false },
    log: (line) => narrator.tell(line),
  });
  try {
    const { divisions, sources } = organisation;
    narrator.tell(
      `${organisation.name.zh}：${divisions.length} 个部门（31 省、集团、中心、专业公司），${sources.length} 个来源 · ` +
        `${organisation.name.en}: ${divisions.length} divisions (31 provinces, headquarters, centres, professional companies), ` +
        `${sources.length} sources`,
    );
    return await tell(platform, options, seams, narrator, from);
  } finally {
    narrator.tell('停止平台 · stopping');
    await platform.stop();
  }
}

async function tell(
  platform: MonthPlatform,
  { seed, complaints }: MonthOptions,
  seams: MonthSeams,
  narrator: Narrator,
  from: DateTime,
): Promise<MonthResult> {
  const organisation = loadOrganisations().of(ORGANISATION);
  const ends = from.plus({ months: 1 });
  const kinds = new Kinds();
  const protagonist = new Protagonist();
  const books = new Books(seams.receipts ?? (() => true));
  const tally = new Tally(
    (line) => narrator.tell(line),
    (day) => DateTime.fromISO(day, { zone: organisation.timeZone }) < ends || DateTime.fromISO(day).weekday === 7,
  );
  const highlights = new Highlights((line) => tally.note(line), organisation);

  narrator.chapter('一个月', 'A month, day by day');
  narrator.tell(
    `种子 ${seed}，${complaints} 件首次投诉及其后续；所列皆自 Kafka 读出 · seed ${seed}, ${complaints} first contacts and what follows; all counts are read from Kafka`,
  );
  const began = performance.now();
  const month = {
    ...{ seed, from: from.toJSDate(), complaints, organisation },
    ...(seams.days !== undefined && { until: from.plus({ days: seams.days }).toJSDate() }),
  };
  const followers: Follower[] = [kinds, protagonist, books, highlights, tally];
  if (seams.follower) followers.push(seams.follower);
  const played = await playMonth(platform, month, followers);
  tally.end(DateTime.fromJSDate(platform.simulation.time.now(), { zone: organisation.timeZone }).toISODate()!);
  const seconds = (performance.now() - began) / 1000;
  narrator.tell(
    `时间停了 ${played.stops} 次，共 ${seconds.toFixed(1)} 秒 · time stood still ${played.stops} times in ${seconds.toFixed(1)} s, ` +
      `${((1000 * seconds) / played.stops).toFixed(0)} ms each`,
  );

  narrator.chapter('各类提交与结果', 'Every kind of submission, and what became of it');
  narrator.show(kinds.asTable());
  narrator.show(`\n不予受理的原因 · refused because of\n${kinds.refusalsAsTable()}`);

  const { rest } = platform;
  const report = (path: string) => inBothLanguages(path, (address) => rest.json('reporting', address, 'headquarters'));
  narrator.chapter('分省统计', 'The province table');
  narrator.show(reportTable(await report('/reports/provinces')));
  narrator.chapter('集团统计（按投诉分类）', 'The group table, by class');
  narrator.show(reportTable(await report('/reports/group?by=class')));

  narrator.chapter('群体投诉', 'Mass complaints');
  const { cases } = await rest.json<Cases>('reporting', '/cases?state=opened,confirmed,withdrawn', 'headquarters');
  narrator.show(casesTable(cases, new Names(organisation)));

  const { complaintId } = protagonist;
  if (complaintId !== null) {
    narrator.chapter('一件投诉的全程', 'The story of one complaint');
    for (const lang of ['zh', 'en']) {
      narrator.show(await rest.text('reporting', `/complaints/${complaintId}/story?lang=${lang}`, 'headquarters'));
    }
    narrator.chapter('客户收到的短信（只留存，不发送）', 'What the customer was told by SMS (captured, not sent)');
    narrator.show(messagesAbout(complaintId, platform.captureFile));
  }

  narrator.chapter('核对', 'Nothing lost, nothing done twice');
  return verify(platform, books, tally.tickets, narrator);
}

/** The generator's own list against what came back. */
class Books implements Follower {
  readonly ledger = new Ledger();

  constructor(private readonly isSeen: (receipt: SeenReceipt) => boolean) {}

  pushed(step: Parameters<Ledger['pushed']>[0]): void {
    this.ledger.pushed(step);
  }

  saw({ type, body }: { type: string; body: Record<string, unknown> }): void {
    if (type === SubmissionReceipt.type) {
      const receipt = body as unknown as SeenReceipt;
      if (this.isSeen(receipt)) this.ledger.received(receipt);
    } else if (type === RequestAnswered.type && body['result'] === 'bounced') this.ledger.bounced();
  }
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

interface Verification {
  facts: number;
  differences: unknown[];
  gaps: unknown[];
  frozenOtherwise: unknown[];
}

async function verify(
  { rest }: MonthPlatform,
  { ledger }: Books,
  tickets: number,
  narrator: Narrator,
): Promise<MonthResult> {
  const letters = await lettersOf(rest);
  const parked = parkedOtherwise(letters);
  for (let kept = parked.length; kept < letters.length; kept++) ledger.deadLetter();
  const { facts, differences, gaps, frozenOtherwise } = await rest.post<Verification>(
    'reporting',
    '/operator/reports/verify',
    'operator',
    {},
  );
  const { missing, doubled, wrong, unanswered, nameless, deadLetters, outcomes, bounced } = ledger.result();
  for (const problem of [...wrong, ...unanswered.map((key) => `${key}: no receipt`)].slice(0, 20))
    narrator.tell(problem);
  narrator.tell(
    `无法回执的报文 ${nameless} 份，死信 ${deadLetters} 封 · ${nameless} records that name nobody, ${deadLetters} dead letters`,
  );
  for (const { service, topic, reason } of parked.slice(0, 20))
    narrator.tell(
      `${service} 搁置了 ${topic} 的报文：${reason} · ${service} has parked a record of ${topic}: ${reason}`,
    );
  if (frozenOtherwise.length > 0)
    narrator.tell(
      `已定稿报表中 ${frozenOtherwise.length} 份重算结果不同 · ${frozenOtherwise.length} frozen reports that a recount does not give`,
    );
  const line = ledger.line();
  console.log(line);
  if (bounced > 0) console.log(bouncedInWords(outcomes.ticket, bounced, tickets));
  console.log(`reports recounted from ${counted(facts, 'fact')}: ${counted(differences.length, 'difference')}`);
  const faults = [wrong, differences, gaps, frozenOtherwise, parked].reduce((sum, { length }) => sum + length, 0);
  const isRight = missing + doubled + faults === 0 && nameless === deadLetters;
  return { line, differences: differences.length, isRight };
}

async function lettersOf(rest: MonthPlatform['rest']) {
  const services = Object.keys(flow) as ServiceName[];
  const letters = services.map(async (service) =>
    (await rest.json<Parked[]>(service, '/operator/dead-letters', 'operator')).map((letter) => ({
      ...letter,
      service,
    })),
  );
  return (await Promise.all(letters)).flat();
}
