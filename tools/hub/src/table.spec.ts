import { table } from './table.js';

describe('table', () => {
  it('lines columns up, counting a Chinese character as two places', () => {
    const printed = table(
      ['division', 'tickets'],
      [
        ['广东', 12],
        ['44', 3],
      ],
    );

    expect(printed.split('\n')).toEqual(['division  tickets', '广东      12', '44        3']);
  });
});
