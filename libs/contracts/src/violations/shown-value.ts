import { printable } from './printable.js';

/** Fields that hold a person or what a person said: receipts and logs never repeat them. */
const PERSONAL = new Set([
  'name',
  'phone',
  'businessNumber',
  'problem',
  'demand',
  'text',
  'address',
  'done',
  'slip',
  'findings',
  'measures',
  'answerToCustomer',
  'recording',
  'url',
  'objectId',
  'fields',
  'ref',
]);

/** Parts whose every field is personal unless it is listed: here somebody may have put a name in a wrong place. */
const HARMLESS_OF_CUSTOMER = new Set(['level', 'homeRegion']);

const isPersonal = (path: readonly PropertyKey[]) =>
  path.some((step) => PERSONAL.has(String(step))) ||
  (path.includes('customer') && !HARMLESS_OF_CUSTOMER.has(String(path.at(-1))));

/** What stood at a path, for an error message: shortened, hidden where it is personal; null when nothing stood there. */
export function shownValue(value: unknown, path: readonly PropertyKey[]): string | null {
  if (value === undefined) return null;
  if (value === null) return 'null';
  if (Array.isArray(value)) return `[${value.length}]`;
  if (typeof value === 'object') return value instanceof Date ? String(value.getTime()) : '{…}';
  if (isPersonal(path)) return typeof value === 'string' ? `***(${value.length})` : '***';
  return printable(String(value));
}

/** The value at a path of parsed JSON; undefined when the path leads nowhere. */
export function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let here = input;
  for (const step of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined;
    here = (here as Record<PropertyKey, unknown>)[step];
  }
  return here;
}
