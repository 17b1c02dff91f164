import { createHash } from 'node:crypto';

/** Beyond so many different texts somebody builds SQL by hand; preparing all of it would fill the server's memory. */
const LIMIT = 500;

const names = new Map<string, string>();

/** The name under which a connection keeps this text prepared; undefined: do not prepare it. */
export function statementName(sql: string): string | undefined {
  const known = names.get(sql);
  if (known) return known;
  if (names.size >= LIMIT) return undefined;
  const name = `cc_${createHash('sha1').update(sql).digest('hex').slice(0, 24)}`;
  names.set(sql, name);
  return name;
}
