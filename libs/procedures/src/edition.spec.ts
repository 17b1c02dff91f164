import { mkdtempSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { editionOf } from './edition.js';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'edition-'));
  mkdirSync(join(dir, 'calendars'));
  writeFileSync(join(dir, 'calendars/ours.yaml'), 'until: 2026');
});
afterEach(() => rmSync(dir, { recursive: true }));

const edition = (documents: { name: string; text: string }[] = []) => editionOf([dir], documents);

describe('an edition', () => {
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

  it('does not mind a folder that is not there', () => {
    expect(editionOf([dir, join(dir, 'none')], [])).toBe(edition());
  });
});
