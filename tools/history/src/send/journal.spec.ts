import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Journal } from './journal.js';

describe('the folder of an import', () => {
  it('is made for its owner alone: refused rows lie in it', () => {
    const home = mkdtempSync(join(tmpdir(), 'import-'));
    const file = join(home, 'tickets.csv');
    writeFileSync(file, '编号\n1\n');
    const dir = join(home, 'import');

    new Journal(dir, file, '{}', 'history');

    expect(statSync(dir).mode & 0o777).toBe(0o700);
  });
});
