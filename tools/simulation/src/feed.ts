import type { ConsumerSession, FetchedBatch, Place } from '@cc/messaging';
import { placeName } from './place-name.js';
import type { Ends, SteppedReader } from './stepped-reader.js';

/**
 * Fetches from the broker for several readers at once: each record comes over the wire one time, however many read it. It
 * remembers by itself where it stands, so that a group that falls apart and comes together again is not to be noticed.
 */
export class Feed implements ConsumerSession {
  private readonly next = new Map<string, bigint>();
  private begin!: () => void;
  /** Resolves once it was told what to fetch. */
  readonly assigned = new Promise<void>((resolve) => (this.begin = resolve));

  constructor(
    private readonly readers: readonly SteppedReader[],
    private readonly ends: Ends,
  ) {}

  startAt(assigned: Place[]): Promise<(Place & { offset: bigint })[]> {
    const starts = assigned.map((place) => ({ ...place, offset: this.nextOf(place) }));
    this.begin();
    return Promise.resolve(starts);
  }

  revoked(): void {}

  apply({ records, topic, partition }: FetchedBatch): Promise<bigint> {
    const place = { topic, partition };
    const from = this.nextOf(place);
    const fresh = records.filter(({ offset }) => offset >= from);
    const next = (fresh.at(-1)?.offset ?? from - 1n) + 1n;
    this.next.set(placeName(place), next);
    this.ends.wrote(place, next);
    for (const reader of this.readers) reader.fetched(place, fresh);
    return Promise.resolve(next);
  }

  /** Fetching has ended for good. */
  fail(error: Error): void {
    for (const reader of this.readers) reader.fail(error);
  }

  private nextOf(place: Place): bigint {
    const known = this.next.get(placeName(place));
    if (known !== undefined) return known;
    const begins = this.readers.flatMap((reader) => reader.beginOf(place) ?? []);
    return begins.reduce((least, begin) => (begin < least ? begin : least), begins[0] ?? 0n);
  }
}
