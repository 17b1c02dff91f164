import decreed from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Names what rules and calendars say: another text anywhere below these folders, another document, or another list of
 * decreed holidays is another edition, and the same texts are the same one on every machine.
 */
export function editionOf(dirs: readonly string[], documents: readonly { name: string; text: string }[]): string {
  const hash = createHash('sha256').update(JSON.stringify(decreed));
  for (const dir of dirs.filter((one) => existsSync(one))) {
    const names = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
    for (const name of names.sort()) hash.update(`\0${name}\0`).update(readFileSync(join(dir, name)));
  }
  for (const { name, text } of documents) hash.update(`\0${name}\0${text}`);
  return hash.digest('hex').slice(0, 16);
}
