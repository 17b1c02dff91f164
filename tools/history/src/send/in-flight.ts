import type { Outcome } from '@cc/contracts';
import type { Position } from './journal.js';

/** What intake said about a row. */
export interface Answer {
  /** Of the record: the same one may stand in the log twice. */
  id: string;
  partition: number;
  offset: bigint;
  sourceId: string;
  outcome: Outcome;
}

interface Entry {
  /** Null where it was refused here and never sent. */
  sourceId: string | null;
  outcome: Outcome | null;
  answer: Answer | null;
}

/** What leaves a complaint on record. A row that a killed import sent too has further answers, `duplicate` or `refused` alike. */
const TAKEN_DOWN: ReadonlySet<Outcome> = new Set(['settled', 'waiting']);

/** Long enough for whatever may come again: a relay repeats one batch. */
const REMEMBERED = 5000;

/**
 * Rows between the file and their outcomes, in order. What is counted has no gap before it, so that the journal may say
 * "all rows up to here".
 */
export class InFlight<Told extends Answer = Answer> {
  private readonly entries: Entry[] = [];
  private readonly waiting = new Map<string, Entry>();
  private readonly settled = new Recent();
  private readonly seen = new Recent();
  /** Answers to rows that were sent before and are not read again yet. */
  private readonly early = new Map<string, Told>();
  private readonly next = new Map<number, bigint>();

  constructor(
    private readonly position: Omit<Position, 'of'>,
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
    const entry: Entry = { sourceId, outcome: null, answer: null };
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
    this.entries.push({ sourceId: null, outcome: 'refused', answer: null });
    this.settle();
  }

  answered(answer: Told): void {
    const { id, partition, offset, sourceId } = answer;
    if (offset < (this.next.get(partition) ?? 0n)) return;
    this.next.set(partition, offset + 1n);
    if (this.seen.has(id)) return;
    this.seen.add(id);

    const entry = this.waiting.get(sourceId);
    if (entry) {
      this.waiting.delete(sourceId);
      this.close(entry, answer);
    } else if (this.settled.has(sourceId)) {
      if (TAKEN_DOWN.has(answer.outcome)) this.position.doubled++;
    } else if (!this.early.has(sourceId)) {
      this.early.set(sourceId, answer);
      if (this.early.size > REMEMBERED) this.early.delete(this.early.keys().next().value!);
    }
  }

  /** As the journal keeps it. */
  reached(): Omit<Position, 'of'> {
    const from = new Map(this.next);
    for (const answer of [...this.entries.map((entry) => entry.answer), ...this.early.values()]) {
      if (answer && answer.offset < from.get(answer.partition)!) from.set(answer.partition, answer.offset);
    }
    const receiptsFrom = [...from].map(([partition, offset]) => ({ partition, offset: String(offset) }));
    return { ...this.position, receiptsFrom };
  }

  private close(entry: Entry, answer: Told): void {
    entry.outcome = answer.outcome;
    entry.answer = answer;
    this.settled.add(answer.sourceId);
    this.told(answer);
    this.settle();
  }

  private settle(): void {
    let done = 0;
    for (const { outcome, answer } of this.entries) {
      if (outcome === null) break;
      done++;
      this.position.rows++;
      this.position.outcomes[outcome] = (this.position.outcomes[outcome] ?? 0) + 1;
      if (answer) {
        const { sourceId, partition, offset } = answer;
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
