import type { Client } from 'pg';
import { CHANNEL } from '../outbox/write-outbox.js';
import type { Connect } from './session.js';

const RECONNECT_MS = 1000;

/** What a relay that has nothing to send waits for. */
export interface RelayWakeUp {
  open(): Promise<void>;
  /** Resolves when there may be something to send; after this time at the latest, unless whoever wakes knows better. */
  next(withinMs: number): Promise<void>;
  now(): void;
  close(): Promise<void>;
}

/** Tells the relay that something was published, by LISTEN on a connection of its own; a slow timer is the net below it. */
export class WakeUp implements RelayWakeUp {
  private pending = false;
  private wake: (() => void) | null = null;
  private client: Client | null = null;
  private closed = false;
  private timer: NodeJS.Timeout | undefined;
  private opening: Promise<void> = Promise.resolve();

  constructor(private readonly connect: Connect) {}

  open(): Promise<void> {
    return (this.opening = this.listen());
  }

  private async listen(): Promise<void> {
    try {
      const client = await this.connect();
      if (this.closed) return await client.end();
      this.client = client;
      client.on('notification', () => this.now());
      client.on('end', () => this.reconnect());
      const { rows } = await client.query<{ channel: string }>(`select quote_ident(${CHANNEL}) as channel`);
      await client.query(`listen ${rows[0]!.channel}`);
      this.now();
    } catch {
      this.reconnect();
    }
  }

  /** Resolves at the next wake-up, at once if one came meanwhile, or after the time. */
  async next(withinMs: number): Promise<void> {
    if (!this.pending && !this.closed) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, withinMs);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.wake = null;
    this.pending = false;
  }

  now(): void {
    this.pending = true;
    this.wake?.();
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    this.now();
    // Whoever closes us may take the database away next: nothing may still be on its way to it.
    await this.opening;
    await this.client?.end().catch(() => undefined);
  }

  private reconnect(): void {
    if (this.closed) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.open(), RECONNECT_MS);
  }
}
