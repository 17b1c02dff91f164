import type { Repair } from '../mapping/schema.js';

/** The text after a rule, or null where the rule has nothing to do with it. What it cannot repair is left as it is. */
export function repaired(text: string, rule: Repair, values: readonly string[]): string | null {
  const fits = rule.when === undefined ? null : pattern(rule.when);
  if (fits && !fits.test(text)) return null;
  if (rule.keep) return text;
  const after = changed(text, rule, fits, values);
  return after === text ? null : after;
}

function changed(text: string, rule: Repair, fits: RegExp | null, values: readonly string[]): string {
  if (rule.trim) return text.trim();
  if (rule.replaceBy !== undefined) return fits ? text.replace(fits, rule.replaceBy) : rule.replaceBy;
  if (rule.whenEmpty !== undefined) return text.trim() === '' ? rule.whenEmpty : text;
  if (rule.zerosTo !== undefined) return /^\d+$/.test(text) ? text.padStart(rule.zerosTo, '0') : text;
  if (rule.swapFirstTwoIfFirstAtMost !== undefined) return swapped(text, rule.swapFirstTwoIfFirstAtMost);
  if (rule.ignoreCase) return inTheirCase(text, values);
  if (rule.cutTo !== undefined) return text.length > rule.cutTo ? `${text.slice(0, rule.cutTo - 1)}…` : text;
  return text;
}

/** `03-04-15` as `04-03-15`: digits, something else, digits. */
function swapped(text: string, atMost: number): string {
  const numbers = /^(\d{1,2})(\D+)(\d{1,2})(?=\D)/.exec(text);
  if (!numbers || Number(numbers[1]) > atMost) return text;
  const [all, first, between, second] = numbers;
  return `${second}${between}${first}${text.slice(all.length)}`;
}

function inTheirCase(text: string, values: readonly string[]): string {
  if (values.includes(text)) return text;
  return values.find((value) => value.toLowerCase() === text.toLowerCase()) ?? text;
}

const patterns = new Map<string, RegExp>();

function pattern(source: string): RegExp {
  let known = patterns.get(source);
  if (!known) patterns.set(source, (known = new RegExp(source, 'u')));
  return known;
}
