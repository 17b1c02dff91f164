import { asCsv } from './as-csv.js';

describe('asCsv', () => {
  it('quotes what needs it and disarms what a spreadsheet would calculate', () => {
    const csv = asCsv(
      ['name', 'count'],
      [
        { name: '广东, 深圳', count: 3 },
        { name: '=1+1', count: -2 },
      ],
    );

    expect(csv).toBe('\ufeffname,count\r\n"广东, 深圳",3\r\n\'=1+1,-2\r\n');
  });
});
