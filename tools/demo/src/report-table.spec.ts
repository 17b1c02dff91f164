import { historyTable } from './report-table.js';

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

  const table = historyTable('month', { lines, total: { recorded: 2, imported: 2, imported_open: 0, tickets: 0 } });

  expect(table).toContain('2015-04');
  expect(table).not.toContain('2026-11');
});
