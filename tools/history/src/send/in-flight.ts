import type { Position } from './journal.js';

/** What intake said about a row, and where in the log of receipts. */
export interface Answer {
  partition: number;
  offset: bigint;
  sourceId: string;
}

interface Entry {
  done: boolean;
  /** Null where it was refused here and never sent. */
  answer: Answer | null;
}

type Reached = Omit<Position, 'of'>;

/** Long enough for whatever may come again: a relay repeats one batch. */
const REMEMBERED = 5000;

/**
 * Rows between the file and their receipts, in order. What counts as done has no gap before it, so that the journal may say
 * "all rows up to here".
 */
export class InFlight<Told extends Answer = Answer> {
  private readonly entries: Entry[] = [];
  private readonly waiting = new Map<string, Entry>();
  private readonly settled = new Recent();
  /** Answers to rows that were sent before and are not read again yet. */
  private readonly early = new Map<string, Told>();
  private readonly next = new Map<number, bigint>();

  constructor(
    private readonly position: Reached,
    private readonly told: (answer: Told) => void = () => undefined,
  ) {
    for (const { partition, offset } of position.receiptsFrom) this.next.set(partition, BigInt(offset));
  }

  /** Rows that wait for an answer. */
  get size(): number {
    return this.waiting.size;
  }

  /** Whether the row must be sent: it may have been, and answered, before the import was killed. */
  mustBeSent(sourceId: string): boolean {
    const entry: Entry = { done: false, answer: null };
    this.entries.push(entry);
    const before = this.early.get(sourceId);
    if (before) {
      this.early.delete(sourceId);
      this.close(entry, before);
      return false;
    }
    this.waiting.set(sourceId, entry);
    return true;
  }

  /** Where the receipts go on. */
  from(): ReadonlyMap<number, bigint> {
    return new Map(this.next);
  }

  /** A row that was refused here: it was never sent. */
  refusedHere(): void {
    this.entries.push({ done: true, answer: null });
    this.settle();
  }

  answered(answer: Told): void {
    const { partition, offset, sourceId } = answer;
    if (offset < (this.next.get(partition) ?? 0n)) return;
    this.next.set(partition, offset + 1n);

    const entry = this.waiting.get(sourceId);
    if (entry) {
      this.waiting.delete(sourceId);
      this.close(entry, answer);
    } else if (!this.settled.has(sourceId) && !this.early.has(sourceId)) {
      this.early.set(sourceId, answer);
      if (this.early.size > REMEMBERED) this.early.delete(this.early.keys().next().value!);
    }
  }

  /** As the journal keeps it. */
  reached(): Reached {
    const from = new Map(this.next);
    for (const answer of [...this.entries.map((entry) => entry.answer), ...this.early.values()]) {
      if (answer && answer.offset < from.get(answer.partition)!) from.set(answer.partition, answer.offset);
    }
    const receiptsFrom = [...from].map(([partition, offset]) => ({ partition, offset: String(offset) }));
    return { ...this.position, receiptsFrom };
  }

  private close(entry: Entry, answer: Told): void {
    entry.done = true;
    entry.answer = answer;
    this.settled.add(answer.sourceId);
    this.told(answer);
    this.settle();
  }

  private settle(): void {
    let done = 0;
    for (const entry of this.entries) {
      if (!entry.done) break;
      done++;
      this.position.rows++;
      if (entry.answer) {
        const { sourceId, partition, offset } = entry.answer;
        this.position.last = { sourceId, partition, offset: String(offset) };
      }
    }
    this.entries.splice(0, done);
  }
}

/** The last few thousand of many. */
class Recent {
  private readonly held = new Set<string>();

  has(name: string): boolean {
    return this.held.has(name);
  }

  add(name: string): void {
    this.held.add(name);
    if (this.held.size > REMEMBERED) this.held.delete(this.held.values().next().value!);
  }
}
