import type { Finding } from '../finding.js';
import { placeOf, type LogRecord } from '../observe/log-record.js';

/** Where a publisher's database says that it stands in a partition. */
export interface StoredHead {
  service: string;
  topic: string;
  partition: number;
  position: number;
}

export interface CheckedPositions {
  findings: Finding[];
  /** Each event once, in the order of the log. */
  first: LogRecord[];
  /** Records that stand a second time under their position, as they may: a reader drops them. */
  copies: LogRecord[];
}

/**
 * A publisher's positions in a partition rise by one from 1 to what its database says. A record that is not above the last
 * is a copy, and must be one: the same event under the same position.
 */
export function checkPositions(log: readonly LogRecord[], heads: readonly StoredHead[]): CheckedPositions {
  const findings: Finding[] = [];
  const first: LogRecord[] = [];
  const copies: LogRecord[] = [];
  const streams = new Map<string, string[]>();
  const placed = new Map<string, string>();

  for (const record of log) {
    const { publisher, position, id } = record;
    if (publisher === null || position === null) continue;
    const stream = `${publisher} in ${placeOf(record)}`;
    const ids = streams.get(stream) ?? [];
    streams.set(stream, ids);
    if (position <= ids.length) {
      copies.push(record);
      const holder = ids[position - 1];
      if (holder !== undefined && holder !== id)
        findings.push({
          fault: 'doubled',
          id: `position ${position} of ${stream}`,
          expected: `event ${holder} again`,
          seen: `event ${id} (${record.type}) at offset ${record.offset}`,
        });
      continue;
    }
    for (let missing = ids.length + 1; missing < position; missing++)
      findings.push({
        fault: 'lost',
        id: `position ${missing} of ${stream}`,
        expected: `a record before offset ${record.offset}, which has position ${position}`,
        seen: 'none',
      });
    ids[position - 1] = id;
    first.push(record);
    const elsewhere = placed.get(`${record.topic} ${id}`);
    if (elsewhere !== undefined)
      findings.push({
        fault: 'doubled',
        id: `event ${id} (${record.type})`,
        expected: `position ${elsewhere} alone`,
        seen: `position ${position} of ${stream} as well, offset ${record.offset}`,
      });
    placed.set(`${record.topic} ${id}`, `${position} of ${stream}`);
  }

  for (const { service, topic, partition, position } of heads) {
    const stream = `${service} in ${topic}/${partition}`;
    const last = streams.get(stream)?.length ?? 0;
    for (let missing = last + 1; missing <= position; missing++)
      findings.push({
        fault: 'lost',
        id: `position ${missing} of ${stream}`,
        expected: `a record: the database of ${service} stands at ${position}`,
        seen: `the log ends at position ${last}`,
      });
  }
  return { findings, first, copies };
}
