import { existsSync, readFileSync } from 'node:fs';
import { LineCounter, isNode, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { inPlainWords } from './plain-words.js';
import type { DataProblem } from './problem.js';

type Path = readonly PropertyKey[];

/** A data file that fits its schema, and knows on which line each of its values stands. */
export interface DataFile<T> {
  value: T;
  problem(path: Path, message: string): DataProblem;
}

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
): DataFile<T> | null {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    for (const { pos, message } of document.errors) {
      problems.push({
        file,
        line: lines.linePos(pos[0]).line,
        message: message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, ''),
      });
    }
    return null;
  }
  const problem = (path: Path, message: string) => ({ file, line: lineOf(document, lines, path), message });

  const content: unknown = document.toJS();
  const strict = schema.safeParse(content, { error: inPlainWords });
  if (strict.success) return { value: strict.data, problem };

  for (const issue of strict.error.issues) {
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

function withoutUnknownKeys(content: unknown, error: z.ZodError): unknown {
  for (const issue of error.issues) {
    if (issue.code !== 'unrecognized_keys') continue;
    const holder = issue.path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown>)[key], content);
    for (const key of issue.keys) delete (holder as Record<string, unknown>)[key];
  }
  return content;
}

/** The line of the value at `path`, or of the nearest value around it when it is missing. */
function lineOf(document: Document, lines: LineCounter, path: Path): number {
  for (let depth = path.length; depth >= 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
