import type { PartitionBatch, Place, RecordToSend, RelayWakeUp } from '@cc/messaging';

export type Batches = PartitionBatch<RecordToSend>[];
export type Acknowledged = (Place & { baseOffset: bigint })[];

/** A send of a service that waits for its turn. */
export interface HeldSend {
  batches: Batches;
  resolve: (acknowledged: Acknowledged) => void;
  reject: (error: unknown) => void;
}

/**
 * How the relay of one service is led: it looks into its outbox when it is told to, and what it sends waits for its turn.
 * So a batch never depends on what was committed by the time that some clock or notice came.
 */
export class SteppedRelay implements RelayWakeUp {
  private readonly held: HeldSend[] = [];
  /** Set while the relay has looked, has found nothing and waits. */
  private wake: (() => void) | null = null;
  private closed = false;
  private failed: Error | null = null;
  private changed: (() => void) | null = null;

  open(): Promise<void> {
    this.closed = false;
    return Promise.resolve();
  }

  next(): Promise<void> {
    if (this.closed) return Promise.resolve();
    return new Promise((resolve) => {
      this.wake = resolve;
      this.changed?.();
    });
  }

  /** A relay at work looks again before it waits. */
  now(): void {
    this.wake?.();
    this.wake = null;
  }

  close(): Promise<void> {
    this.closed = true;
    this.now();
    return Promise.resolve();
  }

  /** The relay will send nothing more. */
  fail(error: Error): void {
    this.failed = error;
    this.changed?.();
  }

  /** The relay sends; resolves once it was let out. */
  hold(batches: Batches): Promise<Acknowledged> {
    return new Promise((resolve, reject) => {
      this.held.push({ batches, resolve, reject });
      this.changed?.();
    });
  }

  /** What waits; whoever takes it must see to it. */
  take(): HeldSend[] {
    return this.held.splice(0);
  }

  /** True once a send waits; false once the outbox is empty and the relay has done what follows from its last send. */
  async hasToSend(outboxIsEmpty: () => Promise<boolean>): Promise<boolean> {
    if (this.wake) {
      if (await outboxIsEmpty()) return false;
      this.now();
    }
    while (!this.wake && !this.failed && this.held.length === 0) {
      await new Promise<void>((resolve) => (this.changed = resolve));
    }
    if (this.failed) throw this.failed;
    return this.held.length > 0;
  }
}
