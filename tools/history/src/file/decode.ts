import { ImportProblem } from '../problem.js';

const NEWLINE = 10;

/**
 * Text of the bytes, by the encoding that the mapping names. Every line ends with one `\n`. Throws at the first byte that is
 * no text in it, with the line, and with the encoding that it looks like.
 */
export async function* decoded(file: string, chunks: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
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
    throw new ImportProblem(
      {
        zh: `${file} 在一个字符中间结束：文件被截断了`,
        en: `${file} ends in the middle of a character: it was cut off`,
      },
      [],
      { cause },
    );
  }
}

export function isEncoding(name: string): boolean {
  try {
    return new TextDecoder(name).encoding !== '';
  } catch {
    return false; // The only thing that it throws for.
  }
}

export const NO_ENCODING = {
  zh: (name: string) =>
    `没有名为“${name}”的编码；可用 utf-8、gb18030（也能读 GBK 与 GB2312）、big5、utf-16le、windows-1252 等`,
  en: (name: string) =>
    `there is no encoding "${name}"; use for example utf-8, gb18030 (which reads GBK and GB2312 too), big5, utf-16le, windows-1252`,
};

/** Where it is plain from the first bytes that it is something else. */
function mustBeText(file: string, start: Buffer, encoding: string): void {
  const begins = (...bytes: number[]) => start.subarray(0, bytes.length).equals(Buffer.from(bytes));
  if (begins(0x50, 0x4b, 0x03, 0x04) || begins(0xd0, 0xcf, 0x11, 0xe0)) {
    throw new ImportProblem({
      zh: `${file} 是电子表格的工作簿或压缩包，不是文本；请把工作表另存为 CSV（UTF-8），或先解压`,
      en: `${file} is a workbook of a spreadsheet or an archive, not text; save the sheet as CSV (UTF-8), or unpack it`,
    });
  }
  if (begins(0x1f, 0x8b)) {
    throw new ImportProblem({
      zh: `${file} 是压缩文件（gzip）；请先解压`,
      en: `${file} is compressed (gzip); unpack it`,
    });
  }
  if (begins(0xff, 0xfe) && encoding !== 'utf-16le') throw marked(file, 'UTF-16', 'utf-16le');
  if (begins(0xfe, 0xff) && encoding !== 'utf-16be') throw marked(file, 'UTF-16', 'utf-16be');
  if (begins(0xef, 0xbb, 0xbf) && encoding !== 'utf-8') throw marked(file, 'UTF-8', 'utf-8');
  if (!encoding.startsWith('utf-16') && start.includes(0)) {
    throw new ImportProblem({
      zh: `${file} 含有空字节：不是文本，或是没有标记的 UTF-16（encoding: utf-16le）`,
      en: `${file} holds null bytes: it is no text, or UTF-16 without its mark (encoding: utf-16le)`,
    });
  }
}

const marked = (file: string, name: string, encoding: string) =>
  new ImportProblem({
    zh: `${file} 以 ${name} 的标记开头；请写 encoding: ${encoding}`,
    en: `${file} begins with the mark of ${name}; give encoding: ${encoding}`,
  });

function notIn(file: string, line: number, encoding: string, bytes: Buffer, cause: unknown): ImportProblem {
  const chinese = encoding.toLowerCase().startsWith('utf') && reads(bytes, 'gb18030');
  const advice = chinese
    ? {
        zh: '它可按 GBK 读取：请在映射中写 encoding: gb18030，或用 --encoding gb18030',
        en: 'it reads as GBK: give encoding: gb18030 in the mapping, or --encoding gb18030',
      }
    : {
        zh: '请在映射中或用 --encoding 给出它所用的编码',
        en: 'give the encoding that it was written in, in the mapping or by --encoding',
      };
  return new ImportProblem(
    {
      zh: `${file} 第 ${line} 行不是 ${encoding}；${advice.zh}`,
      en: `${file}, line ${line}, is not ${encoding}; ${advice.en}`,
    },
    [],
    { cause },
  );
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
