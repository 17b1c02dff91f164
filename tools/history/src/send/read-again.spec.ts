import { HEADER, topics, type Outcome } from '@cc/contracts';
import { InMemoryBroker } from '@cc/messaging';
import { SeenIds } from '../read/seen-ids.js';
import { readAgain } from './read-again.js';

const SOURCE = 'history';
const topic = topics.receipts(SOURCE);

type Receipt = [sourceId: string, outcome: Outcome, id?: string, first?: Outcome];

/** The log of receipts as intake writes it, on two partitions, and the rows that were sent. */
async function afterReceipts(receipts: readonly Receipt[], { rows }: { rows: readonly string[] }) {
  const broker = new InMemoryBroker();
  await broker.createTopics([{ topic, partitions: 2 }]);
  for (const [at, [sourceId, outcome, id = `receipt-${at}`, first = null]] of receipts.entries()) {
    const value = Buffer.from(JSON.stringify({ sourceId, items: [{ outcome, first, violations: [] }] }));
    const record = { key: Buffer.from(sourceId), value, headers: { [HEADER.id]: id } };
    await broker.send([{ topic, partition: sourceId.length % 2, records: [record] }]);
  }
  const of = new SeenIds();
  for (const row of rows) of.seenBefore(row);
  const from = [0, 1].map((partition) => ({ partition, offset: 0n }));
  return { broker, from, of };
}

const read = async (receipts: readonly Receipt[], sent: { rows: readonly string[] }) => {
  const { broker, from, of } = await afterReceipts(receipts, sent);
  const { has, ...counted } = await readAgain(broker, SOURCE, { from, of });
  return { ...counted, answered: sent.rows.filter(has) };
};

describe('the receipts of an import, read again', () => {
  it('say what has become of each row, and which has none', async () => {
    const found = await read(
      [
        ['a', 'settled'],
        ['bb', 'waiting'],
        ['c', 'refused'],
      ],
      { rows: ['a', 'bb', 'c', 'dd'] },
    );

    expect(found).toEqual({
      outcomes: { settled: 1, waiting: 1, refused: 1 },
      doubled: 0,
      answered: ['a', 'bb', 'c'],
    });
  });

  it('count a row once that was sent again, as what it was first', async () => {
    const again: Receipt[] = [
      ['a', 'settled'],
      ['a', 'duplicate'],
      ['bb', 'waiting'],
      ['bb', 'refused'],
    ];

    expect(await read(again, { rows: ['a', 'bb'] })).toMatchObject({
      outcomes: { settled: 1, waiting: 1 },
      doubled: 0,
    });
  });

  it('count a duplicate of a row that was refused as refused', async () => {
    const again: Receipt[] = [
      ['a', 'duplicate', 'one', 'settled'],
      ['bb', 'duplicate', 'two', 'refused'],
    ];

    expect((await read(again, { rows: ['a', 'bb'] })).outcomes).toEqual({ duplicate: 1, refused: 1 });
  });

  it('tell a row that left two complaints from a record that stands there twice', async () => {
    const twice = await read(
      [
        ['a', 'settled', 'one'],
        ['a', 'settled', 'one'],
      ],
      { rows: ['a'] },
    );
    const doubled = await read(
      [
        ['a', 'settled'],
        ['a', 'waiting'],
      ],
      { rows: ['a'] },
    );

    expect([twice.doubled, doubled.doubled]).toEqual([0, 1]);
  });

  it('have nothing to do with rows of another import, nor with what was there before', async () => {
    const { broker, of } = await afterReceipts(
      [
        ['a', 'settled'],
        ['b', 'settled'],
        ['a', 'duplicate'],
      ],
      { rows: ['a'] },
    );

    const found = await readAgain(broker, SOURCE, { from: [{ partition: 1, offset: 2n }], of });

    expect(found.outcomes).toEqual({ duplicate: 1 });
  });
});
