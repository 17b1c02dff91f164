import { createRequire } from 'node:module';
import { createWorkerQueue } from './worker-queue.js';

const require = createRequire(import.meta.url);
const createWorker = require('kafkajs/src/consumer/worker') as (of: {
  handler: (batch: Batch) => Promise<void>;
  workerId: number;
}) => Parameters<typeof createWorkerQueue<Batch>>[0]['workers'][number];

interface Batch {
  partition: number;
  rawMessages: number[];
}
const filled = (partition: number): Batch => ({ partition, rawMessages: [1] });
const empty = (partition: number): Batch => ({ partition, rawMessages: [] });

function aQueue(workers: number, apply: (batch: Batch) => Promise<void> = () => Promise.resolve()) {
  const begun: number[] = [];
  const handler = async (batch: Batch) => {
    begun.push(batch.partition);
    await apply(batch);
  };
  const all = Array.from({ length: workers }, (_, workerId) => createWorker({ handler, workerId }));
  return { queue: createWorkerQueue({ workers: all }), begun };
}

describe('what a fetch brought', () => {
  it('is handed on where it holds records, fetch after fetch', async () => {
    const { queue, begun } = aQueue(3);

    await queue.push(empty(0), filled(1), empty(2), filled(3));
    await queue.push(filled(1), empty(3));

    expect(begun).toEqual([1, 3, 1]);
  });

  it('gives one sign of life where no partition holds any', async () => {
    const { queue, begun } = aQueue(3);

    await queue.push(empty(0), empty(1));
    await queue.push();

    expect(begun).toEqual([0]);
  });

  it('is applied whole although there are fewer workers than partitions', async () => {
    const { queue, begun } = aQueue(2);

    await queue.push(filled(0), filled(1), filled(2), filled(3), filled(4));

    expect(begun.sort()).toEqual([0, 1, 2, 3, 4]);
  });

  it('does not wait for what another fetch is still being applied for', async () => {
    const gate = Promise.withResolvers<void>();
    const { queue } = aQueue(2, ({ partition }) => (partition === 0 ? gate.promise : Promise.resolve()));
    const slow = queue.push(filled(0));

    await queue.push(filled(1));

    gate.resolve();
    await slow;
  });

  it('fails with what failed, once the rest is applied', async () => {
    const { queue, begun } = aQueue(3, ({ partition }) =>
      partition === 0 ? Promise.reject(new Error('not ours')) : Promise.resolve(),
    );

    await expect(queue.push(filled(0), filled(1))).rejects.toThrow('not ours');

    expect(begun).toEqual([0, 1]);
  });
});
