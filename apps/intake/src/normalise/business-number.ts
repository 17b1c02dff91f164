import { tidy } from './half-width.js';
import { phoneNumber } from './phone.js';

/** 业务号码: a phone number in E.164, or a broadband or other account in lower case; equal numbers are equal texts. */
export function businessNumber(written: string): string {
  return phoneNumber(written) ?? tidy(written).replace(/\s/g, '').toLowerCase();
}

/** What people read out to be found again: the last four digits (末四位); `null` when there are fewer. */
export function lastFour(number: string): string | null {
  return /\d{4}$/.exec(number.replace(/[^\d]/g, ''))?.[0] ?? null;
}
