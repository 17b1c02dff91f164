import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { writeSecret } from './secret-file.js';

const folder = () => mkdtempSync(join(tmpdir(), 'secret-'));

describe('a secret in a file', () => {
  it('can be read by its owner alone, also where everybody could read what stood there', async () => {
    const file = join(folder(), 'password');
    writeFileSync(file, 'old', { mode: 0o644 });

    await writeSecret(file, 'new');

    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('stays the old one until the new one is accepted', async () => {
    const file = join(folder(), 'password');
    writeFileSync(file, 'old');
    const seen: string[] = [];

    await writeSecret(file, 'new', async () => {
      seen.push(readFileSync(file, 'utf8'));
    });

    expect([...seen, readFileSync(file, 'utf8')]).toEqual(['old', 'new']);
  });

  it('stays the old one where nobody answers, and the new one lies beside it until the next attempt', async () => {
    const dir = folder();
    const file = join(dir, 'password');
    writeFileSync(file, 'old');
    const away = () => Promise.reject(new Error('away'));

    await expect(writeSecret(file, 'first', away)).rejects.toThrow('away');
    const beside = readFileSync(`${file}.new`, 'utf8');
    await writeSecret(file, 'second');

    expect(beside).toBe('first');
    expect(readFileSync(file, 'utf8')).toBe('second');
    expect(readdirSync(dir)).toEqual(['password']);
  });
});
