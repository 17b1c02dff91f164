import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PLATFORM_FIELDS } from '../conditions/fields.js';
import { DEFAULT_STAGES, DEFAULT_STEPS } from '../life-cycle/default-life-cycle.js';
import { DEMANDS } from '../time/limit.js';
import { DEFAULTS } from '../time/conventions.js';
import { loadRuleBook, playExamplesOf } from '../rule-book.js';
import { PLATFORM_EVENTS } from './platform-events.js';
import { PLATFORM_ROLES } from './platform-roles.js';
import { QUESTIONS } from './questions.js';
import { ProcedureFile } from './schema.js';

const page = readFileSync(join(import.meta.dirname, '../../../../docs/procedures.md'), 'utf8');
const words = new Set(page.match(/[A-Za-z][A-Za-z.]*[A-Za-z]/g));

const answers = Object.values(QUESTIONS).flatMap(({ words: ofIt }) => Object.keys(ofIt));
const sections = Object.keys(ProcedureFile.shape.versions.element.shape);

it.each([
  ['field', Object.keys(PLATFORM_FIELDS)],
  ['event', [...PLATFORM_EVENTS]],
  ['role', Object.keys(PLATFORM_ROLES)],
  ['stage', Object.keys(DEFAULT_STAGES)],
  ['action', Object.keys(DEFAULT_STEPS)],
  ['question', Object.keys(QUESTIONS)],
  ['answer', answers],
  ['convention', Object.keys(DEFAULTS)],
  ['demand without a number', DEMANDS],
  ['section', sections],
])('the page about the format knows every %s', (_kind, names) => {
  expect(names.filter((name) => !words.has(name))).toEqual([]);
});

it('the whole procedure of the page, its overlay, its calendar and its examples are as the page says', () => {
  const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => text!);
  const block = (begins: string) => blocks.find((text) => text.startsWith(begins))!;
  const dir = mkdtempSync(join(tmpdir(), 'page-'));
  try {
    mkdirSync(join(dir, 'calendars'));
    writeFileSync(join(dir, 'calendars', 'tea-house-hours.yaml'), block('id: tea-house-hours'));
    writeFileSync(join(dir, 'tea-house.yaml'), block('id: tea-house\n'));
    writeFileSync(join(dir, 'north.yaml'), block('id: tea-house/north'));
    writeFileSync(join(dir, 'tea-house.examples.yaml'), block('procedure: tea-house'));

    const book = loadRuleBook(dir);
    const played = playExamplesOf(book, dir);

    expect(played.map(({ played: { misses } }) => misses)).toEqual([[], []]);
    expect(book.calendars.ids()).toContain('tea-house-hours');
    expect(book.procedures.of({ id: 'tea-house/north', version: '2026' }).clocks).toMatchObject([
      { rule: 'D1', limit: { amount: 2 * 3_600_000 } },
    ]);
  } finally {
    rmSync(dir, { recursive: true });
  }
});
