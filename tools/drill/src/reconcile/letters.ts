import type { Step } from '@cc/generator';
import type { Finding } from '../finding.js';
import { placeOf, type LogRecord } from '../observe/log-record.js';

/** A record that a service could not handle and keeps apart. */
export interface Letter {
  service: string;
  topic: string;
  partition: number;
  offset: number;
  reason: string;
}

const at = (record: Pick<LogRecord, 'topic' | 'partition' | 'offset'>) => `${placeOf(record)} offset ${record.offset}`;

/**
 * Parked is what names nobody who could be told, all of it, and nothing else. A copy that is parked was taken for something new.
 */
export function checkLetters(
  letters: readonly Letter[],
  pushed: ReadonlyMap<number, Step>,
  log: readonly LogRecord[],
  copies: readonly LogRecord[],
): Finding[] {
  const nameless = new Set(
    log.filter(({ push }) => push !== null && pushed.get(push)?.expected.answer === 'deadLetter').map(at),
  );
  const isCopy = new Set(copies.map(at));
  const parked = new Set(letters.map(at));
  return [
    ...letters
      .filter((letter) => !nameless.has(at(letter)))
      .map((letter): Finding => ({
        fault: isCopy.has(at(letter)) ? 'doubled' : 'lost',
        id: `${at(letter)} in ${letter.service}`,
        expected: isCopy.has(at(letter)) ? 'dropped: it is a copy' : 'applied',
        seen: `parked: ${letter.reason}`,
      })),
    ...[...nameless]
      .filter((place) => !parked.has(place))
      .map((place): Finding => ({
        fault: 'lost',
        id: place,
        expected: 'a dead letter: it names nobody',
        seen: 'none',
      })),
  ];
}
