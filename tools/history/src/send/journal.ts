import { hash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';

/** A place in the log of the source's receipts. Offsets are text: JSON has no whole numbers of that size. */
const Place = z.object({ partition: z.int(), offset: z.string() });

/** How far an import has come: rows that all have their outcome, and from where on the receipts of the others stand. */
const Position = z.object({
  /** The same file under the same mapping, or the position says nothing. */
  of: z.string(),
  rows: z.int(),
  /** The receipt of the last of these rows: where it stands in the log, the journal is of this platform. */
  last: Place.extend({ sourceId: z.string() }).nullable(),
  receiptsFrom: z.array(Place),
  /** Where the receipts began when the first row was sent, before any interruption. */
  begunAt: z.array(Place),
});
export type Position = z.infer<typeof Position>;

/**
 * 断点: where an import goes on after it was killed. It only saves time: ids derive from the rows, so that a row which is
 * sent again is a duplicate.
 */
export class Journal {
  /** Names what belongs to the import: two files of one name have two. */
  readonly stem: string;
  readonly path: string;
  private readonly of: string;

  constructor(dir: string, file: string, mapping: string, source: string) {
    // The refused rows lie beside it.
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    const { size, mtimeMs } = statSync(file);
    const where = hash('sha256', `${resolve(file)} ${source}`, 'hex').slice(0, 12);
    this.stem = join(dir, `${basename(file)}.${where}`);
    this.path = `${this.stem}.json`;
    this.of = hash('sha256', `${size} ${mtimeMs} ${mapping}`, 'hex');
  }

  /** Null where there is none, or it is of another file or mapping. */
  read(): Position | null {
    if (!existsSync(this.path)) return null;
    const { data } = Position.safeParse(JSON.parse(readFileSync(this.path, 'utf8')));
    return data?.of === this.of ? data : null;
  }

  write(position: Omit<Position, 'of'>): void {
    const next = `${this.path}.next`;
    writeFileSync(next, JSON.stringify({ of: this.of, ...position }));
    renameSync(next, this.path);
  }

  remove(): void {
    rmSync(this.path, { force: true });
  }
}
