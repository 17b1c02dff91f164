import { mkdtempSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { editionOf, editionOfRules } from './edition.js';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'edition-'));
  mkdirSync(join(dir, 'calendars'));
  writeFileSync(join(dir, 'calendars/ours.yaml'), 'until: 2026');
});
afterEach(() => rmSync(dir, { recursive: true }));

const edition = (documents: { name: string; text: string }[] = []) => editionOfRules([dir], documents);

describe('an edition of rules', () => {
  it('is the same for the same texts, whatever else lies beside them', () => {
    const before = edition();
    writeFileSync(join(dir, 'README.md'), 'how to write one');

    expect(edition()).toBe(before);
  });

  it('is another when a text, its name or a document changes', () => {
    const seen = [
      edition(),
      edition([{ name: 'tea', text: 'id: tea' }]),
      edition([{ name: 'tea', text: 'id: coffee' }]),
    ];
    writeFileSync(join(dir, 'calendars/ours.yaml'), 'until: 2027');
    seen.push(edition());
    renameSync(join(dir, 'calendars/ours.yaml'), join(dir, 'calendars/theirs.yaml'));
    seen.push(edition());

    expect(new Set(seen).size).toBe(5);
  });

  it('is another with another engine or another list of decreed holidays, though no text has changed', () => {
    const by = (engine: number, decreed: unknown) => editionOfRules([dir], [], { engine, decreed });
    const seen = [by(1, { until: 2026 }), by(2, { until: 2026 }), by(1, { until: 2027 })];

    expect(new Set(seen).size).toBe(3);
  });

  it('stays the same when only worked examples change: nothing needs to be reckoned anew for them', () => {
    const before = edition();
    writeFileSync(join(dir, 'tea.examples.yaml'), 'examples: []');

    expect(edition()).toBe(before);
  });

  it('does not mind a folder that is not there', () => {
    expect(editionOfRules([dir, join(dir, 'none')])).toBe(edition());
  });
});

it('an edition of data tells any two of its texts apart', () => {
  const before = editionOf(dir);
  writeFileSync(join(dir, 'tea.examples.yaml'), 'examples: []');

  expect(editionOf(dir)).not.toBe(before);
});
