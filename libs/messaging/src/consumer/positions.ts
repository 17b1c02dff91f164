import type { BrokerRecord } from '../broker/broker.js';
import { positionOf } from '../broker/wire.js';
import type { Slice } from './slice.js';

/** A publisher's records between `after` and `found` never came: a loss. */
export interface Gap {
  topic: string;
  partition: number;
  publisher: string;
  after: bigint;
  found: bigint;
}

export interface CheckedSlice {
  fresh: BrokerRecord[];
  duplicates: number;
  gaps: Gap[];
}

/**
 * Drops what the consumer has applied already. `last` holds the last applied position of each publisher in this
 * partition. A publisher not seen before must begin with 1, unless this consumer began in the middle of the log.
 */
export type PositionCheck = (
  slice: Pick<Slice, 'topic' | 'partition' | 'records'>,
  last: ReadonlyMap<string, bigint>,
  fromTheBeginning: boolean,
) => CheckedSlice;

export const checkPositions: PositionCheck = ({ topic, partition, records }, last, fromTheBeginning) => {
  const reached = new Map(last);
  const checked: CheckedSlice = { fresh: [], duplicates: 0, gaps: [] };
  for (const record of records) {
    const numbered = positionOf(record);
    if (numbered === null) {
      checked.fresh.push(record);
      continue;
    }
    const { publisher, position } = numbered;
    const before = reached.get(publisher) ?? (fromTheBeginning ? 0n : position - 1n);
    if (position <= before) {
      checked.duplicates += 1;
      continue;
    }
    if (position > before + 1n) checked.gaps.push({ topic, partition, publisher, after: before, found: position });
    reached.set(publisher, position);
    checked.fresh.push(record);
  }
  return checked;
};

/** What each publisher has reached at the end of a slice. */
export function highestPositions({ records }: Slice): Map<string, bigint> {
  const highest = new Map<string, bigint>();
  for (const record of records) {
    const numbered = positionOf(record);
    if (numbered && numbered.position > (highest.get(numbered.publisher) ?? 0n)) {
      highest.set(numbered.publisher, numbered.position);
    }
  }
  return highest;
}
