import { deriveId } from '@cc/contracts';
import type { TimeOfDay } from '@cc/messaging';

/**
 * Names the requests that come by HTTP, which carry no id of their own: by what they bring, when, how many of their kind came
 * before at that instant, and the run of the clock. So each is counted, a client that tries again among them, whichever
 * instance it meets; and whoever plays the same history again, by a clock that is set, gets the same ids.
 */
export class Arrivals {
  private at = -Infinity;
  private readonly atThisInstant = new Map<string, number>();

  constructor(private readonly run: TimeOfDay['run']) {}

  /** `content` may be a number that could be guessed: the id must not tell it, so give its keyed hash. */
  idOf({ source, sourceId, content, at }: { source: string; sourceId: string; content: string; at: Date }): string {
    // A clock that was put back comes by instants again that gave ids already: until it is past them, it stands still.
    if (at.getTime() > this.at) {
      this.at = at.getTime();
      this.atThisInstant.clear();
    }
    const name = JSON.stringify([source, sourceId, content]);
    const before = this.atThisInstant.get(name) ?? 0;
    this.atThisInstant.set(name, before + 1);
    return deriveId('arrived', this.run, source, sourceId, content, this.at, before);
  }
}
