import type { Finding } from '../finding.js';
import { placeOf, type LogRecord } from '../observe/log-record.js';

/** What somebody has read must stand where it was read: a broker that forgot it has told a lie. */
export function checkVanished(
  read: ReadonlyMap<string, readonly (string | undefined)[]>,
  log: readonly LogRecord[],
): Finding[] {
  const now = new Map(log.map((record) => [`${placeOf(record)} ${record.offset}`, record.id]));
  return [...read].flatMap(([place, ids]) =>
    [...ids.entries()].flatMap(([offset, id]): Finding[] => {
      const found = now.get(`${place} ${offset}`);
      if (id === undefined || found === id) return [];
      const seen = found === undefined ? 'nothing at this offset' : `event ${found}`;
      return [{ fault: 'lost', id: `offset ${offset} of ${place}`, expected: `event ${id}, read before`, seen }];
    }),
  );
}
