import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadRuleBook } from './rule-book.js';

/** A function that knows a procedure by name is a rule outside the data. Tests may name them; the engine may not. */
it('no file of the engine names a procedure', () => {
  const ids = loadRuleBook()
    .procedures.all()
    .map(({ basis }) => basis.id);
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !/\.(spec|fixture)\.ts$/.test(name) && !name.startsWith('provisional/'),
  );

  const named = files.flatMap((name) => {
    const text = readFileSync(join(import.meta.dirname, name), 'utf8');
    return ids.filter((id) => new RegExp(`['"\`/]${id}['"\`/ ]`).test(text)).map((id) => `${name}: ${id}`);
  });

  expect(ids.length).toBeGreaterThan(50);
  expect(named).toEqual([]);
});
