import { createHash } from 'node:crypto';
import type { QueryConfig } from 'pg';
import { binaryArray } from './binary-array.js';

/** Beyond so many different texts somebody builds SQL by hand; preparing all of it would fill the server's memory. */
const LIMIT = 500;

interface Known {
  /** Under which a connection keeps the text prepared. */
  name: string;
  /** Of each parameter that is an array, wherever it stands: the type of its elements. */
  arrays: (string | undefined)[];
}

const known = new Map<string, Known>();

/** What the driver sends: prepared once a connection, since planning costs more than running; arrays as their casts allow. */
export function statement(sql: string, parameters: readonly unknown[]): QueryConfig {
  const found = known.get(sql) ?? (known.size < LIMIT ? learn(sql) : undefined);
  if (!found) return { text: sql, values: [...parameters] };
  const values = parameters.map((value, i) => {
    const type = found.arrays[i];
    return type !== undefined && Array.isArray(value) ? (binaryArray(type, value) ?? value) : value;
  });
  return { name: found.name, text: sql, values };
}

function learn(sql: string): Known {
  const name = `cc_${createHash('sha1').update(sql).digest('hex').slice(0, 24)}`;
  const one = { name, arrays: arrayTypes(sql) };
  known.set(sql, one);
  return one;
}

/** A parameter that stands somewhere without its cast may have another type for the server: it is left to the text form. */
export function arrayTypes(sql: string): (string | undefined)[] {
  const types = new Map<number, Set<string | undefined>>();
  for (const [, number, cast] of sql.matchAll(/\$(\d+)(?:::([a-z0-9 ]+)\[\])?/g)) {
    const place = Number(number) - 1;
    types.set(place, (types.get(place) ?? new Set()).add(cast));
  }
  return Array.from({ length: Math.max(0, ...types.keys()) + 1 }, (_, place) => {
    const casts = types.get(place);
    return casts?.size === 1 ? [...casts][0] : undefined;
  });
}
