import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { z } from 'zod';

/** What a source is told about. */
export const PROGRESS = [
  'dispatched',
  'accepted',
  'answered',
  'reopened',
  'closed',
  'withdrawn',
  'paused',
  'resumed',
  'answerByMoved',
  'overdue',
  'notOverdue',
  'urgeAccepted',
  'urgeRefused',
  'urgeBounced',
  'supplementAccepted',
  'supplementRefused',
  'supplementBounced',
  'withdrawalAccepted',
  'withdrawalRefused',
  'withdrawalBounced',
  'notRecorded',
] as const;
export type Progress = (typeof PROGRESS)[number];

export interface Text {
  zh: string;
  en: string;
}

const PLACEHOLDERS = ['number', 'clock', 'new'] as const;
type Values = Partial<Record<(typeof PLACEHOLDERS)[number], string | Text>>;

const Wording = z
  .string()
  .refine((text) => [...text.matchAll(/\{(\w+)\}/g)].every(([, name]) => PLACEHOLDERS.includes(name as never)), {
    message: `only the placeholders ${PLACEHOLDERS.map((name) => `{${name}}`).join(', ')} are known`,
  });
const Texts = z.strictObject(
  Object.fromEntries(PROGRESS.map((key) => [key, z.strictObject({ zh: Wording, en: Wording })])),
);

/** 进度用语: a table, so that a wording is changed without a release. Unknown keys and placeholders stop the start. */
export class ProgressTexts {
  constructor(private readonly texts: Record<Progress, Text>) {}

  say(progress: Progress, values: Values): Text {
    const { zh, en } = this.texts[progress];
    return { zh: filled(zh, values, 'zh'), en: filled(en, values, 'en') };
  }
}

export function loadProgressTexts(): ProgressTexts {
  const file = join(import.meta.dirname, '../../data/progress.yaml');
  return new ProgressTexts(Texts.parse(load(readFileSync(file, 'utf8'))) as Record<Progress, Text>);
}

function filled(wording: string, values: Values, language: keyof Text): string {
  return wording.replace(/\{(\w+)\}/g, (_, name: keyof Values) => {
    const value = values[name];
    return typeof value === 'object' ? value[language] : (value ?? '');
  });
}
