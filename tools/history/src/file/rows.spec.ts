import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { checkFile, fits } from '../check-file.js';
import { aFile, aMapping, anExport, aRow, asCsv, COLUMNS, documentedMapping } from '../export.fixture.js';
import { rowsOf, type Row } from './rows.js';

const NOW = new Date('2026-11-24T02:00:00Z');
const UTF8 = aMapping();

async function rows(content: string | Uint8Array, options = UTF8): Promise<Row[]> {
  return all(rowsOf(aFile(content), options));
}

async function all<T>(each: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of each) found.push(one);
  return found;
}
const header = asCsv(COLUMNS);
const aLine = (over: Record<string, string> = {}) => asCsv(aRow(over));

/** `text` in GBK; the few characters that the test uses. */
const GBK = Buffer.from([0xb1, 0xe0, 0xba, 0xc5, 0x2c, 0x61, 0x0a, 0xbf, 0xed, 0xb4, 0xf8, 0x2c, 0x62, 0x0a]);

describe('the rows of a file', () => {
  it('have the line on which they begin, whatever breaks a line within them', async () => {
    const text = '\ufeffa,b\r\n1,2\r\n"x\r\ny",3\r\n\r\n\r\n5,6';

    expect(await rows(text)).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['1', '2'] },
      { line: 3, cells: ['x\ny', '3'] },
      { line: 7, cells: ['5', '6'] },
    ]);
  });

  it('are the same however the bytes are cut into chunks', async () => {
    const long = Array.from({ length: 20_000 }, (_, at) => `${at},"宽带\r\n断网"\r\n`).join('');

    const found = await rows(`a,b\r\n${long}`);

    expect(found).toHaveLength(20_001);
    expect(found.at(-1)).toEqual({ line: 2 + 19_999 * 2, cells: ['19999', '宽带\n断网'] });
  });

  it('are read in GBK where the mapping says so', async () => {
    expect(await rows(GBK, { ...UTF8, encoding: 'gb18030' })).toEqual([
      { line: 1, cells: ['编号', 'a'] },
      { line: 2, cells: ['宽带', 'b'] },
    ]);
  });

  it.each<[string, string | Uint8Array, RegExp]>([
    ['is empty', '', /is empty: it has not even a header/],
    ['holds a mark and nothing else', '\ufeff', /is empty: it has not even a header/],
    ['is in GBK', GBK, /line 1, is not utf-8; it reads as GBK: give encoding: gb18030/],
    ['is in GBK further down', Buffer.concat([Buffer.from('a,b\n1,2\n'), GBK]), /line 3, is not utf-8/],
    ['is in UTF-16', Buffer.from('\ufeffa,b\n', 'utf16le'), /begins with the mark of UTF-16; give encoding: utf-16le/],
    [
      'is a workbook',
      Buffer.from('PK\x03\x04rest'),
      /is a workbook of a spreadsheet or an archive, not text; save the sheet as CSV/,
    ],
    ['is compressed', Buffer.from([0x1f, 0x8b, 8, 0]), /is compressed \(gzip\); unpack it/],
    [
      'ends within quotation marks',
      'a,b\n1,2\n"x,3\n4,5\n',
      /ends within a quoted field, on line \d+: the file was cut off/,
    ],
    ['has a mark within a field', 'a,b\n1,2"3\n', /line 2: a quotation mark within a field/],
    ['has text after a mark', 'a,b\n"x"y,3\n', /line 2: text after a closing quotation mark/],
    ['ends within a character', Buffer.from('a,b\n1,宽').subarray(0, -1), /ends in the middle of a character/],
  ])('are not read from a file that %s', async (_, content, message) => {
    await expect(rows(content)).rejects.toThrow(message);
  });

  it('are not read from a folder, nor from nothing', async () => {
    await expect(all(rowsOf(mkdtempSync(`${tmpdir()}/`), UTF8))).rejects.toThrow(/is a folder; name the file in it/);
    await expect(all(rowsOf('/nowhere.csv', UTF8))).rejects.toThrow(/is not there/);
  });
});

describe('a file and its mapping', () => {
  const check = (content: string, mapping = documentedMapping) =>
    checkFile(aFile(content), aMapping(mapping), NOW, 'en');

  it.each([
    [
      'a column that the mapping names is missing',
      `${header.replace('渠道', '管道')}\n`,
      /tickets-2015\.yaml:\d+: fields\.channel\.column: .* has no column "渠道"; /,
    ],
    [
      'a column is named nowhere',
      `${header},多余\n`,
      /column "多余" of .* is named nowhere; put it under further or ignore/,
    ],
    ['a name stands twice', `${header},渠道\n`, /:1: "渠道" stands over columns 5 and 11; rename one of them/],
    ['a column has no name', `${header},\n`, /:1: column 11 has no name: the header ends with a delimiter; take/],
    ['there are no rows', `${header}\n`, /holds a header and no rows: there is nothing to import/],
  ])('do not go together where %s', async (_, content, message) => {
    await expect(check(content)).rejects.toThrow(message);
  });

  it.each([
    [';', ';', '";"'],
    ['\t', 'tabs', '"\\t"'],
  ])('are told in one line where the delimiter is %j', async (delimiter, looks, value) => {
    const checking = check(`${COLUMNS.join(delimiter)}\n`);

    const { message } = await checking.then(
      () => new Error('nothing was wrong'),
      (error: Error) => error,
    );
    expect(message).toContain(`:1: looks separated by ${looks}: set delimiter: ${value} in the mapping`);
    expect(message).not.toContain('\n');
  });

  it.each([
    [';', ';', '";"'],
    ['\t', 'tabs', '"\\t"'],
  ])('are told so where the header is quoted too: %j', async (delimiter, looks, value) => {
    const quoted = COLUMNS.map((name) => `"${name}"`).join(delimiter);

    await expect(check(`${quoted}\r\n`)).rejects.toThrow(
      `:1: looks separated by ${looks}: set delimiter: ${value} in the mapping tickets-2015.yaml:5`,
    );
  });

  it.each([
    ['a title above the header', `2015 年投诉明细\n${header}\n`],
    ['no header', `${aLine()}\n`],
    ['a page of the web', '<html><body>编号</body></html>\n'],
  ])('are told in one line where the file has %s', async (_, content) => {
    const { message } = await check(content).then(
      () => new Error('nothing was wrong'),
      (error: Error) => error,
    );

    expect(message).toMatch(/:1: the first line must be the header, and holds none of the columns of the mapping/);
    expect(message).not.toContain('\n');
  });

  it('are told so where names of columns hold the delimiter of the mapping', async () => {
    await expect(check(`编号;日期,日;时间;状态\n`)).rejects.toThrow(':1: looks separated by ;: set delimiter: ";"');
  });

  it('fit where the columns are the same', async () => {
    expect(await fits(aFile(`${header}\n`), aMapping())).toBe(true);
    expect(await fits(aFile('a,b\n'), aMapping())).toBe(false);
  });

  it('are counted by rule, and every refused row has its reason', async () => {
    const tally = await check(`${anExport(100)}${aLine({ 编号: '9', 状态: '?' })}\r\n`);

    expect(tally).toMatchObject({ rows: 101, refused: 1, example: '200007' });
    expect(Object.fromEntries(tally.repairs().map(({ rule, rows: touched }) => [rule, touched]))).toEqual({
      'day-and-month-swapped': expect.any(Number),
      'leading-zero-lost': 10,
      'other-capitals': 1,
      'no-number': 1,
      'number-again': 0,
    });
    expect(tally.shown).toMatchObject([{ line: 103, objections: [{ column: '状态', value: '?' }] }]);
  });
});
