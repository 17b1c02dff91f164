import type { Configured, Reason } from '../answer.js';
import type { Fields } from '../conditions/fields.js';
import type { NumberingRule, Procedure } from '../procedure/procedure.js';

export interface ToNumber {
  /** When the complaint was received. */
  at: number;
  fields: Fields;
  /** Counts from 1 within the counter that `counterOf` names. */
  sequence: number;
}

/** The number of a complaint (编号); not configured where the text gives no scheme, or none for so many complaints. */
export function numberOf(procedure: Procedure, asked: ToNumber): Configured<string> {
  const { numbering } = procedure;
  if (!numbering?.parts) return { configured: false, reason: numbering?.reason ?? nobodyNumbers(procedure) };
  let number = '';
  for (const part of numbering.parts) {
    const text = partOf(procedure, numbering, part, asked);
    if (text === null) return { configured: false, reason: numbering.reason };
    number += text;
  }
  return { configured: true, value: number, reason: numbering.reason };
}

/** Which counter gives the sequence: all complaints of the same local year, month or day share one. */
export function counterOf(procedure: Procedure, at: number): string {
  const per = procedure.numbering?.parts?.find(({ sequence }) => sequence)?.sequence?.per ?? 'ever';
  if (per === 'ever') return 'ever';
  return dateText({ year: 'yyyy', month: 'yyyyMM', day: 'yyyyMMdd' }[per], procedure, at);
}

type Part = NonNullable<NumberingRule['parts']>[number];

function partOf(
  procedure: Procedure,
  { rule }: NumberingRule,
  { text, date, field, sequence: counted }: Part,
  { at, fields, sequence }: ToNumber,
): string | null {
  if (text !== undefined) return text;
  if (date !== undefined) return dateText(date, procedure, at);
  if (field !== undefined) {
    const value = fields[field];
    if (value === undefined) throw new RangeError(`rule "${rule}" numbers by the field "${field}", which has no value`);
    return String(value);
  }
  if (!Number.isSafeInteger(sequence) || sequence < 1) throw new RangeError(`sequence ${sequence} is not 1 or more`);
  const digits = String(sequence).padStart(counted!.digits, '0');
  return digits.length > counted!.digits && counted!.overflow === 'notConfigured' ? null : digits;
}

function dateText(format: string, { calendar }: Procedure, at: number): string {
  const day = new Date(calendar.days.of(at) * 86_400_000);
  const two = (number: number) => String(number).padStart(2, '0');
  const year = String(day.getUTCFullYear());
  const parts: Record<string, string> = {
    yyyy: year,
    yy: year.slice(2),
    MM: two(day.getUTCMonth() + 1),
    dd: two(day.getUTCDate()),
  };
  return format.replace(/yyyy|yy|MM|dd/g, (part) => parts[part]!);
}

const nobodyNumbers = ({ basis }: Procedure): Reason => ({
  rule: 'no-numbering',
  basis: basis.id,
  version: basis.version,
  source: 'the text says nothing of numbers',
});
