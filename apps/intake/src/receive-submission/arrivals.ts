import { deriveId } from '@cc/contracts';

/**
 * Names the requests that come by HTTP, which carry no id of their own: by what they bring, when, and how many of their kind
 * came before at that instant. So each is counted, a client that tries again among them, and whoever plays the same history
 * again gets the same ids.
 */
export class Arrivals {
  private at = NaN;
  private readonly atThisInstant = new Map<string, number>();

  /** `content` may be a number that could be guessed: the id must not tell it, so give its keyed hash. */
  idOf({ source, sourceId, content, at }: { source: string; sourceId: string; content: string; at: Date }): string {
    if (at.getTime() !== this.at) this.atThisInstant.clear();
    this.at = at.getTime();
    const name = JSON.stringify([source, sourceId, content]);
    const before = this.atThisInstant.get(name) ?? 0;
    this.atThisInstant.set(name, before + 1);
    return deriveId('arrived', source, sourceId, content, this.at, before);
  }
}
