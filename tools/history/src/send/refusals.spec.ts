import { appendFileSync, chmodSync, mkdtempSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RefusedRow } from '../read/refused-row.js';
import { Refusals } from './refusals.js';

const aRow = (line: number, value = '?'): RefusedRow => ({
  line,
  objections: [{ column: '状态', value, rule: 'unknown-value', reason: 'is none of the values' }],
});

const aPath = () => join(mkdtempSync(join(tmpdir(), 'refused-')), 'tickets.refused.jsonl');
const rowsIn = (path: string) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as unknown);

async function opened(path: string, goesOn: boolean): Promise<Refusals> {
  const refusals = new Refusals(path, '/import/tickets.json');
  await refusals.open({ goesOn });
  return refusals;
}

describe('the file of refused rows', () => {
  it('keeps what an interrupted import has written, and has each row once', async () => {
    const path = aPath();
    const before = await opened(path, false);
    for (const row of [aRow(2), aRow(9), aRow(7)]) before.add(row);

    const after = await opened(path, true);
    for (const row of [aRow(7), aRow(9), aRow(8)]) after.add(row);

    expect(rowsIn(path)).toEqual([aRow(2), aRow(9), aRow(7), aRow(8)]);
    expect(after.shown).toEqual([aRow(2), aRow(7), aRow(8), aRow(9)]);
  });

  it('says what to do where another version has begun it, and leaves it as it is', async () => {
    const path = aPath();
    const old = `${JSON.stringify({ sourceId: '17', violations: [] })}\n`;
    writeFileSync(path, old);

    await expect(opened(path, true)).rejects.toThrow(
      /tickets\.refused\.jsonl was written by another version.* delete \/import\/tickets\.json, and run the same command again/,
    );
    expect(readFileSync(path, 'utf8')).toBe(old);
  });

  it('writes a line again that was cut off by a kill', async () => {
    const path = aPath();
    (await opened(path, false)).add(aRow(2));
    appendFileSync(path, JSON.stringify(aRow(3)).slice(0, 9));

    const after = await opened(path, true);
    after.add(aRow(3));

    expect(rowsIn(path)).toEqual([aRow(2), aRow(3)]);
  });

  it('writes a line again of which only the newline was cut off', async () => {
    const path = aPath();
    const before = await opened(path, false);
    for (const row of [aRow(2), aRow(3)]) before.add(row);
    truncateSync(path, statSync(path).size - 1);

    const after = await opened(path, true);
    for (const row of [aRow(3), aRow(4)]) after.add(row);

    expect(rowsIn(path)).toEqual([aRow(2), aRow(3), aRow(4)]);
  });

  it.each(['\u2028', '\u2029'])('keeps a row with %j in it, and those after it', async (separator) => {
    const path = aPath();
    const before = await opened(path, false);
    for (const row of [aRow(2, `a${separator}b`), aRow(3)]) before.add(row);

    await opened(path, true);

    expect(rowsIn(path)).toEqual([aRow(2, `a${separator}b`), aRow(3)]);
  });

  it.each([true, false])('is read by its owner alone, whoever could read it before (goes on: %s)', async (goesOn) => {
    const path = aPath();
    const before = aPath();
    writeFileSync(before, '');
    chmodSync(before, 0o644);

    await opened(path, goesOn);
    await opened(before, goesOn);

    expect([path, before].map((each) => statSync(each).mode & 0o777)).toEqual([0o600, 0o600]);
  });

  it('begins empty where an import begins with the first row', async () => {
    const path = aPath();
    (await opened(path, false)).add(aRow(2));

    await opened(path, false);

    expect(rowsIn(path)).toEqual([]);
  });
});
