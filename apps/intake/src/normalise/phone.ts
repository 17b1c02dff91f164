import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { tidy } from './half-width.js';

/** 400 and 800 lines and the operators' and public short numbers have no E.164 form; they are kept as people dial them. */
const SERVICE_NUMBER = /^(?:[48]00\d{7}|1(?:00\d{2,3}|1[0-9]|2[0-9]|2[0-9]{3})|9[56]\d{3,6})$/;
const MOBILE = /^(?:\+?86|0086)?(1[3-9]\d{9})$/;

/**
 * The number in E.164 (`+8613800138000`, `+862038001234`), China by default; a service number (400, 10000, 95xxx) as it is
 * dialled; `null` when it is neither.
 */
export function phoneNumber(written: string): string | null {
  const dialled = tidy(written).replace(/[\s\-—–()./]/g, '');
  if (SERVICE_NUMBER.test(dialled)) return dialled;

  const mobile = MOBILE.exec(dialled)?.[1];
  if (mobile !== undefined) return `+86${mobile}`;

  // People leave out the trunk zero of a landline when they write the country code, and put it where it is not dialled.
  const parsed = parsePhoneNumberFromString(dialled.replace(/^(?:\+|00)860/, '+86'), {
    defaultCountry: 'CN',
    extract: false,
  });
  if (!parsed?.isValid()) return null;
  // The library lets a mobile number have a digit too many.
  const mobileTooLong = parsed.countryCallingCode === '86' && /^1[3-9]\d{10,}$/.test(parsed.nationalNumber);
  return mobileTooLong ? null : parsed.number;
}
