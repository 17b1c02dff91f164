import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

it('is where everything of this run is written that goes to the temporary folder', () => {
  expect(tmpdir()).toMatch(/cc-test-\d+-\w+$/);
});

it('ends with the run, with whatever tests have left in it', () => {
  const script = `
    import { mkdtempSync, writeFileSync } from 'node:fs';
    import { tmpdir } from 'node:os';
    import { join } from 'node:path';
    import { openTemporaryFolder, removeTemporaryFolder } from '${join(import.meta.dirname, 'temporary-folder.mjs')}';
    await openTemporaryFolder();
    const left = join(mkdtempSync(join(tmpdir(), 'keys-')), 'keys.json');
    writeFileSync(left, '{}');
    await removeTemporaryFolder();
    console.log(left);`;

  const left = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }).trim();

  expect(left).toContain('cc-test-');
  expect(existsSync(left)).toBe(false);
});
