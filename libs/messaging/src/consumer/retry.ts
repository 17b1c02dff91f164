/** How often and how soon one event is tried again. */
export interface RetryPolicy {
  /** Tries of one event before it is parked. */
  attempts: number;
  /** Wait before the second try; doubles with each further one, up to a hundred times. */
  backoffMs: number;
}

export function backoff({ backoffMs }: RetryPolicy, attempts: number): number {
  return backoffMs * Math.min(100, 2 ** (attempts - 1));
}

/** Failed tries of the record at which each partition stands. */
export class Attempts {
  private readonly byPlace = new Map<string, { offset: bigint; count: number }>();

  /** Counts one more failure and answers how many there are. */
  failed(place: string, offset: bigint): number {
    const count = this.of(place, offset) + 1;
    this.byPlace.set(place, { offset, count });
    return count;
  }

  of(place: string, offset: bigint | undefined): number {
    const known = this.byPlace.get(place);
    return known && known.offset === offset ? known.count : 0;
  }

  forget(place: string): void {
    this.byPlace.delete(place);
  }
}
