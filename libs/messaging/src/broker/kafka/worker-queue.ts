/** What kafkajs made of the answer for one partition. */
interface Fetched {
  rawMessages: readonly unknown[];
}

interface Item<Batch> {
  batch: Batch;
  resolve: () => void;
  reject: (error: unknown) => void;
}

interface Worker<Batch> {
  /** Takes items until there is none. */
  run(of: { next: () => Item<Batch> | undefined }): Promise<void>;
}

/**
 * Hands what a fetch brought to the workers of kafkajs, and waits for all of it. An answer names every partition that was asked
 * for, mostly all but a few without records, and the client's own queue puts each of them through a worker and starts all workers
 * each time. Those without are left out here; where no partition has any, one goes through, because the group is given its sign
 * of life behind it.
 */
export function createWorkerQueue<Batch extends Fetched>({ workers }: { workers: Worker<Batch>[] }) {
  const free = [...workers];
  const queue: Item<Batch>[] = [];

  const push = async (...batches: Batch[]): Promise<void> => {
    const filled = batches.filter(({ rawMessages }) => rawMessages.length > 0);
    const applied = (filled.length > 0 ? filled : batches.slice(0, 1)).map(
      (batch) => new Promise<void>((resolve, reject) => queue.push({ batch, resolve, reject })),
    );
    for (const worker of free.splice(0, applied.length))
      void worker.run({ next: () => queue.shift() }).finally(() => free.push(worker));

    const failed = (await Promise.allSettled(applied)).find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  };
  return { push, getWorkers: () => workers };
}
