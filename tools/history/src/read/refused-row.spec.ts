import { refusalInWords } from './refused-row.js';

const inWords = (objection: { value: string | null; readAs?: string; reason: string; rule: string }) =>
  refusalInWords('tickets.csv', { line: 7, objections: [{ column: '受理日期', ...objection }] }, 'en');

describe('a refused row, in words', () => {
  it('shows the cell as it is written, and how it was read', () => {
    const [line] = inWords({ value: '05-08-15', readAs: '08-05-15', reason: 'is no time', rule: 'no-time' });

    expect(line).toBe('tickets.csv:7: 受理日期 "05-08-15", read as "08-05-15", is no time (no-time)');
  });

  it('says of an empty cell that it is empty', () => {
    const [line] = inWords({ value: '', reason: 'is empty', rule: 'required' });

    expect(line).toBe('tickets.csv:7: 受理日期 is empty (required)');
  });
});
