import { historyTable, inBothLanguages, reportTable } from './report-table.js';

const NAMES = {
  zh: ['湖南省', '未分类，或提交被拒绝、未成为投诉'],
  en: ['Hunan', 'no class, or refused as submitted, no complaint'],
};

/** A report of two lines, as reporting answers it. */
const answered = (path: string) => {
  const { searchParams } = new URL(path, 'http://reporting');
  const names = NAMES[searchParams.get('lang') as 'zh' | 'en'];
  const lines = ['43', '-'].map((division, index) => ({ division, recorded: 3, name: names[index]! }));
  return Promise.resolve({ lines, total: { recorded: 6 } });
};

describe('the tables at the end of the demo', () => {
  it.each(['/reports/provinces', '/reports/group?by=class'])('name their lines in both languages: %s', async (path) => {
    const rows = reportTable(await inBothLanguages(path, answered)).split('\n');

    expect(rows[2]).toMatch(/^43 湖南省 · Hunan +3 /);
    expect(rows[3]).toMatch(/^- 未分类，或提交被拒绝、未成为投诉 +3 /);
    expect(rows[4]).toBe('  no class, or refused as submitted, no complaint');
  });

  it('name once what has the same name in both, as a month has', () => {
    const report = { lines: [{ month: '2026-10', name: '2026-10', recorded: 3 }], total: { recorded: 3 } };

    expect(historyTable('月 month', { zh: report, en: report }).split('\n')[2]).toMatch(/^2026-10 +3 /);
  });
});

const aLine = (name: string, over: Record<string, number> = {}) => ({
  name,
  recorded: 0,
  imported: 0,
  imported_open: 0,
  tickets: 0,
  ...over,
});

it('shows what an import brought, and no line of which it brought nothing', () => {
  const lines = [aLine('2015-04', { recorded: 2, imported: 2 }), aLine('2026-11')];

  const report = { lines, total: { recorded: 2, imported: 2, imported_open: 0, tickets: 0 } };
  const table = historyTable('month', { zh: report, en: report });

  expect(table).toContain('2015-04');
  expect(table).not.toContain('2026-11');
});
