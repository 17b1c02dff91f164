import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { conclude } from './conclude.js';
import { lastLine, type Finding } from './finding.js';

const aLoss = (nth: number): Finding => ({ fault: 'lost', id: `event e${nth}`, expected: 'a record', seen: 'none' });

function concluded(findings: Finding[]) {
  const dir = mkdtempSync(join(tmpdir(), 'conclude-'));
  const printed: string[] = [];
  const print = (line: string) => void printed.push(line);
  const code = conclude({ line: lastLine(4, findings), findings }, { dir, seed: 7, print });
  return { code, printed, dir };
}

it('says nothing but its line, and ends with 0, when all is well', () => {
  const { code, printed } = concluded([]);

  expect(code).toBe(0);
  expect(printed).toEqual(['drill: kills=4 lost=0 doubled=0 reordered=0 unanswered=0']);
});

it('tells what was expected and what was seen, by id, where the logs are, and ends with 1', () => {
  const { code, printed, dir } = concluded([aLoss(1)]);

  expect(code).toBe(1);
  expect(printed).toEqual([
    'lost: event e1\n    expected: a record\n    seen: none',
    `logs: ${dir}/logs, ${dir}/kafka, ${dir}/postgres; the same kills again: SEED=7`,
    'drill: kills=4 lost=1 doubled=0 reordered=0 unanswered=0',
  ]);
});

it('keeps all in a file where there are too many to show', () => {
  const { printed, dir } = concluded(Array.from({ length: 25 }, (_, nth) => aLoss(nth)));

  expect(printed).toContain(`lost: 5 more, all in ${dir}/findings.txt`);
  expect(readFileSync(join(dir, 'findings.txt'), 'utf8').match(/^lost: /gm)).toHaveLength(25);
});
