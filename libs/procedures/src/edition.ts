import decreed from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLES } from './procedure/load.js';

/** Raised with a change of the engine by which the same texts answer other clocks: those that run are reckoned anew then. */
const ENGINE = 1;

interface Text {
  name: string;
  text: string;
}

/** Names what is written below a folder: another text anywhere is another edition, and the same texts are the same one on every machine. */
export const editionOf = (dir: string): string => nameOf(textsBelow(dir));

/**
 * Names what rules and calendars answer: another text of them below these folders, another document, another engine or list
 * of decreed holidays is another edition. Worked examples answer nothing.
 */
export function editionOfRules(
  dirs: readonly string[],
  documents: readonly Text[] = [],
  by: { engine: number; decreed: unknown } = { engine: ENGINE, decreed },
): string {
  const rules = dirs.filter((dir) => existsSync(dir)).flatMap(textsBelow);
  return nameOf([
    { name: 'by', text: JSON.stringify(by) },
    ...rules.filter(({ name }) => !name.endsWith(EXAMPLES)),
    ...documents,
  ]);
}

function nameOf(texts: readonly Text[]): string {
  const hash = createHash('sha256');
  for (const { name, text } of texts) hash.update(`\0${name}\0${text}`);
  return hash.digest('hex').slice(0, 16);
}

const textsBelow = (dir: string): Text[] =>
  yamlBelow(dir).map((name) => ({ name, text: readFileSync(join(dir, name), 'utf8') }));

/** Every `*.yaml` below a folder by its path, in their order; links are followed, and what begins with a dot is the mount's own. */
export function yamlBelow(dir: string, folder = ''): string[] {
  return readdirSync(join(dir, folder))
    .filter((name) => !name.startsWith('.'))
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      if (statSync(join(dir, path)).isDirectory()) return yamlBelow(dir, path);
      return name.endsWith('.yaml') ? [path] : [];
    });
}
