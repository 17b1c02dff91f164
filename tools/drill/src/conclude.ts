import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DrillResult } from './drill.js';
import { FAULTS, inWords } from './finding.js';

/** Of each fault so many are shown; a file holds them all. */
const SHOWN = 20;

/** Says how a drill ended, the line last of all; answers the exit code. */
export function conclude(
  { line, findings }: Pick<DrillResult, 'line' | 'findings'>,
  { dir, seed, print }: { dir: string; seed: number; print: (line: string) => void },
): 0 | 1 {
  if (findings.length > 0) {
    const all = join(dir, 'findings.txt');
    writeFileSync(all, findings.map((finding) => `${inWords(finding)}\n`).join(''));
    for (const fault of FAULTS) {
      const some = findings.filter((finding) => finding.fault === fault);
      for (const finding of some.slice(0, SHOWN)) print(inWords(finding));
      if (some.length > SHOWN) print(`${fault}: ${some.length - SHOWN} more, all in ${all}`);
    }
    print(
      `logs: ${join(dir, 'logs')}, ${join(dir, 'kafka')}, ${join(dir, 'postgres')}; the same kills again: SEED=${seed}`,
    );
  }
  print(line);
  return findings.length === 0 ? 0 : 1;
}
