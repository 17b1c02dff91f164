import type { Channel } from './channel.js';

/** So many views are read at once; the rest of the connections is for those who ask. */
const AT_ONCE = 4;

/** The views that are to be read again. One that cannot be read holds up no other, and stays until it could be. */
export class Behind {
  private readonly channels = new Set<Channel>();

  add(channels: Iterable<Channel>): void {
    for (const channel of channels) this.channels.add(channel);
  }

  /** Nobody looks at it any more. */
  forget(channel: Channel): void {
    this.channels.delete(channel);
  }

  /** Reads each once; throws after the last when there was one that could not be read. */
  async catchUp(now: Date): Promise<void> {
    const waiting = [...this.channels].values();
    const errors: unknown[] = [];
    const inTurn = async () => {
      for (const channel of waiting) {
        try {
          await channel.refresh(now);
          this.channels.delete(channel);
        } catch (error) {
          errors.push(error);
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, inTurn));
    if (errors.length === 0) return;
    throw new Error(`${errors.length} views could not be read, and are read again at the next turn`, {
      cause: errors[0],
    });
  }
}
