import { DateTime } from 'luxon';
import type { Answer } from '../answer.js';
import type { Organisations } from '../organisation.js';
import { because } from './bases.js';

/** `TS20261124000123`: the organisation's prefix, the local day, the sequence of that day. */
export function number(
  organisations: Organisations,
  organisation: string,
  receivedAt: Date,
  sequence: number,
): Answer<string> {
  if (!Number.isSafeInteger(sequence) || sequence < 1) throw new RangeError(`sequence ${sequence} is not 1 or more`);
  const { numbering, timeZone } = organisations.of(organisation);
  const day = DateTime.fromJSDate(receivedAt, { zone: timeZone }).toFormat('yyyyMMdd');
  const value = `${numbering.prefix}${day}${String(sequence).padStart(numbering.sequenceDigits, '0')}`;
  return { value, reason: because('limits', 'numbering') };
}
