import decreed from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Names what rules and calendars say: another text anywhere below these folders, another document, or another list of
 * decreed holidays is another edition, and the same texts are the same one on every machine.
 */
export function editionOf(dirs: readonly string[], documents: readonly { name: string; text: string }[] = []): string {
  const hash = createHash('sha256').update(JSON.stringify(decreed));
  for (const dir of dirs.filter((one) => existsSync(one))) {
    for (const name of yamlBelow(dir)) hash.update(`\0${name}\0`).update(readFileSync(join(dir, name)));
  }
  for (const { name, text } of documents) hash.update(`\0${name}\0${text}`);
  return hash.digest('hex').slice(0, 16);
}

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
