import type { Scope } from '@cc/contracts';
import type { Caller } from './caller.js';

/**
 * The predicate that keeps a query inside what the caller may see, for rows with the columns organisation, division and
 * unit. Its parameters are numbered from `$<first>`.
 */
export function scopeWhere(caller: Caller, alias: string, first = 1): { sql: string; params: unknown[] } {
  const sql = [`${alias}.organisation = $${first}`];
  const params: unknown[] = [caller.organisation];
  if (caller.divisions !== '*') {
    const [division, ...more] = caller.divisions;
    // An index keeps the order that is asked for behind one value, not behind a list of one.
    const isOne = division !== undefined && more.length === 0;
    params.push(isOne ? division : caller.divisions);
    const place = `$${first + params.length - 1}`;
    sql.push(`${alias}.division = ${isOne ? place : `any(${place})`}`);
  }
  if (caller.scope === 'unit' && caller.unit !== null) {
    params.push(caller.unit);
    sql.push(`${alias}.unit = $${first + params.length - 1}`);
  }
  return { sql: `(${sql.join(' and ')})`, params };
}

/** The same predicate for something already loaded. */
export function inScope(caller: Caller, about: Scope): boolean {
  return (
    caller.organisation === about.organisation &&
    (caller.divisions === '*' || caller.divisions.includes(about.division)) &&
    (caller.scope !== 'unit' || caller.unit === null || caller.unit === about.unit)
  );
}
