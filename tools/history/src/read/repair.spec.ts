import type { Repair } from '../mapping/schema.js';
import { repaired } from './repair.js';

const rule = (does: Partial<Repair>): Repair => ({ rule: 'r', name: { zh: '规', en: 'r' }, column: 'c', ...does });

describe('a repair rule', () => {
  it.each<[string, Partial<Repair>, string, string | null]>([
    ['takes white space away', { trim: true }, ' a ', 'a'],
    ['has nothing to trim', { trim: true }, 'a', null],
    ['puts another text', { when: '^n/a$', replaceBy: '' }, 'n/a', ''],
    ['puts another part', { when: '-', replaceBy: '/' }, '1-2', '1/2'],
    ['leaves alone what does not fit', { when: '^n/a$', replaceBy: '' }, 'a', null],
    ['fills what is empty', { whenEmpty: '(无)' }, '  ', '(无)'],
    ['gives zeros back', { zerosTo: 5 }, '1234', '01234'],
    ['gives no zeros to what is no number', { zerosTo: 5 }, '12a', null],
    ['leaves a whole number alone', { zerosTo: 5 }, '12345', null],
    ['swaps where the first is small', { swapFirstTwoIfFirstAtMost: 12 }, '03-04-15', '04-03-15'],
    ['swaps with other signs between', { swapFirstTwoIfFirstAtMost: 12 }, '3/14/2015', '14/3/2015'],
    ['leaves a large first alone', { swapFirstTwoIfFirstAtMost: 12 }, '13-04-15', null],
    ['counts no swap of equals', { swapFirstTwoIfFirstAtMost: 12 }, '05-05-15', null],
    ['reads other capitals', { ignoreCase: true }, 'hunan', 'Hunan'],
    ['knows no other word', { ignoreCase: true }, 'hubei', null],
    ['cuts what is long', { cutTo: 4 }, 'abcde', 'abc…'],
    ['excuses what fits', { when: '\\D', keep: true }, 'comcas', 'comcas'],
    ['excuses nothing else', { when: '\\D', keep: true }, '17', null],
  ])('%s', (_, does, text, expected) => {
    expect(repaired(text, rule(does), ['Hunan'])).toBe(expected);
  });
});
