/** What is still to come, the earliest first (a binary heap); of one instant, in the order in which it was put in. */
export class InOrder<T> {
  private readonly heap: { at: number; put: number; what: T }[] = [];
  private puts = 0;

  put(at: number, what: T): void {
    const { heap } = this;
    const entry = { at, put: this.puts++, what };
    let place = heap.length;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!isBefore(entry, heap[parent]!)) break;
      heap[place] = heap[parent]!;
      place = parent;
    }
    heap[place] = entry;
  }

  /** The next one, if it is due by then. */
  takeUntil(at: number): { at: number; what: T } | undefined {
    const { heap } = this;
    const first = heap[0];
    if (first === undefined || first.at > at) return undefined;
    const last = heap.pop();
    if (heap.length === 0 || last === undefined) return first;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++;
      if (!isBefore(heap[child]!, last)) break;
      heap[place] = heap[child]!;
      place = child;
    }
    heap[place] = last;
    return first;
  }
}

type Placed = { at: number; put: number };

const isBefore = (one: Placed, other: Placed) => one.at < other.at || (one.at === other.at && one.put < other.put);
