import { setTimeout as pause } from 'node:timers/promises';
import { SUBMISSION_TYPE, topics, type SubmissionOnTheWire } from '@cc/contracts';
import { NotAllowed, partitionOf, type Broker, type RecordToSend } from '@cc/messaging';
import type { Language } from '@cc/procedures';
import { NoAnswer } from '../problem.js';
import type { PastRow, ReadRow } from '../read/read-row.js';
import { SeenIds } from '../read/seen-ids.js';
import { InFlight } from './in-flight.js';
import type { Journal, Position } from './journal.js';
import { followReceipts, scanReceipts, type Receipt } from './receipts.js';
import type { Refusals } from './refusals.js';

/** Rows that may wait for their receipts: what a killed import has to send again, and all that memory holds. */
const MOST_IN_FLIGHT = 2000;
const AT_ONCE = 250;
const JOURNAL_EVERY_MS = 500;

export interface Sending {
  broker: Broker;
  source: string;
  /** As which this import reads its receipts. */
  group: string;
  journal: Journal;
  /** How long intake may say nothing while rows wait. */
  patienceMs: number;
  /** Called as rows have their outcome. */
  progress: (rows: number) => void;
  refusals: Refusals;
  /** What the operator should know. */
  say: (line: string) => void;
  language: Language;
}

/** What was sent, in this import and in those that it goes on from. */
export interface Sent {
  /** The ids of all rows but those that were refused here. */
  ids: SeenIds;
  refusedHere: number;
  /** Where their receipts begin. */
  begunAt: { partition: number; offset: bigint }[];
}

/** Sends rows as submissions of their source and waits for the receipt of each; no more are read than wait. */
export async function sendRows(rows: AsyncIterable<ReadRow>, sending: Sending): Promise<Sent> {
  const { broker, source, group, journal, refusals, patienceMs, progress } = sending;
  const partitions = await broker.partitionCount(topics.submissions(source));
  const { position, early } = await whereToGoOn(sending);
  const skip = position.rows;
  await refusals.open({ goesOn: position.last !== null || skip > 0 });
  let heardAt = Date.now();
  let news: () => void = () => undefined;
  /** By their ids, until they have their receipts: intake names fields, and whoever mends the file needs line and column. */
  const waiting = new Map<string, PastRow>();
  const inFlight = new InFlight<Receipt>(position, ({ sourceId, outcome, violations }) => {
    const { line, objectionsTo } = waiting.get(sourceId)!;
    waiting.delete(sourceId);
    if (outcome === 'refused') refusals.add({ line, objections: objectionsTo(violations) });
    heardAt = Date.now();
    news();
  });
  for (const receipt of early) inFlight.answered(receipt);
  // From here on whoever goes on after us knows where the receipts of our rows begin.
  journal.write(inFlight.reached());

  const consumption = await followReceipts(broker, source, group, inFlight.from(), (receipt) =>
    inFlight.answered(receipt),
  );
  const died = consumption.died.then((error): never => {
    if (error instanceof NotAllowed) throw error;
    throw new NoAnswer(
      {
        zh: 'Kafka 不再应答；再次运行同一命令即可接着导入',
        en: 'Kafka does not answer any more; run the same command again to go on',
      },
      [],
      { cause: error },
    );
  });
  died.catch(() => undefined);
  const writing = setInterval(() => {
    const reached = inFlight.reached();
    journal.write(reached);
    progress(reached.rows);
  }, JOURNAL_EVERY_MS);

  /** Until no more than so many wait for their receipts. */
  const until = async (most: number) => {
    heardAt = Date.now();
    while (inFlight.size > most) {
      const woken = new Promise<void>((resolve) => (news = resolve));
      await Promise.race([woken, died, pause(1000, undefined, { ref: false })]);
      if (Date.now() - heardAt > patienceMs) throw silent(inFlight.size, patienceMs);
    }
  };
  const send = async (chunk: readonly SubmissionOnTheWire[]) => {
    const batches = Map.groupBy(chunk, ({ sourceId }) => partitionOf(sourceId, partitions));
    const topic = topics.submissions(source);
    await broker.send(
      [...batches].map(([partition, all]) => ({ topic, partition, records: all.map((one) => toRecord(one)) })),
    );
  };

  const ids = new SeenIds();
  let refusedHere = 0;
  try {
    let chunk: SubmissionOnTheWire[] = [];
    let row = 0;
    for await (const read of rows) {
      const before = ++row <= skip;
      if (read.kind === 'refused') {
        refusedHere++;
        if (before) continue;
        refusals.add(read);
        inFlight.refusedHere();
        continue;
      }
      const { sourceId } = read.submission;
      ids.seenBefore(sourceId);
      if (before) continue;
      waiting.set(sourceId, read);
      if (!inFlight.mustBeSent(sourceId)) continue;
      chunk.push(read.submission);
      if (chunk.length < AT_ONCE) continue;
      await send(chunk);
      chunk = [];
      await until(MOST_IN_FLIGHT - AT_ONCE);
    }
    await send(chunk);
    await until(0);
    return { ids, refusedHere, begunAt: position.begunAt.map(toOffset) };
  } finally {
    clearInterval(writing);
    journal.write(inFlight.reached());
    await consumption.stop();
  }
}

function silent(rows: number, ms: number): NoAnswer {
  const seconds = Math.round(ms / 1000);
  const wait = rows === 1 ? '1 row waits for its receipt' : `${rows} rows wait for their receipts`;
  return new NoAnswer({
    zh: `intake 已 ${seconds} 秒没有答复，${rows} 行在等回执；它在运行吗？之前的行已导入；再次运行同一命令即可接着导入`,
    en:
      `intake has said nothing for ${seconds} s while ${wait}; is it running? ` +
      'The rows before are imported; run the same command again to go on',
  });
}

/** From the journal, where the receipt that it remembers is in the log; else from the first row. */
async function whereToGoOn({
  broker,
  source,
  journal,
  say,
  language,
}: Sending): Promise<{ position: Omit<Position, 'of'>; early: Receipt[] }> {
  const bounds = await broker.bounds(topics.receipts(source));
  const receiptsFrom = bounds.map(({ partition, next }) => ({ partition, offset: String(next) }));
  const fresh = { rows: 0, last: null, receiptsFrom, begunAt: receiptsFrom };
  const before = journal.read();
  if (!before) return { position: fresh, early: [] };
  const { last } = before;
  const stands = (partition: number, offset: bigint) =>
    bounds.some((bound) => bound.partition === partition && bound.first <= offset && offset <= bound.next);
  const from = before.receiptsFrom.map(toOffset);
  const begunAt = before.begunAt.map(toOffset);
  for (const place of from) {
    if (last?.partition === place.partition && BigInt(last.offset) < place.offset) place.offset = BigInt(last.offset);
  }
  const early: Receipt[] | null = [...from, ...begunAt].every(({ partition, offset }) => stands(partition, offset))
    ? []
    : null;
  if (early) await scanReceipts(broker, source, from, (receipt) => early.push(receipt));
  const isLast = (receipt: Receipt) =>
    receipt.partition === last!.partition &&
    String(receipt.offset) === last!.offset &&
    receipt.sourceId === last!.sourceId;
  if (early === null || (last !== null && !early.some(isLast))) {
    say(
      {
        zh: '先前导入的断点记录不属于本平台：从第一行开始',
        en: 'the journal of an earlier import does not belong to this platform: beginning with the first row',
      }[language],
    );
    return { position: fresh, early: [] };
  }
  const { of: _of, ...position } = before;
  const { rows } = position;
  say(
    {
      zh: `从上次中断处接着导入：第 ${rows} 行之后`,
      en: `going on after row ${rows}, where the import before was interrupted`,
    }[language],
  );
  return { position, early };
}

const toOffset = ({ partition, offset }: { partition: number; offset: string }) => ({
  partition,
  offset: BigInt(offset),
});

function toRecord(submission: SubmissionOnTheWire): RecordToSend {
  const { source, sourceId } = submission;
  return {
    key: Buffer.from(sourceId),
    value: Buffer.from(JSON.stringify(submission)),
    headers: {
      ce_id: `import/${source}/${sourceId}`.slice(0, 256),
      ce_type: SUBMISSION_TYPE,
      ce_source: '/hub/import',
      ce_specversion: '1.0',
      'content-type': 'application/json',
    },
  };
}
