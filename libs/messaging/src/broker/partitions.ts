import { OutageError } from '../database/failures.js';
import type { Broker } from './broker.js';

/** The numbers of partitions, asked once: they are chosen once. */
export class Partitions {
  private readonly counts = new Map<string, number>();

  constructor(private readonly broker: Pick<Broker, 'partitionCount'>) {}

  /** Partitions of each topic; an outage when the broker cannot tell. */
  async of(topics: Iterable<string>): Promise<ReadonlyMap<string, number>> {
    for (const topic of topics) {
      if (this.counts.has(topic)) continue;
      try {
        this.counts.set(topic, await this.broker.partitionCount(topic));
      } catch (error) {
        throw new OutageError(`cannot learn how many partitions ${topic} has`, { cause: error });
      }
    }
    return this.counts;
  }
}
