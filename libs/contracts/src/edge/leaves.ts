import { pointerTo } from '../violations/printable.js';
import { shownValue } from '../violations/shown-value.js';
import { violation, type Objection } from '../violations/violation.js';
import { Instant } from '../values.js';
import type { Violation } from './receipts.js';

/** Objects to a text of the input, or not. Texts that the schema refuses may come too: those are let pass. */
export type LeafCheck = (written: string) => Objection | null;

/**
 * Checks texts of parsed JSON by their place (`*` stands for any index), whether or not the rest fits its schema, so
 * that all problems are told at once.
 */
export function objectionsToLeaves(input: unknown, checks: Record<string, LeafCheck>): Violation[] {
  return Object.entries(checks).flatMap(([place, check]) =>
    textsAt(input, place.split('/').slice(1), []).flatMap(([path, written]) => {
      const objection = check(written);
      return objection ? [violation(pointerTo(path), shownValue(written, path), objection)] : [];
    }),
  );
}

type Path = (string | number)[];

function textsAt(value: unknown, steps: readonly string[], path: Path): [Path, string][] {
  const [step, ...rest] = steps;
  if (step === undefined) return typeof value === 'string' ? [[path, value]] : [];
  if (step === '*') {
    return Array.isArray(value) ? value.flatMap((entry, index) => textsAt(entry, rest, [...path, index])) : [];
  }
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return [];
  return textsAt((value as Record<string, unknown>)[step], rest, [...path, step]);
}

/** How far a sender's clock may run ahead of ours. */
const SKEW_MS = 5 * 60 * 1000;

const EARLIEST = Date.parse('2000-01-01T00:00:00Z');

/** NaN for what is no instant: the schema refuses that, and no comparison holds. */
const instantOf = (written: string) => Instant.safeParse(written).data?.getTime() ?? NaN;

/** Before 2000 is a clock that was never set, or a field that was never filled. */
export const notTooOld: LeafCheck = (written) =>
  instantOf(written) < EARLIEST
    ? { rule: 'too-old', zh: '时间早于 2000 年，请检查', en: 'lies before the year 2000; check it' }
    : null;

/** What is said to have happened has happened; five minutes are granted for clocks that differ. */
export const notInFuture =
  (now: Date): LeafCheck =>
  (written) =>
    instantOf(written) > now.getTime() + SKEW_MS
      ? {
          rule: 'in-future',
          zh: `时间在未来（现在是 ${now.toISOString()}），请检查时区`,
          en: `lies in the future (it is ${now.toISOString()} now); check the zone`,
        }
      : notTooOld(written);

/** A code must be in use; a name of a place is left to whoever resolves names. */
export const knownRegion =
  (regions: ReadonlySet<string>): LeafCheck =>
  (written) => {
    const code = written.normalize('NFKC').trim();
    return !/^\d+$/.test(code) || regions.has(code)
      ? null
      : {
          rule: 'unknown-region',
          zh: '不是已知的行政区划代码；请填写 GB/T 2260 的 2 位或 6 位代码，例如 44、440100，或填写地名',
          en: 'is no known code of a region; give a GB/T 2260 code of 2 or 6 digits, for example 44, 440100, or the name of the place',
        };
  };
