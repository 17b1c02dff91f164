import { appendFileSync, chmodSync, createReadStream, existsSync, truncateSync, writeFileSync } from 'node:fs';
import { SeenIds } from '../read/seen-ids.js';

/** A row that was not taken, by its line where it was refused here, by its id where intake refused it. */
export type Refusal = { line: number; objections: object } | { sourceId: string; violations: object };

/** It holds values of customers' rows. */
const OWNER_ONLY = 0o600;
const NEWLINE = 0x0a;

const nameOf = (row: Refusal) => ('line' in row ? `line ${row.line}` : `id ${row.sourceId}`);

/** 拒收清单: every refused row with its reasons, a line of JSON each, once, however often the import was interrupted. */
export class Refusals {
  private held = new SeenIds();

  constructor(readonly path: string) {}

  /** An import that goes on keeps what the one before has written; any other begins with an empty file. */
  async open({ goesOn }: { goesOn: boolean }): Promise<void> {
    this.held = new SeenIds();
    if (!goesOn || !existsSync(this.path)) writeFileSync(this.path, '', { mode: OWNER_ONLY });
    // One that stood there before keeps its rights.
    chmodSync(this.path, OWNER_ONLY);
    let whole = 0;
    for await (const line of endedLines(this.path)) {
      const row = parsed(line.toString());
      if (row === null) break;
      this.held.seenBefore(nameOf(row));
      whole += line.length + 1;
    }
    // What was being written at a kill is written again.
    truncateSync(this.path, whole);
  }

  add(row: Refusal): void {
    if (!this.held.seenBefore(nameOf(row))) appendFileSync(this.path, `${JSON.stringify(row)}\n`);
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

function parsed(line: string): Refusal | null {
  try {
    return JSON.parse(line) as Refusal;
  } catch {
    return null; // Cut off.
  }
}
