import type { RawRecord } from './record.js';

export const bytes = (text: string) => new TextEncoder().encode(text);

/** A record as `kcat` would send it. A header that is given as undefined is left out; a list is a doubled one. */
export function aRecord(
  type: string,
  key: string | Uint8Array | null,
  value: unknown,
  headers: Record<string, string | string[] | undefined> = {},
): RawRecord {
  const all = { ce_id: 'm-1', ce_type: type, ce_source: '/call-centre/44', ce_specversion: '1.0', ...headers };
  const given = Object.entries(all).filter(([, written]) => written !== undefined);
  return {
    key: typeof key === 'string' ? bytes(key) : key,
    value: value instanceof Uint8Array ? value : bytes(typeof value === 'string' ? value : JSON.stringify(value)),
    headers: Object.fromEntries(given.map(([name, written]) => [name, [written ?? ''].flat().map(bytes)])),
  };
}
