import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HEADER, topics, type Outcome, type Violation } from '@cc/contracts';
import { InMemoryBroker } from '@cc/messaging';
import { readRows } from '../check-file.js';
import { aFile, aMapping, aRow, asCsv, COLUMNS } from '../export.fixture.js';
import { Journal } from './journal.js';
import { Refusals } from './refusals.js';
import { sendRows } from './send-rows.js';

const SOURCE = 'history';
const NOW = new Date('2026-11-24T02:00:00Z');

interface Item {
  outcome: Outcome;
  first: Outcome | null;
  violations: Violation[];
}

const settled: Item = { outcome: 'settled', first: null, violations: [] };
/** As where the platform has other divisions than whoever imports. */
const noDivision: Violation = {
  field: '/items/0/division',
  value: '44',
  rule: 'unknown-division',
  detail: { zh: '', en: 'has no such division' },
};
const columnAndReason = {
  column: '省份',
  value: 'Guangdong',
  readAs: '44',
  rule: 'unknown-division',
  reason: 'has no such division',
};

/** Sends a file of three rows, of which the last has no state, to somebody who answers as intake does. */
async function afterSending(answers: Record<string, Item>) {
  const broker = new InMemoryBroker();
  const [submissions, receipts] = [topics.submissions(SOURCE), topics.receipts(SOURCE)];
  await broker.createTopics([submissions, receipts].map((topic) => ({ topic, partitions: 1 })));
  const intake = await broker.consume('intake', [submissions], {
    startAt: async (places) => places.map(({ topic, partition }) => ({ topic, partition, offset: 0n })),
    revoked: () => undefined,
    apply: async ({ records, end }) => {
      const answered = records.map(({ key, offset }) => {
        const sourceId = String(key);
        const value = Buffer.from(JSON.stringify({ sourceId, items: [answers[sourceId] ?? settled] }));
        return { key, value, headers: { [HEADER.id]: `receipt-${offset}` } };
      });
      await broker.send([{ topic: receipts, partition: 0, records: answered }]);
      return end;
    },
  });
  const rows = [aRow({ 编号: '1' }), aRow({ 编号: '2' }), aRow({ 编号: '3', 状态: '' })];
  const file = aFile([COLUMNS, ...rows].map((cells) => `${asCsv(cells)}\n`).join(''));
  const dir = mkdtempSync(join(tmpdir(), 'sending-'));
  const refusals = new Refusals(join(dir, 'refused.jsonl'), join(dir, 'journal.json'));
  await sendRows(readRows(file, aMapping(), NOW, 'en'), {
    language: 'en',
    broker,
    source: SOURCE,
    group: 'import',
    journal: new Journal(dir, file, 'tickets-2015', SOURCE),
    refusals,
    patienceMs: 60_000,
    progress: () => undefined,
    say: () => undefined,
  });
  await intake.stop();
  const written = readFileSync(refusals.path, 'utf8').trim().split('\n');
  return { shown: refusals.shown, written: written.map((line) => JSON.parse(line) as unknown) };
}

const refusedHere = { line: 4, objections: [expect.objectContaining({ column: '状态', value: '', rule: 'required' })] };

describe('rows that are sent', () => {
  it.each<[string, Item]>([
    ['refused', { outcome: 'refused', first: null, violations: [noDivision] }],
    ['refused when they came first', { outcome: 'duplicate', first: 'refused', violations: [noDivision] }],
  ])('are told by line, column and cell where intake says that they are %s', async (_, answer) => {
    const { shown, written } = await afterSending({ '2': answer });

    expect(shown).toEqual([{ line: 3, objections: [columnAndReason] }, refusedHere]);
    expect(written).toHaveLength(2);
    expect(written).toEqual(expect.arrayContaining(shown));
  });

  it('are refused by nobody where they are duplicates of rows that were taken', async () => {
    const { shown } = await afterSending({ '2': { outcome: 'duplicate', first: 'settled', violations: [] } });

    expect(shown).toEqual([refusedHere]);
  });
});
