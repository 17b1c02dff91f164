import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PLATFORM_FIELDS } from '../conditions/fields.js';
import { DEFAULT_STAGES, DEFAULT_STEPS } from '../life-cycle/default-life-cycle.js';
import { DEMANDS } from '../time/limit.js';
import { DEFAULTS } from '../time/conventions.js';
import { PLATFORM_EVENTS } from './platform-events.js';
import { PLATFORM_ROLES } from './platform-roles.js';
import { QUESTIONS } from './questions.js';
import { ProcedureFile } from './schema.js';

const page = readFileSync(join(import.meta.dirname, '../../../../docs/procedures.md'), 'utf8');
const words = new Set(page.match(/[A-Za-z][A-Za-z.]*[A-Za-z]/g));

const answers = Object.values(QUESTIONS).flatMap((question) =>
  Array.isArray(question.answers) ? question.answers : [],
);
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
