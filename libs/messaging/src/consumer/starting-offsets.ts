import type { LogBounds } from '../broker/broker.js';
import { placeName, type Place } from '../broker/place.js';
import type { StoredOffset } from './offsets.js';

/** What a consumer does on a partition it has never read. */
export type Bootstrap = 'beginning' | 'available' | 'latest';

export interface StartingOffsets {
  /** Partitions read for the first time. */
  begin: StoredOffset[];
  /** The log now begins behind the stored offset: records between were deleted before they were applied. */
  lost: (Place & { stored: bigint; first: bigint })[];
}

/** Decides where reading starts; throws when going on would skip events silently. */
export function startingOffsets(
  service: string,
  bounds: readonly LogBounds[],
  stored: readonly StoredOffset[],
  bootstrap: Bootstrap,
): StartingOffsets {
  const known = new Map(stored.map((place) => [placeName(place), place.nextOffset]));
  const result: StartingOffsets = { begin: [], lost: [] };
  for (const { topic, partition, first, next } of bounds) {
    const place = placeName({ topic, partition });
    const offset = known.get(place);
    if (offset === undefined) {
      if (bootstrap === 'beginning' && first > 0n) {
        throw new Error(
          `${service} reads ${place} for the first time, but the log begins at offset ${first}: what stood before is gone. ` +
            `Start it with BOOTSTRAP=available to read what is left, or with BOOTSTRAP=latest to read only what comes.`,
        );
      }
      const nextOffset = bootstrap === 'latest' ? next : first;
      result.begin.push({ topic, partition, nextOffset });
    } else if (offset > next) {
      throw new Error(
        `${service} has applied ${place} up to offset ${offset}, but the log ends at ${next}: the topic was made again or ` +
          `restored from an older copy. Nothing is read, because new records would be taken for old ones.`,
      );
    } else if (offset < first) {
      result.lost.push({ topic, partition, stored: offset, first });
    }
  }
  return result;
}
