import { appendFileSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refusals } from './refusals.js';

const here = (line: number) => ({ line, objections: [{ reason: `第 ${line} 行` }] });
const byIntake = (sourceId: string) => ({ sourceId, violations: [{ rule: 'conflict' }] });

const aPath = () => join(mkdtempSync(join(tmpdir(), 'refused-')), 'tickets.refused.jsonl');
const rowsIn = (path: string) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as unknown);

async function opened(path: string, goesOn: boolean): Promise<Refusals> {
  const refusals = new Refusals(path);
  await refusals.open({ goesOn });
  return refusals;
}

describe('the file of refused rows', () => {
  it('keeps what an interrupted import has written, and has each row once', async () => {
    const path = aPath();
    const before = await opened(path, false);
    for (const row of [here(2), byIntake('a'), here(7)]) before.add(row);

    const after = await opened(path, true);
    for (const row of [here(7), byIntake('a'), byIntake('b')]) after.add(row);

    expect(rowsIn(path)).toEqual([here(2), byIntake('a'), here(7), byIntake('b')]);
  });

  it('writes a line again that was cut off by a kill', async () => {
    const path = aPath();
    (await opened(path, false)).add(here(2));
    appendFileSync(path, JSON.stringify(here(3)).slice(0, 9));

    const after = await opened(path, true);
    after.add(here(3));

    expect(rowsIn(path)).toEqual([here(2), here(3)]);
  });

  it('begins empty where an import begins with the first row', async () => {
    const path = aPath();
    (await opened(path, false)).add(here(2));

    await opened(path, false);

    expect(rowsIn(path)).toEqual([]);
  });
});
