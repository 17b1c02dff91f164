import { setImmediate as nextTurn } from 'node:timers/promises';
import { FetchAgain, type BrokerRecord } from '../broker/broker.js';
import { placeName, type Place } from '../broker/place.js';
import { isOutage } from '../database/failures.js';
import type { BackPressure } from '../outbox/back-pressure.js';
import { applyHalving, type HalvingContext } from './apply-halving.js';
import { firstOf, shareOut, type Slice } from './slice.js';

/** What one partition waits for. */
interface Waiting {
  slice: Slice;
  stillOurs: () => boolean;
  resolve: (next: bigint) => void;
  reject: (reason: unknown) => void;
}

/** Gathers the batches of all partitions that are ready into one transaction after the other. */
export class Gatherer {
  private readonly waiting = new Map<string, Waiting>();
  private pumping: Promise<void> | null = null;

  constructor(
    private readonly context: HalvingContext,
    private readonly backPressure: Pick<BackPressure, 'ease'>,
    /** Most records in one transaction. */
    private readonly maxBatch: number,
  ) {}

  /**
   * Resolves to the next offset once all records are applied or parked; rejects with `FetchAgain`. Any other error is a
   * defect of ours: it must end the consumer, since to try again would put every batch off for ever.
   */
  add(place: Place, expected: bigint, records: readonly BrokerRecord[], stillOurs: () => boolean): Promise<bigint> {
    const slice: Slice = { ...place, expected, next: records.at(-1)!.offset + 1n, records };
    return new Promise((resolve, reject) => {
      this.drop([place]);
      this.waiting.set(placeName(place), { slice, stillOurs, resolve, reject });
      this.pumping ??= this.pump()
        .catch((defect: unknown) => this.rejectAll(() => defect))
        .finally(() => (this.pumping = null));
    });
  }

  /** Nothing more of these partitions is applied, save what a running transaction holds. */
  drop(places: readonly Place[]): void {
    for (const place of places) {
      const waiting = this.waiting.get(placeName(place));
      this.waiting.delete(placeName(place));
      waiting?.reject(new FetchAgain(waiting.slice.expected, 0));
    }
  }

  private async pump(): Promise<void> {
    while (this.waiting.size > 0) {
      // All partitions of one fetch come in one turn.
      await nextTurn();
      await this.easePressure();
      const taken = this.take();
      const stopped = await applyHalving([...taken.values()], this.context);
      for (const [waiting, slice] of taken) this.settle(waiting, slice, stopped.get(placeName(slice)));
    }
  }

  private async easePressure(): Promise<void> {
    try {
      // Nobody may have to wait for the relay to stop a consumer, or to give its partitions to another.
      await this.backPressure.ease(() => [...this.waiting.values()].some(({ stillOurs }) => stillOurs()));
    } catch (cause) {
      if (!isOutage(cause)) throw cause;
      // The database cannot even be asked: let the broker hold the records meanwhile.
      this.context.log.warn(`cannot ask how full the outbox is, will try again: ${(cause as Error).message}`);
      this.rejectAll(({ slice }) => new FetchAgain(slice.expected, 10 * this.context.policy.backoffMs, { cause }));
    }
  }

  private rejectAll(reasonOf: (waiting: Waiting) => unknown): void {
    for (const waiting of this.waiting.values()) waiting.reject(reasonOf(waiting));
    this.waiting.clear();
  }

  private take(): Map<Waiting, Slice> {
    this.drop([...this.waiting.values()].filter(({ stillOurs }) => !stillOurs()).map(({ slice }) => slice));
    const all = [...this.waiting.values()];
    const shares = shareOut(
      all.map((waiting) => this.allowance(waiting)),
      this.maxBatch,
    );
    return new Map(
      all.flatMap((waiting, i): [Waiting, Slice][] =>
        shares[i] ? [[waiting, firstOf(waiting.slice, shares[i])]] : [],
      ),
    );
  }

  /** What has failed before is tried alone, so that it costs its neighbours nothing. */
  private allowance({ slice }: Waiting): number {
    return this.context.attempts.of(placeName(slice), slice.expected) > 0 ? 1 : slice.records.length;
  }

  private settle(waiting: Waiting, taken: Slice, stopped: FetchAgain | undefined): void {
    const place = placeName(taken);
    const current = this.waiting.get(place) === waiting;
    if (stopped || taken.records.length === waiting.slice.records.length) {
      if (current) this.waiting.delete(place);
      if (stopped) waiting.reject(stopped);
      else waiting.resolve(taken.next);
      return;
    }
    const records = waiting.slice.records.slice(taken.records.length);
    waiting.slice = { ...waiting.slice, expected: taken.next, records };
  }
}
