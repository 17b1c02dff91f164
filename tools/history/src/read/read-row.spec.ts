import { aMapping, aRow, COLUMNS, documentedMapping } from '../export.fixture.js';
import { RowReader, type ReadRow } from './read-row.js';

const NOW = new Date('2026-11-24T02:00:00Z');
const columns = new Map(COLUMNS.map((name, at) => [name, at]));

const reader = (mapping = documentedMapping) =>
  new RowReader('tickets-2015.csv', aMapping(mapping), columns, NOW, 'en');

/** The documented mapping without one of its repairs. */
const without = (rule: string) => documentedMapping.replace(new RegExp(`  - (\\{ )?rule: ${rule}.*\n(    .*\n)*`), '');

const read = (over: Record<string, string>, mapping?: string): ReadRow =>
  reader(mapping).read({ line: 7, cells: aRow(over) });

const past = (row: ReadRow) => {
  if (row.kind === 'refused') throw new Error(JSON.stringify(row.objections));
  return row;
};
const itemOf = (row: ReadRow) =>
  past(row).submission.items[0] as Extract<ReturnType<typeof past>['submission']['items'][number], { kind: 'past' }>;
const objections = (row: ReadRow) => (row.kind === 'refused' ? row.objections : []);

describe('a row of an export', () => {
  it('becomes a complaint of the past that tells where it comes from', () => {
    const row = past(read({ 办结时间: '2015-04-25 10:00', 投诉内容: ' 宽带断网 ' }));

    expect(row.submission).toMatchObject({
      source: 'history',
      sourceId: '250635',
      occurredAt: '2015-04-22T07:53:50.000Z',
      channel: 'hotline',
    });
    expect(itemOf(row)).toMatchObject({
      kind: 'past',
      problem: '宽带断网',
      state: 'closed',
      closedAt: '2015-04-25T02:00:00.000Z',
      division: '44',
      further: { 邮编: '510000' },
      origin: {
        file: 'tickets-2015.csv',
        line: 7,
        number: '250635',
        state: '已办结',
        mapping: 'tickets-2015 1',
        repairs: [],
      },
    });
  });

  it.each([
    ['22-04-15', '2015-04-22', []],
    ['04-22-15', '2015-04-22', ['day-and-month-swapped']],
    ['04-05-15', '2015-04-05', ['day-and-month-swapped']],
    ['05-05-15', '2015-05-05', []],
  ])('of %s came on %s', (written, day, repairs) => {
    const row = past(read({ 受理日期: written, 受理时间: '12:30:00 PM' }));

    expect(row.submission.occurredAt.slice(0, 10)).toBe(day);
    expect(row.repairs).toEqual(repairs);
  });

  it.each([
    ['12:05:00 AM', '16:05'],
    ['12:05:00 PM', '04:05'],
    ['9:55:33 PM', '13:55'],
  ])('at %s came at %s UTC', (written, time) => {
    const row = past(read({ 受理时间: written }));

    expect(row.submission.occurredAt.slice(11, 16)).toBe(time);
  });

  it('keeps a number that is none, as it is written', () => {
    const row = read({ 编号: 'comcas' });

    expect(past(row).submission.sourceId).toBe('comcas');
    expect(itemOf(row).origin).toMatchObject({
      number: 'comcas',
      repairs: [{ rule: 'no-number', name: { zh: '编号不是数字', en: 'no number' } }],
    });
  });

  it.each([
    ['投诉 17', '%E6%8A%95%E8%AF%89%2017'],
    ['50%', '50%25'],
  ])('gives %s an id that survives every log', (written, id) => {
    expect(past(read({ 编号: written })).submission.sourceId).toBe(id);
  });

  it('tells numbers apart that come again, or are missing, by their lines', () => {
    const one = reader();
    const rows = ['17', '17', '', '18'].map((number, at) => one.read({ line: at + 2, cells: aRow({ 编号: number }) }));

    expect(rows.map((row) => past(row).submission.sourceId)).toEqual([
      '17',
      '17@tickets-2015.csv:3',
      '@tickets-2015.csv:4',
      '18',
    ]);
    expect(rows.map((row) => itemOf(row).origin.number)).toEqual(['17', '17', null, '18']);
  });

  it.each<[string, Record<string, string>, string, { column: string; value: string; readAs?: string; rule: string }]>([
    [
      'a state that nobody knows',
      { 状态: '挂起' },
      documentedMapping,
      { column: '状态', value: '挂起', rule: 'unknown-value' },
    ],
    [
      'a name of Object',
      { 省份: 'constructor' },
      documentedMapping,
      { column: '省份', value: 'constructor', rule: 'unknown-value' },
    ],
    [
      'a day that is none',
      { 受理日期: '31-04-15' },
      documentedMapping,
      { column: '受理日期 + 受理时间', value: '31-04-15 3:53:50 PM', rule: 'no-time' },
    ],
    [
      'no day at all',
      { 受理日期: '', 受理时间: '' },
      documentedMapping,
      { column: '受理日期 + 受理时间', value: '', rule: 'required' },
    ],
    [
      'a day to come',
      { 受理日期: '22-04-38' },
      documentedMapping,
      {
        column: '受理日期 + 受理时间',
        value: '22-04-38 3:53:50 PM',
        readAs: '2038-04-22T07:53:50.000Z',
        rule: 'in-future',
      },
    ],
    [
      'other capitals without a rule',
      { 省份: 'GUANGDONG' },
      without('other-capitals'),
      { column: '省份', value: 'GUANGDONG', rule: 'unknown-value' },
    ],
    [
      'no number without a rule',
      { 编号: '' },
      without('number-again'),
      { column: '编号', value: '', rule: 'required' },
    ],
    [
      'a day that is none after its repair',
      { 受理日期: '05-32-15' },
      documentedMapping,
      {
        column: '受理日期 + 受理时间',
        value: '05-32-15 3:53:50 PM',
        readAs: '32-05-15 3:53:50 PM',
        rule: 'no-time',
      },
    ],
    [
      'an end before its beginning',
      { 办结时间: '2015-04-01 10:00' },
      documentedMapping,
      {
        column: '办结时间',
        value: '2015-04-01 10:00',
        readAs: '2015-04-01T02:00:00.000Z',
        rule: 'closed-before-it-came',
      },
    ],
    [
      'an end although it is open',
      { 状态: '处理中', 办结时间: '2015-04-25 10:00' },
      documentedMapping,
      { column: '办结时间', value: '2015-04-25 10:00', readAs: '2015-04-25T02:00:00.000Z', rule: 'open-and-closed' },
    ],
    [
      'a division that the organisation has not, where cells hold their ids',
      { 省份: 'ga' },
      documentedMapping.replace(/(column: 省份), values: .*? \}/, '$1'),
      { column: '省份', value: 'ga', rule: 'unknown-value' },
    ],
    ['no words', { 投诉内容: ' ' }, documentedMapping, { column: '投诉内容', value: '', rule: 'required' }],
    ['no state', { 状态: '' }, documentedMapping, { column: '状态', value: '', rule: 'required' }],
  ])('is refused for %s, in the words of the file', (_, over, mapping, expected) => {
    const row = read(over, mapping);

    expect(row).toMatchObject({ kind: 'refused', line: 7 });
    expect(objections(row)).toEqual([{ ...expected, reason: expect.any(String) }]);
  });

  it('is refused for ten megabytes in one field, and the message does not repeat them', () => {
    const row = read({ 投诉内容: 'x'.repeat(10 * 1024 * 1024) });

    expect(objections(row)).toEqual([expect.objectContaining({ column: '投诉内容' })]);
    expect(JSON.stringify(objections(row)).length).toBeLessThan(1000);
  });

  it.each([
    ['more', 11],
    ['fewer', 9],
  ])('is refused for %s columns than the header has', (word, count) => {
    const cells = [...aRow(), 'x'].slice(0, count);

    const row = reader().read({ line: 7, cells });

    expect(objections(row)).toEqual([expect.objectContaining({ rule: 'wrong-number-of-columns' })]);
    expect(objections(row)[0]!.reason).toContain(`has ${count} columns, ${word} than the 10`);
  });

  it('is refused for a delimiter at its end, by that name', () => {
    const row = reader().read({ line: 7, cells: [...aRow(), ''] });

    expect(objections(row)[0]!.reason).toContain(
      'what is beyond is empty: there is a delimiter too many at the end of the line',
    );
  });

  it('takes a formula for the text that it is', () => {
    const formula = "=cmd|'/C calc'!A0";

    expect(itemOf(read({ 投诉内容: formula })).problem).toBe(formula);
  });

  it('tells everything that is wrong with it at once', () => {
    const row = read({ 状态: '?', 省份: '?', 受理日期: '?' });

    expect(
      objections(row)
        .map(({ column }) => column)
        .sort(),
    ).toEqual(['受理日期 + 受理时间', '状态', '省份']);
  });
});
