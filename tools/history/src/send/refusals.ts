import { appendFileSync, createReadStream, existsSync, truncateSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { SeenIds } from '../read/seen-ids.js';

/** A row that was not taken, by its line where it was refused here, by its id where intake refused it. */
export type Refusal = { line: number; objections: object } | { sourceId: string; violations: object };

const nameOf = (row: Refusal) => ('line' in row ? `line ${row.line}` : `id ${row.sourceId}`);

/** 拒收清单: every refused row with its reasons, a line of JSON each, once, however often the import was interrupted. */
export class Refusals {
  private held = new SeenIds();

  constructor(readonly path: string) {}

  /** An import that goes on keeps what the one before has written; any other begins with an empty file. */
  async open({ goesOn }: { goesOn: boolean }): Promise<void> {
    this.held = new SeenIds();
    if (!goesOn || !existsSync(this.path)) return writeFileSync(this.path, '');
    let whole = 0;
    for await (const line of createInterface({ input: createReadStream(this.path), crlfDelay: Infinity })) {
      const row = parsed(line);
      if (row === null) break;
      this.held.seenBefore(nameOf(row));
      whole += Buffer.byteLength(line) + 1;
    }
    // What was being written at a kill is written again.
    truncateSync(this.path, whole);
  }

  add(row: Refusal): void {
    if (!this.held.seenBefore(nameOf(row))) appendFileSync(this.path, `${JSON.stringify(row)}\n`);
  }
}

function parsed(line: string): Refusal | null {
  try {
    return JSON.parse(line) as Refusal;
  } catch {
    return null; // Cut off.
  }
}
