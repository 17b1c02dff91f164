import { ImportProblem } from '../problem.js';

const NEWLINE = 10;

/**
 * Text of the bytes, by the encoding that the mapping names. Every line ends with one `\n`. Throws at the first byte that is
 * no text in it, with the line, and with the encoding that it looks like.
 */
export async function* decoded(file: string, chunks: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<string> {
  const decoder = decoderOf(file, encoding);
  let line = 1;
  let first = true;
  let held = '';
  for await (const chunk of chunks) {
    if (first) mustBeText(file, chunk, decoder.encoding);
    first = false;
    let text: string;
    try {
      text = decoder.decode(chunk, { stream: true });
    } catch (cause) {
      const { lines, bytes } = whereItBreaks(chunk, encoding);
      throw notIn(file, line + lines, encoding, bytes, cause);
    }
    line += count(chunk);
    // A carriage return at the end may have its line feed in the next chunk.
    const all = held + text;
    held = all.endsWith('\r') ? '\r' : '';
    yield (held ? all.slice(0, -1) : all).replaceAll('\r\n', '\n');
  }
  try {
    yield held + decoder.decode();
  } catch (cause) {
    throw new ImportProblem(`${file} ends in the middle of a character: it was cut off`, [], { cause });
  }
}

function decoderOf(file: string, encoding: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch (cause) {
    const right = 'utf-8, gb18030 (which reads GBK and GB2312 too), big5, utf-16le, windows-1252';
    throw new ImportProblem(`${file}: there is no encoding "${encoding}"; use for example ${right}`, [], { cause });
  }
}

/** Where it is plain from the first bytes that it is something else. */
function mustBeText(file: string, start: Buffer, encoding: string): void {
  const begins = (...bytes: number[]) => start.subarray(0, bytes.length).equals(Buffer.from(bytes));
  if (begins(0x50, 0x4b, 0x03, 0x04) || begins(0xd0, 0xcf, 0x11, 0xe0)) {
    throw new ImportProblem(`${file} is a workbook of a spreadsheet, not text; save the sheet as CSV (UTF-8)`);
  }
  if (begins(0xff, 0xfe) && encoding !== 'utf-16le') throw marked(file, 'UTF-16', 'utf-16le');
  if (begins(0xfe, 0xff) && encoding !== 'utf-16be') throw marked(file, 'UTF-16', 'utf-16be');
  if (begins(0xef, 0xbb, 0xbf) && encoding !== 'utf-8') throw marked(file, 'UTF-8', 'utf-8');
  if (!encoding.startsWith('utf-16') && start.includes(0)) {
    throw new ImportProblem(`${file} holds null bytes: it is no text, or UTF-16 without its mark (encoding: utf-16le)`);
  }
}

const marked = (file: string, name: string, encoding: string) =>
  new ImportProblem(`${file} begins with the mark of ${name}; give encoding: ${encoding}`);

function notIn(file: string, line: number, encoding: string, bytes: Buffer, cause: unknown): ImportProblem {
  const chinese = encoding.toLowerCase().startsWith('utf') && reads(bytes, 'gb18030');
  const advice = chinese
    ? 'it reads as GBK: give encoding: gb18030 in the mapping, or --encoding gb18030'
    : 'give the encoding that it was written in, in the mapping or by --encoding';
  return new ImportProblem(`${file}, line ${line}, is not ${encoding}; ${advice}`, [], { cause });
}

/** The line, counted from the beginning of the chunk, that is no text, and its bytes. */
function whereItBreaks(chunk: Buffer, encoding: string): { lines: number; bytes: Buffer } {
  let lines = 0;
  for (let from = 0; from < chunk.length; lines++) {
    const end = chunk.indexOf(NEWLINE, from);
    const bytes = chunk.subarray(from, end < 0 ? chunk.length : end);
    if (end < 0 || !reads(bytes, encoding)) return { lines, bytes };
    from = end + 1;
  }
  return { lines, bytes: chunk };
}

function reads(bytes: Buffer, encoding: string): boolean {
  try {
    // Of a line that is cut off at the end of a chunk the last character may be incomplete.
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function count(chunk: Buffer): number {
  let lines = 0;
  for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) lines++;
  return lines;
}
