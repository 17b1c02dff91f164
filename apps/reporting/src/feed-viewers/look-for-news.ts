import { Timer, type Tick } from '@cc/service-kit';
import { Feed } from './feed.js';

/** What has happened is seen within half a second; nothing is asked while nobody looks. */
@Timer({ everyMs: 500 })
export class LookForNews implements Tick {
  constructor(private readonly feed: Feed) {}

  onTick(now: Date): Promise<void> {
    return this.feed.look(now);
  }
}
