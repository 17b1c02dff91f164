import { existsSync, readFileSync } from 'node:fs';
import { loadAll, YAMLException } from 'js-yaml';
import type { z } from 'zod';
import type { Language } from '../explain/language.js';
import { nearestWord } from './did-you-mean.js';
import { lineAt, placesIn, type Path, type Place } from './places.js';
import { inPlainWords } from './plain-words.js';
import type { DataProblem } from './problem.js';

/** A data file that fits its schema, and knows on which line each of its values stands. */
export interface DataFile<T> {
  value: T;
  problem(path: Path, message: string): DataProblem;
}

const BROKEN = { zh: 'YAML 有误：', en: 'broken YAML: ' };
const SEVERAL = {
  zh: '含有多个文档；请各放入一个文件，不写 ---',
  en: 'holds several documents; put each into a file of its own, without ---',
};

/** Reads a file and adds what is wrong with it to `problems`; see `readDataText`. */
export function readDataFile<T>(file: string, schema: z.ZodType<T>, problems: DataProblem[]): DataFile<T> | null {
  if (existsSync(file)) return readDataText(file, readFileSync(file, 'utf8'), schema, problems);
  problems.push({ file, line: 1, message: 'the file is missing' });
  return null;
}

/**
 * Reads a text that problems call `file`. A text whose only faults are unknown keys is still handed back without them, so
 * that everything else about it can be checked in the same run.
 */
export function readDataText<T>(
  file: string,
  text: string,
  schema: z.ZodType<T>,
  problems: DataProblem[],
  language: Language = 'en',
): DataFile<T> | null {
  let documents: unknown[];
  try {
    documents = loadAll(text);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw new Error(`${file} cannot be read as YAML`, { cause: error });
    problems.push({ file, line: (error.mark?.line ?? 0) + 1, message: `${BROKEN[language]}${error.reason}` });
    return null;
  }
  if (documents.length > 1) {
    problems.push({ file, line: 1, message: SEVERAL[language] });
    return null;
  }
  // Where a value stands is asked only when something is wrong with one, and worked out then.
  let places: Place | undefined;
  const problem = (path: Path, message: string) => {
    places ??= placesIn(text);
    return { file, line: lineAt(text, places, path), message };
  };

  const content = documents[0] ?? null;
  const strict = schema.safeParse(content, { error: inPlainWords[language] });
  if (strict.success) return { value: strict.data, problem };

  for (const issue of strict.error.issues) {
    if (followsFromUnknownKeys(issue, strict.error, content) || isMisspelt(issue, strict.error, content)) continue;
    const at = issue.path.length > 0 ? `${issue.path.join('.')}: ` : '';
    if (issue.code !== 'unrecognized_keys') problems.push(problem(issue.path, `${at}${issue.message}`));
    else {
      for (const [nth, message] of issue.message.split('\n').entries()) {
        problems.push(problem([...issue.path, issue.keys[nth]!], `${at}${message}`));
      }
    }
  }
  const forgiven = schema.safeParse(withoutUnknownKeys(content, strict.error));
  return forgiven.success ? { value: forgiven.data, problem } : null;
}

/** Of a table that holds unknown keys and no other, that something is missing is the same fault. */
function followsFromUnknownKeys(issue: z.core.$ZodIssue, { issues }: z.ZodError, content: unknown): boolean {
  if (issue.code !== 'custom') return false;
  const path = issue.path.join('.');
  return issues.some(
    (other) =>
      other.code === 'unrecognized_keys' &&
      other.path.join('.') === path &&
      other.keys.length === Object.keys(valueAt(content, issue.path) as object).length,
  );
}

/** A key that is missing because an unknown one is meant for it: that one is told, on its line. */
function isMisspelt({ code, path }: z.core.$ZodIssue, { issues }: z.ZodError, content: unknown): boolean {
  const [table, key] = [path.slice(0, -1), path.at(-1)];
  if (typeof key !== 'string' || !code.startsWith('invalid_')) return false;
  if ((valueAt(content, table) as Record<string, unknown> | undefined)?.[key] !== undefined) return false;
  return issues.some(
    (other) =>
      other.code === 'unrecognized_keys' &&
      other.path.join('.') === table.join('.') &&
      other.keys.some((unknown) => nearestWord(unknown, [key]) !== null),
  );
}

const valueAt = (content: unknown, path: Path) =>
  path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown>)[key], content);

function withoutUnknownKeys(content: unknown, error: z.ZodError): unknown {
  for (const issue of error.issues) {
    if (issue.code !== 'unrecognized_keys') continue;
    const holder = valueAt(content, issue.path);
    for (const key of issue.keys) delete (holder as Record<string, unknown>)[key];
  }
  return content;
}
