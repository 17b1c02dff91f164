import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadRuleBook } from './rule-book.js';

const ORGANISATIONS = join(import.meta.dirname, '../data/organisations');

/** A function that knows a procedure or an organisation by name is a rule outside the data. Only tests may name them. */
it('no file of the engine names a procedure or an organisation', () => {
  const procedures = loadRuleBook()
    .procedures.all()
    .map(({ basis }) => basis.id);
  const organisations = readdirSync(ORGANISATIONS);
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !/\.(spec|fixture)\.ts$/.test(name),
  );

  const named = files.flatMap((name) => {
    const text = readFileSync(join(import.meta.dirname, name), 'utf8');
    const whole = (id: string) => new RegExp(`(?<![a-z0-9-])${id}(?![a-z0-9-])`);
    return [...procedures, ...organisations].filter((id) => whole(id).test(text)).map((id) => `${name}: ${id}`);
  });

  expect(new Set(procedures).size).toBeGreaterThan(50);
  expect(organisations.length).toBeGreaterThan(0);
  expect(named).toEqual([]);
});
