import { appendFileSync, chmodSync, createReadStream, existsSync, truncateSync, writeFileSync } from 'node:fs';
import { MOST_SHOWN, type RefusedRow } from '../read/refused-row.js';
import { SeenIds } from '../read/seen-ids.js';
import { ImportProblem } from '../problem.js';

/** It holds values of customers' rows. */
const OWNER_ONLY = 0o600;
const NEWLINE = 0x0a;

/** 拒收清单: every refused row with its reasons, a line of JSON each, once, however often the import was interrupted. */
export class Refusals {
  private held = new SeenIds();
  private first: RefusedRow[] = [];

  constructor(
    readonly path: string,
    /** Where an import goes on; named where this file cannot be gone on with. */
    private readonly journal: string,
  ) {}

  /** An import that goes on keeps what the one before has written; any other begins with an empty file. */
  async open({ goesOn }: { goesOn: boolean }): Promise<void> {
    this.held = new SeenIds();
    this.first = [];
    if (!goesOn || !existsSync(this.path)) writeFileSync(this.path, '', { mode: OWNER_ONLY });
    // One that stood there before keeps its rights.
    chmodSync(this.path, OWNER_ONLY);
    let whole = 0;
    for await (const line of endedLines(this.path)) {
      const row = parsed(line.toString());
      if (row === null) break;
      if (!isRefusedRow(row)) throw this.ofAnotherVersion();
      this.isNew(row);
      whole += line.length + 1;
    }
    // What was being written at a kill is written again.
    truncateSync(this.path, whole);
  }

  add({ line, objections }: RefusedRow): void {
    if (this.isNew({ line, objections })) appendFileSync(this.path, `${JSON.stringify({ line, objections })}\n`);
  }

  /** Some of them, by their lines: those that an interrupted import has written too. */
  get shown(): RefusedRow[] {
    return this.first.toSorted((one, other) => one.line - other.line);
  }

  private ofAnotherVersion(): ImportProblem {
    const { path, journal } = this;
    return new ImportProblem({
      zh:
        `${path} 由另一版本写成，其中各行的形式不同，无法接着写。请把它移走（其中是至今被拒收的行），删除 ${journal}，再运行同一命令：` +
        '导入从第一行开始，已登记的行作为 duplicate 返回，被拒收的行及原因会重新全部写出',
      en:
        `${path} was written by another version, whose rows have another form: it cannot be gone on with. Move it away (it holds ` +
        `what was refused so far), delete ${journal}, and run the same command again: it begins with the first row, what is on ` +
        'record comes back as duplicate, and every refused row is written anew with its reasons',
    });
  }

  private isNew(row: RefusedRow): boolean {
    if (this.held.seenBefore(String(row.line))) return false;
    if (this.first.length < MOST_SHOWN) this.first.push(row);
    return true;
  }
}

/** A line ends with its newline and nothing else: customers' words hold separators that readers of lines take for one. */
async function* endedLines(path: string): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    rest = Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf(NEWLINE); end >= 0; end = rest.indexOf(NEWLINE)) {
      yield rest.subarray(0, end);
      rest = rest.subarray(end + 1);
    }
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null; // Cut off.
  }
}

function isRefusedRow(row: unknown): row is RefusedRow {
  const { line, objections } = (row ?? {}) as Partial<Record<keyof RefusedRow, unknown>>;
  return Number.isInteger(line) && Array.isArray(objections);
}
